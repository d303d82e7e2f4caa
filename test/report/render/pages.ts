// Reads PDFs by poppler's tools: what stands where on which page.

import { execFileSync, spawnSync } from 'node:child_process';

/** Whether the Debian package poppler-utils is here. */
export const hasPoppler = ['pdftotext', 'pdffonts', 'pdfinfo'].every(
  (tool) => spawnSync(tool, ['-v']).status === 0,
);

/** A word with its box, in points from the top left. */
export interface Word {
  readonly text: string;
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** A page. */
export interface Page {
  readonly width: number;
  readonly height: number;
  readonly words: readonly Word[];
}

/** The pages with every word's box. */
export function pagesOf(pdf: Uint8Array): Page[] {
  const html = run('pdftotext', ['-bbox', '-', '-'], pdf);
  return html
    .split('<page ')
    .slice(1)
    .map((page) => ({
      width: Number(/width="([\d.]+)"/.exec(page)?.[1]),
      height: Number(/height="([\d.]+)"/.exec(page)?.[1]),
      words: [
        ...page.matchAll(
          /<word xMin="([-\d.]+)" yMin="([-\d.]+)" xMax="([-\d.]+)" yMax="([-\d.]+)">(.*?)<\/word>/g,
        ),
      ].map(([, left, top, right, bottom, text]) => ({
        text: (text ?? '')
          .replaceAll('&amp;', '&')
          .replaceAll('&lt;', '<')
          .replaceAll('&gt;', '>')
          .replaceAll('&quot;', '"'),
        ...{ left: Number(left), top: Number(top), right: Number(right), bottom: Number(bottom) },
      })),
    }));
}

/** The text as it is laid out, blanks of all kinds made one, page by page. */
export function textsOf(pdf: Uint8Array): string[] {
  return run('pdftotext', ['-layout', '-', '-'], pdf)
    .split('\f')
    .slice(0, -1)
    .map((page) => page.replace(/\s+/g, ' '));
}

/** Lines of pdffonts or pdfinfo. */
export function inspect(tool: 'pdffonts' | 'pdfinfo', pdf: Uint8Array): string[] {
  return run(tool, ['-'], pdf).trim().split('\n');
}

/** Words of which some part lies outside of the page. */
export function strayWords(pages: readonly Page[]): Word[] {
  return pages.flatMap(({ width, height, words }) =>
    words.filter(
      ({ left, top, right, bottom }) =>
        left < -0.5 || top < -0.5 || right > width + 0.5 || bottom > height + 0.5,
    ),
  );
}

function run(tool: string, options: readonly string[], pdf: Uint8Array): string {
  return execFileSync(tool, options, {
    input: pdf,
    encoding: 'utf8',
    maxBuffer: 256 * 1024 * 1024,
    stdio: ['pipe', 'pipe', 'ignore'],
  });
}

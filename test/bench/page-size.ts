// What the page weighs on the wire: every built file asked of the daemon as a browser asks.

import { readdirSync, statSync } from 'node:fs';
import { get } from 'node:http';
import { join, relative } from 'node:path';
import type { BenchRow } from './row.ts';

/** Design §11. */
const BUDGET_KB = 150;
/** Smaller files cost a packet either way. */
const WORTH_PACKING_BYTES = 1_000;

interface Sent {
  readonly file: string;
  readonly builtBytes: number;
  readonly sentBytes: number;
  readonly isPacked: boolean;
}

/** Asks the daemon at `url` for every file of `webRoot`. */
export async function sizeRows(url: string, webRoot: string): Promise<BenchRow[]> {
  const files = readdirSync(webRoot, { recursive: true, withFileTypes: true })
    .filter((each) => each.isFile() && !each.name.endsWith('.gz'))
    .map((each) => relative(webRoot, join(each.parentPath, each.name)));
  const sent: Sent[] = [];
  for (const file of files.sort())
    sent.push({ file, builtBytes: statSync(join(webRoot, file)).size, ...(await ask(new URL(file, url))) });
  const kilobytes = sent.reduce((sum, { sentBytes }) => sum + sentBytes, 0) / 1_000;
  const loose = sent.filter(({ isPacked, builtBytes }) => !isPacked && builtBytes >= WORTH_PACKING_BYTES);
  const heaviest = sent.toSorted((a, b) => b.sentBytes - a.sentBytes);
  return [
    {
      name: 'page: all of it, as sent',
      value: tenths(kilobytes),
      unit: 'kB',
      budget: BUDGET_KB,
      ok: kilobytes <= BUDGET_KB && loose.length === 0,
      note: [
        heaviest.map(({ file, sentBytes }) => `${nameOf(file)} ${tenths(sentBytes / 1_000)}`).join(', '),
        loose.length === 0
          ? 'gzip'
          : `sent without content-encoding: ${loose.map(({ file }) => file).join(', ')}`,
      ].join('; '),
    },
  ];
}

function ask(url: URL): Promise<Pick<Sent, 'sentBytes' | 'isPacked'>> {
  return new Promise((resolve, reject) => {
    // Node's client hands over the body as it came, which fetch does not.
    get(url, { headers: { 'accept-encoding': 'gzip, deflate, br, zstd' } }, (response) => {
      let sentBytes = 0;
      response.on('data', (data: Buffer) => {
        sentBytes += data.length;
      });
      response.once('error', reject);
      response.once('end', () => {
        if (response.statusCode !== 200)
          reject(new Error(`${url.pathname} of the built page was answered with ${response.statusCode}`));
        else resolve({ sentBytes, isPacked: response.headers['content-encoding'] === 'gzip' });
      });
    }).once('error', reject);
  });
}

/** Without folder and hash. */
function nameOf(file: string): string {
  return file.replace(/^.*\//, '').replace(/-[\w-]{8}(?=\.\w+$)/, '');
}

function tenths(value: number): number {
  return Math.round(value * 10) / 10;
}

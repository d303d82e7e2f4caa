// axe-core on a page as it stands. It is put in through the debugger, which the page's content policy does not concern.

import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Page } from 'playwright-core';

const AXE = readFileSync(resolve(import.meta.dirname, '../../../node_modules/axe-core/axe.min.js'), 'utf8');

/** What axe finds wrong, best practices included, one line for each element: rule, element, and what it says. */
export async function axeFindings(page: Page): Promise<readonly string[]> {
  await page.evaluate(AXE);
  return page.evaluate(async () => {
    interface Finding {
      readonly id: string;
      readonly help: string;
      readonly nodes: readonly { readonly target: readonly unknown[]; readonly failureSummary?: string }[];
    }
    const { axe } = window as unknown as {
      axe: { run(): Promise<{ readonly violations: readonly Finding[] }> };
    };
    const { violations } = await axe.run();
    return violations.flatMap(({ help, id, nodes }) =>
      nodes.map(({ failureSummary, target }) => `${id}: ${target.join(' ')}: ${failureSummary ?? help}`),
    );
  });
}

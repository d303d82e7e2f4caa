// How soon the page shows something true: on the demonstration, and with ten thousand links.

import { type BenchBrowser, firstPaintOf, paintedAfter } from './page-browser.ts';
import type { BigProvince } from './page-province.ts';
import type { BenchRow } from './row.ts';

const RUNS = 5;
/** Design: the demonstration, and ten thousand links. */
const DEMO_BUDGET_S = 1;
const BIG_BUDGET_S = 2;
/** A regency's tile with its state and its counts. */
const TILE = '.tile[class*=" s-"] .tile-counts b';
const ROW = 'tr.link';

/** The wall of the demonstration, against the first paint of a document of one line that the same daemon serves. */
export async function demoPaintRows(browser: BenchBrowser, url: string): Promise<BenchRow[]> {
  const shown = await times(() => paintedAfter(browser, `${url}#/wall`, [TILE]));
  const bare = await times(() => firstPaintOf(browser, `${url}healthz`));
  return [
    {
      ...row('first link state on the wall, demonstration', shown, DEMO_BUDGET_S),
      peer: `a line of text from the daemon ${seconds(bare.medianMs)} s`,
      ratio: Math.round((shown.medianMs / bare.medianMs) * 10) / 10,
    },
  ];
}

/** Ten thousand links on the wall and in the table, against reading their snapshot alone. */
export async function bigPaintRows(browser: BenchBrowser, province: BigProvince): Promise<BenchRow[]> {
  const { url } = province;
  const { medianMs: snapshotMs } = await times(() => province.snapshotMs());
  const wall = await times(() => paintedAfter(browser, `${url}#/wall`, [TILE, '.wall-map canvas']));
  const table = await times(() => paintedAfter(browser, `${url}#/links`, [ROW]));
  const peer = `snapshot read in Node ${seconds(snapshotMs)} s`;
  const against = ({ medianMs }: Times): Pick<BenchRow, 'peer' | 'ratio'> => ({
    peer,
    ratio: Math.round((medianMs / snapshotMs) * 10) / 10,
  });
  return [
    { ...row('10,000 links, counts and map on the wall', wall, BIG_BUDGET_S), ...against(wall) },
    { ...row('10,000 links, first rows of the table', table, BIG_BUDGET_S), ...against(table) },
  ];
}

interface Times {
  readonly medianMs: number;
  readonly worstMs: number;
}

async function times(measure: () => Promise<number>): Promise<Times> {
  const all: number[] = [];
  for (let run = 0; run < RUNS; run++) all.push(await measure());
  all.sort((a, b) => a - b);
  return { medianMs: all[RUNS >> 1] ?? Number.NaN, worstMs: all.at(-1) ?? Number.NaN };
}

function row(name: string, { medianMs, worstMs }: Times, budgetS: number): BenchRow {
  return {
    name: `page: ${name}`,
    value: seconds(medianMs),
    unit: 's',
    budget: budgetS,
    ok: medianMs <= budgetS * 1_000,
    note: `median of ${RUNS} with an empty cache, from the address to the painted frame; slowest ${seconds(worstMs)} s`,
  };
}

function seconds(ms: number): number {
  return Math.round(ms) / 1_000;
}

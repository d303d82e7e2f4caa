// What a page costs that somebody leaves open while ten thousand links report: CPU of its process and of the whole browser, tasks
// that would hold up a hand, memory.

import type { CDPSession } from 'playwright-core';
import type { BenchBrowser, BrowserCpu, Look } from './page-browser.ts';
import type { Heard } from './page-listener.ts';
import { type BigProvince, LINKS } from './page-province.ts';
import type { BenchRow } from './row.ts';

/** Design: of one core. */
const BUDGET_PCT = 10;
/** A round and a poll of each link a minute; with much less the figure says nothing. */
const DESIGN_PER_S = (2 * LINKS) / 60;
const LEAST_SHARE = 0.8;
/** Until code is compiled and what a page asks for once has been answered. */
const SETTLE_MS = 15_000;
const IDLE_MS = 10_000;
/** Shorter ones nobody notices (the browser's own bound for a long task). */
const LONG_TASK_MS = 50;
/** Pages that people leave open, by address, and what shows that they are drawn. */
const PAGES = [
  ['wall', '#/wall', '.tile .tile-counts b'],
  ['table', '#/links', 'tr.link'],
  ['map', '#/map', '.map canvas'],
] as const;

interface Sample {
  readonly atMs: number;
  readonly work: Work;
  readonly cpu: BrowserCpu;
  readonly heard: Heard;
}

/** Seconds that the page's own thread spent since the browser began to count. */
interface Work {
  readonly scriptS: number;
  readonly styleS: number;
  readonly layoutS: number;
}

/** Rows of all pages; each is looked at for `lastsMs`. */
export async function costRows(
  browser: BenchBrowser,
  province: BigProvince,
  lastsMs: number,
): Promise<BenchRow[]> {
  const rows = [await idleRow(browser)];
  for (const [name, address, drawn] of PAGES) {
    const look = await browser.look();
    try {
      await look.page.addInitScript({ content: COUNT_LONG_TASKS });
      await look.page.goto(province.url + address);
      await look.page.waitForSelector(drawn);
      rows.push(...(await rowsOf(name, { browser, look, province, lastsMs })));
    } finally {
      await look.close();
    }
  }
  return rows;
}

async function idleRow(browser: BenchBrowser): Promise<BenchRow> {
  const look = await browser.look();
  const before = await browser.cpu();
  await pause(IDLE_MS);
  const after = await browser.cpu();
  await look.close();
  return {
    name: 'page: CPU of an idle tab, whole browser',
    value: tenths(((after.allS - before.allS) / IDLE_MS) * 100_000),
    unit: '% of a core',
  };
}

async function rowsOf(
  name: string,
  {
    browser,
    look,
    province,
    lastsMs,
  }: {
    readonly browser: BenchBrowser;
    readonly look: Look;
    readonly province: BigProvince;
    readonly lastsMs: number;
  },
): Promise<BenchRow[]> {
  const sample = async (): Promise<Sample> => {
    const [cpu, heard, work] = await Promise.all([browser.cpu(), province.heard(), workOf(look.session)]);
    return { atMs: performance.now(), cpu, heard, work };
  };
  await look.session.send('Performance.enable');
  await pause(SETTLE_MS);
  const heapBefore = await heapBytes(look.session);
  await look.page.evaluate('benchLongTasks.length = 0');
  const before = await sample();
  await pause(lastsMs);
  const after = await sample();
  const longMs = await look.page.evaluate<number[]>('benchLongTasks');
  const heapAfter = await heapBytes(look.session);
  const seconds = (after.atMs - before.atMs) / 1_000;
  const pct = (of: (each: Sample) => number): number => ((of(after) - of(before)) / seconds) * 100;
  const pagePct = pct(({ cpu }) => cpu.pagesS);
  const peerPct = pct(({ heard }) => heard.cpuS);
  const heard = (of: (each: Heard) => number): number => of(after.heard) - of(before.heard);
  const roundsPerS = heard(({ rounds }) => rounds) / seconds;
  const pollsPerS = heard(({ polls }) => polls) / seconds;
  const figuresPerS = roundsPerS + pollsPerS;
  const said =
    `${Math.round(roundsPerS)} rounds/s, ${Math.round(pollsPerS)} polls/s, ` +
    `${heard(({ events }) => events)} other events in ${Math.round(seconds)} s`;
  const [heldMb, keptMb] = [heapBefore / 1e6, heapAfter / 1e6];
  return [
    {
      name: `page: CPU of the ${name}, 10,000 links`,
      value: tenths(pagePct),
      unit: '% of a core',
      budget: BUDGET_PCT,
      ok: pagePct <= BUDGET_PCT && figuresPerS >= LEAST_SHARE * DESIGN_PER_S,
      peer: `a client in Node that reads it all ${tenths(peerPct)} %`,
      ratio: tenths(pagePct / peerPct),
      note: said,
    },
    {
      name: `page: whole browser with the ${name}`,
      value: tenths(pct(({ cpu }) => cpu.allS)),
      unit: '% of a core',
      note: [
        `drawing without a graphics card ${tenths(pct(({ cpu }) => cpu.drawingS))} %`,
        `scripts ${tenths(pct(({ work }) => work.scriptS))} %`,
        `styles ${tenths(pct(({ work }) => work.styleS))} %`,
        `layout ${tenths(pct(({ work }) => work.layoutS))} %`,
      ].join(', '),
    },
    {
      name: `page: tasks above ${LONG_TASK_MS} ms on the ${name}`,
      value: longMs.length,
      unit: 'tasks',
      note: `in ${Math.round(seconds)} s; longest ${Math.round(Math.max(0, ...longMs))} ms`,
    },
    {
      name: `page: heap of the ${name} after garbage collection`,
      value: tenths(keptMb),
      unit: 'MB',
      note: `${tenths(heldMb)} MB ${Math.round(seconds)} s before`,
    },
  ];
}

async function workOf(session: CDPSession): Promise<Work> {
  const { metrics } = await session.send('Performance.getMetrics');
  const of = (wanted: string): number => metrics.find(({ name }) => name === wanted)?.value ?? Number.NaN;
  return {
    scriptS: of('ScriptDuration'),
    styleS: of('RecalcStyleDuration'),
    layoutS: of('LayoutDuration'),
  };
}

async function heapBytes(session: CDPSession): Promise<number> {
  for (let turn = 0; turn < 3; turn++) await session.send('HeapProfiler.collectGarbage');
  return (await session.send('Runtime.getHeapUsage')).usedSize;
}

/** As text, for the project's types of Node know no browser. */
const COUNT_LONG_TASKS = `
  globalThis.benchLongTasks = [];
  new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) benchLongTasks.push(duration);
  }).observe({ type: 'longtask' });
`;

function pause(ms: number): Promise<void> {
  return new Promise((done) => setTimeout(done, ms));
}

function tenths(value: number): number {
  return Math.round(value * 10) / 10;
}

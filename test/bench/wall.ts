// The wall of ten thousand links in a real browser: how soon it is there, what it costs at the design's event rate, and
// whether an hour of events at a hundred times that rate leaves anything behind (design §11: it runs for a month).

import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { CDPSession, Page } from 'playwright-core';
import type { SiteView } from '../../src/stream/protocol.ts';
import { type Bench, CHROMIUM, openBench } from '../web/support/browser.ts';
import { FakeServer } from '../web/support/fake-server.ts';
import { fakeProvince } from '../web/support/province.ts';
import { cpuSeconds } from './process-usage.ts';
import type { BenchRow } from './row.ts';
import { FIGURES_PER_S, MARK, OUTAGES_PER_HOUR, WallLoad } from './wall-load.ts';

const LINKS = 10_000;
const TIMES = 100;
/** The hour's outages are pressed into this time; figures come at a hundred times their rate meanwhile. */
const HOUR_IN_MS = 90_000;
/** Until compiled code, caches and the lists themselves have their size. */
const WARM_MS = 20_000;
const CPU_MS = 30_000;
const SAMPLES = 6;
/** A page that is further behind than this does not keep up. */
const CAUGHT_UP_MS = 30_000;
const LOOK_MS = 250;
/** The page's clock goes on by the heartbeats it has read, once a second each. */
const BEHIND_MS = 3_000;
/** A page that was up to date gets figures for so long; a busy one takes its time to be asked again. */
const TRUST_MS = 1_000;
/** For sounds that are under way. */
const CALM_MS = 2_000;
const FIRST_PAINT_BUDGET_S = 2;
const CPU_BUDGET_PCT = 10;
const GROWTH_BUDGET_MB = 1;

/** What a page holds once everything that can go has gone. */
interface Held {
  readonly heapBytes: number;
  readonly nodes: number;
  readonly listeners: number;
}

/** Measures the wall. */
export async function benchWall(): Promise<BenchRow[]> {
  if (!CHROMIUM)
    return [{ name: 'wall', value: 0, unit: 'links', note: 'not measured: needs Debian package chromium' }];
  const bench = await openBench({ width: 1920, height: 1080 });
  const server = new FakeServer({ webRoot: bench.webRoot, network: placed(LINKS) });
  server.answers.set('/api/v1/alerts', { alerts: [] });
  server.answers.set('/api/v1/map', { coast: [] });
  await server.start();
  try {
    const { complaints, page } = await bench.open('about:blank');
    const shownS = await firstPaint(page, `${server.url}#/wall?kiosk=1`);
    // A press allows the sound, which then rings for every critical alert.
    await page.mouse.click(5, 5);
    const cpu = await usualCost(bench, server);
    const growth = await hourlyGrowth(page, server);
    if (complaints.length > 0) throw new Error(`the page complained: ${complaints.join('; ')}`);
    return [
      {
        name: 'wall: the page with 10,000 links',
        value: shownS,
        unit: 's',
        budget: FIRST_PAINT_BUDGET_S,
        ok: shownS <= FIRST_PAINT_BUDGET_S,
        note: 'from the address to tiles, map and counts',
      },
      {
        name: 'wall: CPU of a core at the design’s event rate',
        value: cpu.pagePct,
        unit: '%',
        budget: CPU_BUDGET_PCT,
        ok: cpu.pagePct <= CPU_BUDGET_PCT,
        note: `${Math.round(FIGURES_PER_S)} rounds and polls a second; drawing without a graphics card ${cpu.drawingPct}% more`,
      },
      ...growth,
    ];
  } finally {
    await bench.close();
    await server.stop();
  }
}

/** The fake province with places, so that the map is drawn too. */
function placed(links: number) {
  const network = fakeProvince(links);
  const sites = network.sites.map((site, n): SiteView => {
    const regency = Math.floor((n * 6) / network.sites.length);
    return { ...site, position: [-1.2 - regency * 0.4 - (n % 40) / 100, 118.8 + ((n * 7) % 60) / 100] };
  });
  return { ...network, sites };
}

async function firstPaint(page: Page, url: string): Promise<number> {
  const fromMs = performance.now();
  await page.goto(url);
  await page.waitForSelector('.wall-map canvas');
  await page.locator('.count.s-up b', { hasText: `${LINKS + 8}` }).waitFor();
  return rounded((performance.now() - fromMs) / 1_000);
}

/** What the page's process uses, and what the one uses that draws. */
async function usualCost(bench: Bench, server: FakeServer): Promise<{ pagePct: number; drawingPct: number }> {
  const load = new WallLoad(server, { figuresPerS: FIGURES_PER_S, outagesPerS: OUTAGES_PER_HOUR / 3_600 });
  load.start();
  await pause(5_000);
  const profile = join(dirname(bench.webRoot), 'profile');
  const before = browserSeconds(profile);
  await pause(CPU_MS);
  const after = browserSeconds(profile);
  load.stop();
  const pct = (type: 'renderer' | 'gpu-process'): number =>
    rounded(((after[type] - before[type]) / (CPU_MS / 1_000)) * 100);
  return { pagePct: pct('renderer'), drawingPct: pct('gpu-process') };
}

async function hourlyGrowth(page: Page, server: FakeServer): Promise<BenchRow[]> {
  const outagesPerS = (OUTAGES_PER_HOUR * TIMES) / (HOUR_IN_MS / 1_000);
  const load = new WallLoad(server, { figuresPerS: FIGURES_PER_S * TIMES, outagesPerS });
  const session = await page.context().newCDPSession(page);
  const held: Held[] = [];
  const run = async (ms: number): Promise<void> => {
    load.start();
    await follow(page, server, { load, ms });
    load.stop();
    load.mark(true);
    await page.locator(`[data-incident="${MARK}"]`).waitFor({ timeout: CAUGHT_UP_MS });
    load.mark(false);
    await page.locator(`[data-incident="${MARK}"]`).waitFor({ state: 'detached', timeout: CAUGHT_UP_MS });
    await pause(CALM_MS);
    held.push(await holds(session));
  };
  await run(WARM_MS);
  const begun = { figures: load.figures, events: load.events, outages: load.outages };
  for (let sample = 0; sample < SAMPLES; sample++) await run(HOUR_IN_MS / SAMPLES);
  if ((await page.locator('.old').count()) > 0) throw new Error('the page fell behind what it was told');
  const [first, last] = [held[0], held.at(-1)];
  if (!first || !last) throw new Error('nothing was measured');
  const megabytes = held.map(({ heapBytes }) => (heapBytes / 1e6).toFixed(1)).join(', ');
  const grownMb = rounded((last.heapBytes - first.heapBytes) / 1e6);
  const said = `${load.outages - begun.outages} outages, ${load.events - begun.events} events, ${load.figures - begun.figures} figures`;
  return [
    {
      name: 'wall: heap that an hour at 100 × the event rate leaves behind',
      value: grownMb,
      unit: 'MB',
      budget: GROWTH_BUDGET_MB,
      ok: grownMb <= GROWTH_BUDGET_MB,
      note: `${said} in ${HOUR_IN_MS / 1_000} s; MB after garbage collection: ${megabytes}`,
    },
    {
      name: 'wall: DOM nodes left behind by it',
      value: last.nodes - first.nodes,
      unit: 'nodes',
      budget: 100,
      ok: last.nodes - first.nodes <= 100,
      note: `${held.map(({ nodes }) => nodes).join(', ')}; listeners ${first.listeners} → ${last.listeners}`,
    },
  ];
}

/** Lets the load go on for a while, with figures only as long as the page reads what was said a moment ago. */
async function follow(
  page: Page,
  server: FakeServer,
  { load, ms }: { load: WallLoad; ms: number },
): Promise<void> {
  const endMs = performance.now() + ms;
  while (performance.now() < endMs) {
    const shown = await page.locator('.clock time').getAttribute('datetime');
    if (server.now - Date.parse(shown ?? '') < BEHIND_MS) load.figuresUntilMs = performance.now() + TRUST_MS;
    await pause(LOOK_MS);
  }
}

async function holds(session: CDPSession): Promise<Held> {
  for (let turn = 0; turn < 3; turn++) await session.send('HeapProfiler.collectGarbage');
  const { usedSize: heapBytes } = await session.send('Runtime.getHeapUsage');
  const { jsEventListeners: listeners, nodes } = await session.send('Memory.getDOMCounters');
  return { heapBytes, nodes, listeners };
}

/** CPU seconds of the browser's processes that show pages and that draw, by the profile they belong to. */
function browserSeconds(profile: string): Record<'renderer' | 'gpu-process', number> {
  const processes = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => processOf(Number(name)) ?? []);
  const seconds = { renderer: 0, 'gpu-process': 0 };
  const main = processes.find(
    ({ command }) => command.includes(profile) && !command.includes('--type='),
  )?.pid;
  const isOurs = (pid: number | undefined): boolean => {
    if (pid === undefined || pid <= 1) return false;
    return pid === main || isOurs(processes.find((each) => each.pid === pid)?.parent);
  };
  for (const { command, pid } of processes)
    for (const type of ['renderer', 'gpu-process'] as const)
      if (command.includes(`--type=${type}`) && isOurs(pid)) seconds[type] += cpuSeconds(pid);
  return seconds;
}

/** Undefined for one that has just ended. */
function processOf(
  pid: number,
): { readonly pid: number; readonly parent: number; readonly command: string } | undefined {
  try {
    const command = readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ');
    const parent = /\nPPid:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
    return { pid, parent: Number(parent), command };
  } catch {
    return undefined;
  }
}

function pause(ms: number): Promise<void> {
  return new Promise((done) => setTimeout(done, ms));
}

function rounded(value: number): number {
  return Math.round(value * 100) / 100;
}

// Seven days of one link as charts: from asking until they are drawn, as the page itself measures it.

import { mkdirSync } from 'node:fs';
import { RETENTION_DEFAULTS, SPOOL_DEFAULTS } from '../../src/config/defaults.ts';
import { linkId } from '../../src/domain/ids.ts';
import { systemClock } from '../../src/runtime/clock.ts';
import type { MetricPoint } from '../../src/store/metrics/port.ts';
import { SqliteBackend } from '../../src/store/metrics/sqlite/backend.ts';
import { DAY_MS, roundPoint } from '../store/support/points.ts';
import type { BenchBrowser } from './page-browser.ts';
import type { BenchRow } from './row.ts';

/** Issue 5: at any resolution. */
const BUDGET_MS = 300;
const SIZES = [
  { width: 390, height: 844 },
  { width: 1366, height: 768 },
  { width: 1920, height: 1080 },
  { width: 3840, height: 2160 },
] as const;
const RUNS = 5;
/** Of the demonstration; it polls as often. */
const ROUND_MS = 10_000;
const WEEK_MS = 7 * DAY_MS;
const LINK = linkId('prov-majene');
const MEASURE = 'jalur: history drawn';
/** Points written at once. */
const SLICE = 5_000;

/** Gives a data directory of the demonstration seven days of rounds and polls of one link; before the daemon starts. */
export async function rememberWeek(directory: string): Promise<void> {
  mkdirSync(directory, { recursive: true });
  const setup = { directory, roundMs: ROUND_MS, retention: RETENTION_DEFAULTS, spool: SPOOL_DEFAULTS };
  const deps = { wallMs: () => Math.floor(systemClock.wallMs()), random: () => 0.5, log: () => undefined };
  const backend = new SqliteBackend(setup, deps);
  const to = Math.floor(systemClock.wallMs() / ROUND_MS) * ROUND_MS;
  let points: MetricPoint[] = [];
  for (let at = to - WEEK_MS; at <= to; at += ROUND_MS) {
    const turn = at / ROUND_MS;
    points.push(
      roundPoint(LINK, at, {
        received: 60 - (turn % 97 === 0 ? 3 : 0),
        rtt: 4 + ((turn * 7_919) % 997) / 300,
      }),
    );
    points.push(traffic(at));
    if (points.length < SLICE) continue;
    backend.write(points);
    points = [];
  }
  backend.write(points);
  for (let tick = 0; tick < 5; tick++) await backend.tick();
  await backend.close();
}

function traffic(at: number): MetricPoint {
  const busy = 1 + Math.sin((at / DAY_MS) * 2 * Math.PI);
  return {
    measurement: 'iface',
    tags: { link: LINK, ifname: 'sfp1', site: 'majene', regency: 'majene' },
    fields: { in_bps: 2e7 * busy + ((at / ROUND_MS) % 13) * 1e5, out_bps: 4e6 * busy },
    at,
  };
}

/** Opens the charts at each size, after the daemon has read the days once. */
export async function chartRows(browser: BenchBrowser, url: string): Promise<BenchRow[]> {
  await drawnAfter(browser, url, SIZES[0]);
  const worst: { medianMs: number; slowestMs: number; width: number }[] = [];
  for (const size of SIZES) {
    const all: number[] = [];
    for (let run = 0; run < RUNS; run++) all.push(await drawnAfter(browser, url, size));
    all.sort((a, b) => a - b);
    worst.push({
      medianMs: all[RUNS >> 1] ?? Number.NaN,
      slowestMs: all.at(-1) ?? Number.NaN,
      width: size.width,
    });
  }
  const value = Math.round(Math.max(...worst.map(({ medianMs }) => medianMs)));
  return [
    {
      name: 'page: seven days of a link as charts',
      value,
      unit: 'ms',
      budget: BUDGET_MS,
      ok: value <= BUDGET_MS,
      note: `asking to drawn, median of ${RUNS}; ${worst
        .map(
          ({ medianMs, slowestMs, width }) =>
            `${width} px ${Math.round(medianMs)} (slowest ${Math.round(slowestMs)})`,
        )
        .join(', ')}`,
    },
  ];
}

/** How long the last measure took, when it was of a stretch as long as this; runs in the page. */
function durationOfLong({
  name,
  leastMs,
}: {
  readonly name: string;
  readonly leastMs: number;
}): number | undefined {
  const [entry] = performance.getEntriesByName(name);
  // The page tells which history it asked for.
  const asked = new URL(entry && 'detail' in entry ? String(entry.detail) : '', 'http://page').searchParams;
  return Number(asked.get('to')) - Number(asked.get('from')) >= leastMs ? entry?.duration : undefined;
}

/** As somebody comes to it: first the day that the page shows by itself, then the button of the week. */
async function drawnAfter(
  browser: BenchBrowser,
  url: string,
  size: { readonly width: number; readonly height: number },
): Promise<number> {
  const { page, close } = await browser.look(size);
  try {
    await page.goto(`${url}#/links/${LINK}`);
    await page.waitForFunction((name) => performance.getEntriesByName(name).length > 0, MEASURE);
    await page.goto(`${url}#/links/${LINK}?range=7d`);
    const drawn = await page.waitForFunction(durationOfLong, { name: MEASURE, leastMs: WEEK_MS });
    return (await drawn.jsonValue()) ?? Number.NaN;
  } finally {
    await close();
  }
}

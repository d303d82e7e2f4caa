// What the panels on InfluxDB say against what was true, and against jalur's own account of the same intervals.

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { LinkId } from '../../src/domain/ids.ts';
import { countLink } from '../../src/domain/sla/count.ts';
import { DEFAULT_TERMS } from '../../src/domain/sla/terms.ts';
import { hasInfluxd } from '../store/support/influxd.ts';
import { AWKWARD, durationsIn, type Known, truthAt } from './support/history.ts';
import { chosen, panelScope, run, type Series, tableRows } from './support/influx-run.ts';
import { type Seeded, seededInflux } from './support/influx-seeded.ts';
import { influxQuery } from './support/interpolate.ts';
import { type Board, boardsOf, type Panel, shown } from './support/model.ts';

const HOUR_MS = 3_600_000;
const BOARDS = new Map(boardsOf('influxdb').map(([, board]) => [board.uid, board]));
const suite = hasInfluxd ? describe : describe.skip;

interface Range {
  readonly from: number;
  readonly to: number;
}

suite('figures on influxd (needs Debian package influxdb)', () => {
  let seeded: Seeded;
  let truth: readonly Known[];
  beforeAll(async () => {
    seeded = await seededInflux();
    truth = truthAt(seeded.begin);
  }, 60_000);
  afterAll(async () => {
    await seeded?.remove();
  });

  const day = (): Range => ({ from: seeded.end - 24 * HOUR_MS, to: seeded.end });

  /** Series of the first query of a panel. */
  async function ask(
    uid: string,
    title: string,
    range: Range,
    wanted: Readonly<Record<string, readonly string[]>> = {},
  ): Promise<readonly Series[]> {
    const board: Board = BOARDS.get(uid) ?? fail(uid);
    const panel: Panel = shown(board).find((each) => each.title === title) ?? fail(title);
    const { variables } = await chosen(seeded.influxd, board, range, wanted);
    return run(
      seeded.influxd,
      influxQuery(panel.targets?.[0]?.query ?? '', panelScope(panel, range, variables)),
    );
  }
  async function figure(...args: Parameters<typeof ask>): Promise<number> {
    const value = (await ask(...args)).at(-1)?.values.at(-1)?.[1];
    if (typeof value !== 'number') throw new Error(`found ${String(value)}, wanted a number`);
    return value;
  }
  /** Seconds up and down, work left out, from the intervals alone. */
  function known(link: string, range: Range): { readonly up: number; readonly down: number } {
    const { intervals, work } = truth.find((each) => each.link === link) ?? fail(link);
    const all = durationsIn(intervals, range.from, range.to);
    const planned = work.map(([from, to]) =>
      durationsIn(intervals, Math.max(from, range.from), Math.max(range.from, Math.min(to, range.to))),
    );
    const less = (key: 'upMs' | 'downMs'): number =>
      all[key] - planned.reduce((sum, each) => sum + each[key], 0);
    return { up: less('upMs'), down: less('downMs') };
  }
  const pct = ({ up, down }: { readonly up: number; readonly down: number }): number =>
    (up / (up + down)) * 100;
  const links = (): readonly LinkId[] => truth.map(({ link }) => link);

  it.each(['1m', '5m', '1h'])('says of each link at %s what was true, to 1e-6', async (rp) => {
    for (const link of links()) {
      const found = await figure('jalur-link', 'Ketersediaan', day(), { link: [link], rp: [rp] });
      expect(Math.abs(found - pct(known(link, day()))), `${link} ${found}`).toBeLessThan(1e-6);
    }
  });

  it("says of each link what jalur's own account says of the same intervals, to 1e-6", async () => {
    const range = day();
    const rows = tableRows(await ask('jalur-province', 'Jalur terburuk', range));
    expect(rows.map((row) => row['link']).sort()).toEqual([...links()].sort());
    for (const { link, intervals, work } of truth) {
      const { availability } = countLink({
        link,
        terms: {
          ...DEFAULT_TERMS,
          minEventMs: 0,
          denominator: 'service',
          unknownTime: 'excluded',
          degradedTime: 'available',
          unreachableTime: 'down',
          maintenanceTime: 'excluded',
          maintenanceNoticeMs: 0,
        },
        ...range,
        asOf: range.to,
        intervals,
        entries: [],
        maintenance: work.map(([from, to]) => ({
          window: 'w',
          name: 'kerja',
          announcedBy: 'x',
          announcedAt: from - HOUR_MS,
          from,
          to,
        })),
        inService: {},
        isOwnContract: () => true,
      });
      const found = rows.find((row) => row['link'] === link)?.['availability'];
      const account = (availability.part / availability.whole) * 100;
      expect(Math.abs(Number(found) - account), `${link} ${String(found)} ${account}`).toBeLessThan(1e-6);
    }
  });

  it('weighs the links of a selection by time', async () => {
    for (const wanted of [{}, { regency: ['majene'] }, { provider: ['ICON+'] }]) {
      const { up, down } = selection(wanted).reduce(
        (sum, link) => ({ up: sum.up + known(link, day()).up, down: sum.down + known(link, day()).down }),
        { up: 0, down: 0 },
      );
      const found = await figure('jalur-province', 'Ketersediaan', day(), wanted);
      expect(Math.abs(found - pct({ up, down }))).toBeLessThan(1e-6);
    }
  });

  function selection(wanted: {
    readonly regency?: string[];
    readonly provider?: string[];
  }): readonly string[] {
    if (wanted.regency) return [AWKWARD, 'prov-majene', 'majene-desa-a'];
    if (wanted.provider) return ['prov-majene', 'majene-desa-a', 'hq-opd'];
    return links();
  }

  it.each(['1m', '5m', '1h'])('covers exactly 100 %% at %s where nothing was missed', async (rp) => {
    // Seconds are added up as floating point, in the order of the hour.
    for (const link of ['hq-opd', 'prov-majene', AWKWARD])
      expect(await figure('jalur-link', 'Cakupan', day(), { link: [link], rp: [rp] })).toBeCloseTo(100, 9);
    // Of 24 hours, 47 minutes were slept through.
    const gap = await figure('jalur-link', 'Cakupan', day(), { link: ['prov-mamuju'], rp: [rp] });
    expect(gap).toBeCloseTo((1 - 47 / 1_440) * 100, 9);
  });

  it('tells margin and downtime left against the target', async () => {
    const rows = tableRows(
      await ask('jalur-sla', 'Tiap jalur terhadap target', day(), { target: ['99.5'], rp: ['1h'] }),
    );
    for (const row of rows) {
      const { up, down } = known(String(row['link']), day());
      expect(Number(row['margin'])).toBeCloseTo(pct({ up, down }) - 99.5, 6);
      expect(Number(row['downtime'])).toBeCloseTo(down / 1000, 6);
      expect(Number(row['left'])).toBeCloseTo(((up + down) / 1000) * 0.005 - down / 1000, 6);
    }
    const below = rows.filter((row) => Number(row['margin']) < 0).length;
    expect(below).toBeGreaterThan(0);
    expect(await figure('jalur-sla', 'Jalur di bawah target', day(), { target: ['99.5'], rp: ['1h'] })).toBe(
      below,
    );
  });

  it("gives each day of the province's own time zone its hours, the one that ends at midnight too", async () => {
    const range: Range = { from: seeded.begin, to: seeded.end };
    const series = await ask('jalur-sla', 'Ketersediaan per hari', range, {
      rp: ['1h'],
      link: ['prov-majene'],
    });
    const offset = 8 * HOUR_MS;
    const midnights: number[] = [];
    for (
      let at = Math.ceil((range.from + offset) / (24 * HOUR_MS)) * 24 * HOUR_MS - offset;
      at < range.to;
      at += 24 * HOUR_MS
    )
      midnights.push(at);
    const edges = [range.from, ...midnights.filter((at) => at > range.from), range.to];
    const wanted = edges
      .slice(0, -1)
      .map((from, index) => pct(known('prov-majene', { from, to: edges[index + 1] ?? 0 })));
    const found = series[0]?.values.map((row) => Number(row[1])) ?? [];
    expect(found.length).toBe(wanted.length);
    for (const [index, each] of wanted.entries())
      expect(Math.abs((found[index] ?? 0) - each)).toBeLessThan(1e-6);
  });

  it('counts what is down, what ended, what is silent', async () => {
    expect(await figure('jalur-province', 'Jalur putus', day())).toBe(1);
    expect(await figure('jalur-village', 'Desa luring', day())).toBe(1);
    expect(await figure('jalur-village', 'Desa daring', day())).toBe(1);
    expect(await figure('jalur-device', 'Tidak menjawab', day())).toBe(1);
    expect(await figure('jalur-device', 'Memakai baterai', day())).toBe(1);
    expect(await figure('jalur-device', 'Mulai ulang', day())).toBe(3);
    expect(await figure('jalur-self', 'Celah', day())).toBe(1);
    const outages = tableRows(
      await ask('jalur-regency', 'Gangguan yang selesai', day(), { regency: ['majene'] }),
    );
    expect(outages.find((row) => row['link'] === 'prov-majene')).toMatchObject({ count: 2, longest: 2_844 });
  });
});

function fail(what: string): never {
  throw new Error(`there is no ${what}`);
}

// Every query of every dashboard on InfluxDB, run on a real influxd as Grafana's plug-in would run it, on a history whose truth
// is known to the millisecond.

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hasInfluxd } from '../store/support/influxd.ts';
import { AWKWARD } from './support/history.ts';
import {
  afterTransformations,
  chosen,
  fieldNames,
  panelScope,
  run,
  type Series,
  tableColumns,
  tableRows,
} from './support/influx-run.ts';
import { type Seeded, seededInflux } from './support/influx-seeded.ts';
import { influxQuery } from './support/interpolate.ts';
import { type Board, boardsOf, shown } from './support/model.ts';

const HOUR_MS = 3_600_000;
const MOST_POINTS = 11_000;
const BOARDS = boardsOf('influxdb');
/** What Grafana leaves to nobody: a macro that is still there was misspelt. */
const MACRO = /\$\w|\$\{|\[\[/;

const suite = hasInfluxd ? describe : describe.skip;

suite('queries on influxd (needs Debian package influxdb)', () => {
  let seeded: Seeded;
  beforeAll(async () => {
    seeded = await seededInflux();
  }, 60_000);
  afterAll(async () => {
    await seeded?.remove();
  });

  const ranges = (): Readonly<Record<string, { from: number; to: number }>> => ({
    'a day': { from: seeded.end - 24 * HOUR_MS, to: seeded.end },
    'six odd hours': {
      from: seeded.begin + 2 * HOUR_MS + 1_234_567,
      to: seeded.begin + 8 * HOUR_MS + 7_654_321,
    },
    'an hour': { from: seeded.end - HOUR_MS, to: seeded.end },
  });
  const run1 = (query: string) => run(seeded.influxd, query);

  describe.each(BOARDS.map(([path, board]) => ({ path, board })))('$path', ({ board }) => {
    it.each(['1m', '5m', '1h'])(
      'answers every panel over a day at %s, and no column of any is empty',
      async (rp) => {
        const range = ranges()['a day'] ?? { from: 0, to: 0 };
        const { variables } = await chosen(seeded.influxd, board, range, wantedOf(board, rp));
        const empty: string[] = [];
        for (const panel of shown(board)) {
          const scope = panelScope(panel, range, variables);
          for (const target of panel.targets ?? []) {
            const query = influxQuery(target.query ?? '', scope);
            expect(query, 'no macro is left').not.toMatch(MACRO);
            const series = await run1(query);
            const points = series.map(({ values }) => values.length);
            expect(Math.max(0, ...points), `${panel.title}: ${query}`).toBeLessThanOrEqual(MOST_POINTS);
            for (const column of emptyColumns(series))
              empty.push(`${panel.title} ${target.refId} ${column}: ${query}`);
          }
        }
        expect(empty).toEqual([]);
      },
    );

    it.each([
      ['six odd hours', {}],
      ['an hour', {}],
      ['a day', { regency: ['majene'] }],
      ['a day', { regency: ['majene', 'mamuju'], provider: ['Satelit, (PT)'] }],
      ['six odd hours', { medium: ['vsat'] }],
      ['a day', { link: [AWKWARD] }],
      ['an hour', { site: ['desa-b', 'majene'] }],
    ])('answers every panel over %s with %j', async (name, wanted) => {
      const range = ranges()[name] ?? { from: 0, to: 0 };
      const { variables } = await chosen(seeded.influxd, board, range, wanted);
      for (const panel of shown(board)) {
        const scope = panelScope(panel, range, variables);
        for (const target of panel.targets ?? []) {
          const query = influxQuery(target.query ?? '', scope);
          expect(query).not.toMatch(MACRO);
          await run1(query);
        }
      }
    });

    it('overrides and transforms fields that are there', async () => {
      const range = ranges()['a day'] ?? { from: 0, to: 0 };
      const { variables } = await chosen(seeded.influxd, board, range, wantedOf(board, '1m'));
      for (const panel of shown(board)) {
        const scope = panelScope(panel, range, variables);
        const fields: string[] = [];
        for (const target of panel.targets ?? []) {
          const series = await run1(influxQuery(target.query ?? '', scope));
          fields.push(...fieldNames(target, series));
        }
        const after = afterTransformations(fields, panel.transformations ?? []);
        for (const { matcher } of panel.fieldConfig?.overrides ?? []) {
          expect(matcher.id).toBe('byName');
          expect(after, `${panel.title}: an override`).toContain(matcher.options);
        }
      }
    });

    it('gives annotations whole rows, whose columns the plug-in finds', async () => {
      const range = ranges()['a day'] ?? { from: 0, to: 0 };
      const { variables } = await chosen(seeded.influxd, board, range, wantedOf(board, '1m'));
      for (const { target } of board.annotations.list) {
        if (!target) throw new Error('an annotation has no query');
        const query = influxQuery(target.query ?? '', { ...range, variables, intervalMs: 60_000 });
        expect(query).not.toMatch(MACRO);
        const series = await run1(query);
        const rows = series.flatMap(({ values }) => values);
        expect(rows.flat()).not.toContain(null);
        expect(rows.length, query).toBeGreaterThan(0);
        const columns = series[0]?.columns.slice(1).map((column) => `${series[0]?.name}.${column}`) ?? [];
        const text = columns.filter((name) => name.includes(String(target['textColumn'])));
        const tags = columns.filter((name) => name.includes(String(target['tagsColumn'])));
        expect([text.length, tags.length], 'text and tags match once').toEqual([1, 1]);
        expect(columns).toContain(target['timeEndColumn']);
      }
    });
  });

  it.each([
    [{}, 'all', [AWKWARD, 'hq-opd', 'majene-desa-a', 'mamuju-desa-b', 'prov-majene', 'prov-mamuju']],
    [{ regency: ['majene'] }, 'of a regency', [AWKWARD, 'majene-desa-a', 'prov-majene']],
    [{ provider: ['ICON+'] }, 'of a provider', ['hq-opd', 'majene-desa-a', 'prov-majene']],
    [{ provider: ['Satelit, (PT)'], medium: ['radio'] }, 'of both', ['mamuju-desa-b']],
    [{ medium: ['radio', 'lte'] }, 'of media', ['majene-desa-a', 'mamuju-desa-b', 'prov-mamuju']],
    [{ site: ['majene'] }, 'of a site', [AWKWARD, 'prov-majene']],
  ])('offers with %j the links %s', async (wanted, _, links) => {
    const board = named('jalur-province');
    const range = ranges()['a day'] ?? { from: 0, to: 0 };
    const { offers } = await chosen(seeded.influxd, board, range, wanted);
    expect(offers.get('link')).toEqual([...links].sort());
  });

  it('offers villages only on the dashboard about them', async () => {
    const range = ranges()['a day'] ?? { from: 0, to: 0 };
    const { offers } = await chosen(seeded.influxd, named('jalur-village'), range, {});
    expect(offers.get('link')).toEqual(['majene-desa-a', 'mamuju-desa-b']);
    expect(offers.get('regency')).toEqual(['majene', 'mamuju']);
  });

  it('leaves what another variable excludes out of "all"', async () => {
    const board = named('jalur-province');
    const range = ranges()['a day'] ?? { from: 0, to: 0 };
    const { variables } = await chosen(seeded.influxd, board, range, { medium: ['vsat'] });
    const panel = shown(board).find(({ type }) => type === 'table');
    const series = await run1(
      influxQuery(panel?.targets?.[0]?.query ?? '', panelScope(panel ?? fail(), range, variables)),
    );
    expect(tableColumns(series)).toContain('availability');
    expect(tableRows(series).map((row) => row['link'])).toEqual([AWKWARD]);
  });

  it('fails when a field has another name (bite)', async () => {
    const board = named('jalur-province');
    const range = ranges()['a day'] ?? { from: 0, to: 0 };
    const { variables } = await chosen(seeded.influxd, board, range, {});
    const empty: string[] = [];
    for (const panel of shown(board)) {
      for (const target of panel.targets ?? []) {
        const query = influxQuery(target.query ?? '', panelScope(panel, range, variables)).replaceAll(
          '"rtt_med"',
          '"rtt_mde"',
        );
        const series = await run1(query);
        for (const column of emptyColumns(series)) empty.push(`${panel.title}: ${column}`);
      }
    }
    expect(empty).toEqual(['RTT median: all', 'Jalur terburuk: rtt', 'RTT: median']);
  });

  function named(uid: string): Board {
    return BOARDS.find(([, board]) => board.uid === uid)?.[1] ?? fail();
  }
});

function fail(): never {
  throw new Error('there is no such dashboard or panel');
}

/** A dashboard about one link shows the one whose device tells most. */
function wantedOf(board: Board, rp: string): Readonly<Record<string, readonly string[]>> {
  return {
    rp: [rp],
    ...(board.uid === 'jalur-link' && { link: ['prov-majene'] }),
    ...(board.uid === 'jalur-regency' && { regency: ['majene'] }),
  };
}

/** Columns without a value; `all` when there is nothing whatever. */
function emptyColumns(series: readonly Series[]): readonly string[] {
  if (!series.some(({ values }) => values.length > 0)) return ['all'];
  const columns = series[0]?.columns.slice(1) ?? [];
  return columns.filter((_, index) =>
    series.every(({ values }) => values.every((row) => row[index + 1] === null)),
  );
}

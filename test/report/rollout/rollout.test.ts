// The roll-out report on a made-up province of two regencies, against the board's own counting and by hand.

import { describe, expect, it } from 'vitest';
import type { AcceptanceRecord } from '../../../src/domain/acceptance.ts';
import { LOCALES } from '../../../src/domain/explain.ts';
import { type LinkId, linkId } from '../../../src/domain/ids.ts';
import type { Interval, LinkState } from '../../../src/domain/state.ts';
import { hashOf } from '../../../src/report/render/canonical.ts';
import type { RolloutData } from '../../../src/report/rollout/data.ts';
import { buildRollout } from '../../../src/report/rollout/rollout.ts';
import type { ReportSources } from '../../../src/report/sources.ts';
import { configOf } from '../../config/support.ts';
import { wita } from '../support/october.ts';
import { octoberSources } from '../support/sources.ts';
import { badTexts, chartsIn, columnIn, tableFaults, tableIn, textsOf } from '../support/texts.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const AS_OF = wita(20, 12);

const CONFIG = configOf(`
version: 1
province: { name: Sulawesi Barat, code: "76", timezone: Asia/Makassar }
monitor: { site: pusat, anchors: [10.76.0.1, 10.76.0.2] }
sites:
  - { id: pusat, name: Dinas Kominfo, kind: province, code: "76" }
  - { id: majene, name: Kabupaten Majene, kind: regency, code: "76.05", parent: pusat }
  - { id: mamasa, name: Kabupaten Mamasa, kind: regency, code: "76.03", parent: pusat }
  - { id: lombang, name: Lombang, kind: village, code: "76.05.04.2004", parent: majene }
  - { id: sambabo, name: Sambabo, kind: village, code: "76.05.05.2002", parent: majene }
  - { id: napo, name: Napo, kind: village, code: "76.05.11.2005", parent: majene, programme: Marasa, year: 2026 }
  - { id: minanga, name: Minanga, kind: village, code: "76.03.11.2015", parent: mamasa }
links:
  - { id: prov-majene, from: pusat, to: majene, medium: fiber, device: { address: 10.76.5.1 } }
  - { id: prov-mamasa, from: pusat, to: mamasa, medium: fiber, device: { address: 10.76.3.1 } }
  - { id: v-lombang, from: majene, to: lombang, medium: fiber, provider: icon, programme: Marasa, year: 2019, device: { address: 10.76.5.2 } }
  - { id: v-sambabo, from: majene, to: sambabo, medium: fiber, programme: Marasa, year: 2020, device: { address: 10.76.5.3 } }
  - { id: v-minanga, from: mamasa, to: minanga, medium: radio, stage: planned, year: 2020, building: 2026-09-01, device: { address: 10.76.3.2 } }
providers: [{ id: icon, name: ICON+ }]
rollout:
  targets: [{ year: 2019, villages: 2 }, { year: 2020, villages: 3 }]
`);

/** Lombang works, Sambabo is down, Minanga answers since the night before last though it is only being built. */
const STATES: Readonly<Record<string, readonly (readonly [LinkState, number])[]>> = {
  'v-lombang': [['up', wita(1)]],
  'v-sambabo': [['down', wita(1)]],
  'v-minanga': [
    ['unknown', wita(1)],
    ['up', AS_OF - 30 * HOUR],
  ],
};

function intervals(link: LinkId, from: number, to: number): readonly Interval[] {
  const stretches = STATES[link] ?? [];
  return stretches
    .map(([state, begin], index): Interval => {
      const next = stretches[index + 1]?.[1];
      const reason = { kind: 'unmeasured' } as const;
      return { link, state, from: begin, reason, ...(next !== undefined && { to: next }) };
    })
    .filter((each) => each.from < to && (each.to ?? Number.POSITIVE_INFINITY) > from);
}

const RECORDS = [
  { id: 9, link: linkId('v-minanga'), state: 'complete', begunAt: AS_OF - 30 * HOUR, endedAt: AS_OF + HOUR },
  { id: 3, link: linkId('v-lombang'), state: 'complete', begunAt: wita(2), endedAt: wita(3) },
  { id: 2, link: linkId('v-lombang'), state: 'broken-off', begunAt: wita(1), endedAt: wita(1, 3) },
].map((record) => record as unknown as AcceptanceRecord); // the report looks at nothing else of a record

async function build({
  locale = 'id',
  year,
  asOf = AS_OF,
  ...changes
}: Partial<ReportSources> & { locale?: 'id' | 'en'; year?: number; asOf?: number } = {}) {
  const sources = octoberSources({
    config: CONFIG,
    intervals,
    acceptances: () => RECORDS,
    now: wita(36),
    ...changes,
  });
  const built = await buildRollout(
    { kind: 'rollout', locale, asOf, ...(year !== undefined && { year }) },
    sources,
  );
  // What the builder put there.
  return { ...built, data: built.data as unknown as RolloutData };
}

describe('the data', () => {
  it('counts what is declared and what was measured apart, against the targets', async () => {
    const { data } = await build();
    expect(data.total).toEqual({
      ...{ villages: 4, target: 5, towardsTarget: 2, planned: 1, building: 1, active: 2, ended: 0 },
      ...{ connected: 2, activeSilent: 1, activeUnseen: 0, undeclared: 1 },
    });
    expect(
      data.byYear.map(({ key, villages, target, towardsTarget }) => [key, villages, target, towardsTarget]),
    ).toEqual([
      [2019, 1, 2, 1],
      [2020, 2, 3, 1],
      [2026, 1, null, null],
    ]);
    expect(
      data.byRegency.map(({ key, name, villages, connected }) => [key, name, villages, connected]),
    ).toEqual([
      ['majene', 'Kabupaten Majene', 3, 1],
      ['mamasa', 'Kabupaten Mamasa', 1, 1],
    ]);
    expect(data.byProgramme.map(({ key, villages }) => [key, villages])).toEqual([
      ['Marasa', 3],
      [null, 1],
    ]);
    expect(data.curve.map(({ year, target, connected }) => [year, target, connected])).toEqual([
      [2019, 2, 1],
      [2020, 5, 2],
      [2026, 5, 2],
    ]);
  });

  it('lists every village with its code, how long it worked, and its newest record as it stood then', async () => {
    const { data } = await build();
    expect(
      data.villages.map(({ code, declared, measured, workedMs, acceptance }) => [
        code,
        declared,
        measured,
        workedMs / HOUR,
        acceptance,
      ]),
    ).toEqual([
      ['76.05.04.2004', 'active', 'connected', 168, { record: 3, state: 'complete' }],
      ['76.05.05.2002', 'active', 'silent', 0, null],
      ['76.05.11.2005', 'planned', 'unseen', 0, null],
      ['76.03.11.2015', 'building', 'connected', 30, { record: 9, state: 'running' }],
    ]);
  });

  it('is that of an earlier moment, by what had been measured then', async () => {
    const { data } = await build({ asOf: AS_OF - 2 * DAY });
    expect(data.villages.map(({ measured }) => measured)).toEqual([
      'connected',
      'silent',
      'unseen',
      'unseen',
    ]);
    expect(data.villages.at(-1)?.acceptance).toBeNull();
  });

  it('of one year holds that year alone', async () => {
    const { data } = await build({ year: 2020 });
    expect(data).toMatchObject({ year: 2020, total: { villages: 2, target: 3, connected: 1 } });
    expect(data.villages.map(({ site }) => site)).toEqual(['sambabo', 'minanga']);
  });

  it('is none where there is nothing to tell of', async () => {
    await expect(build({ year: 2031 })).rejects.toMatchObject({ code: 'no-links' });
    await expect(build({ visible: () => false })).rejects.toMatchObject({ code: 'no-links' });
  });
});

describe.each(LOCALES)('the document in %s', (locale) => {
  it('prints the figures of its data, with totals that hold, and nothing undefined', async () => {
    const { data, document } = await build({ locale });
    expect(badTexts(document)).toEqual([]);
    expect(tableFaults(document)).toEqual([]);
    for (const [id, rows] of [
      ['by-year', data.byYear],
      ['by-regency', data.byRegency],
      ['by-programme', data.byProgramme],
    ] as const) {
      const table = tableIn(document, id);
      for (const [key, figure] of [
        ['villages', 'villages'],
        ['connected', 'connected'],
        ['active_silent', 'activeSilent'],
        ['target', 'target'],
      ] as const) {
        expect(columnIn(table, key), `${id} ${key}`).toEqual(rows.map((row) => row[figure]));
        const at = table.columns.findIndex((column) => column.key === key);
        expect(table.totals?.[at], `${id} ${key}`).toBe(data.total[figure]);
      }
    }
    // 1 of 3 is cut off.
    expect(columnIn(tableIn(document, 'by-year'), 'share')).toEqual([50, 33.33, null]);
    expect(columnIn(tableIn(document, 'villages'), 'worked_s')).toEqual(
      data.villages.map(({ workedMs }) => workedMs),
    );
    expect(document.hash).toBe(hashOf(JSON.parse(JSON.stringify(data))));
    const figures = document.blocks.flatMap((block) => (block.kind === 'figures' ? block.figures : []));
    expect(figures.map(({ value, tone }) => [value, tone])).toEqual([
      ['4', 'neutral'],
      ['2', 'warning'],
      ['2', 'good'],
      ['2 / 5', 'bad'],
    ]);
  });

  it('shows years against targets, their sums, and the regencies', async () => {
    const { document } = await build({ locale });
    expect(chartsIn(document)).toMatchObject([
      {
        type: 'columns',
        categories: ['2019', '2020', '2026'],
        series: [{ values: [1, 1, 0] }, { values: [0, 1, 1] }],
        line: { values: [2, 3, null] },
      },
      {
        type: 'columns',
        series: [{ values: [1, 2, 2] }, { values: [0, 1, 2] }],
        line: { values: [2, 5, 5] },
      },
      {
        type: 'columns',
        categories: ['Kabupaten Majene', 'Kabupaten Mamasa'],
        series: [{ values: [1, 1] }, { values: [2, 0] }],
      },
    ]);
  });

  it('names nothing that the reader may not see, tells no targets, and says so', async () => {
    const { data, document } = await build({ locale, visible: (id) => id === 'v-lombang' });
    const said = `${JSON.stringify(data)}\n${textsOf(document).join('\n')}`;
    for (const hidden of ['Sambabo', 'Napo', 'Minanga', 'Mamasa', 'v-minanga'])
      expect(said).not.toContain(hidden);
    expect(data).toMatchObject({ partial: true, total: { villages: 1, target: null, connected: 1 } });
    expect(badTexts(document)).toEqual([]);
  });
});

// The Berita Acara of a new link's test, from records as the daemon keeps them.

import { describe, expect, it } from 'vitest';
import type { AcceptanceRecord } from '../../../src/domain/acceptance.ts';
import { acceptanceFigures, judgeAcceptance } from '../../../src/domain/acceptance-figures.ts';
import { LOCALES } from '../../../src/domain/explain.ts';
import { linkId, siteId } from '../../../src/domain/ids.ts';
import { buildAcceptance } from '../../../src/report/acceptance/acceptance.ts';
import type { AcceptanceData } from '../../../src/report/acceptance/data.ts';
import { hashOf } from '../../../src/report/render/canonical.ts';
import type { ReportSources } from '../../../src/report/sources.ts';
import { wita } from '../support/october.ts';
import { octoberSources } from '../support/sources.ts';
import { badTexts, chartsIn, columnIn, tableFaults, tableIn, textsOf } from '../support/texts.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const BEGUN = wita(10, 8);
const DUE = wita(11, 8);
const LINK = linkId('v-majene');

const LIMITS = { lossPct: 2, rttMs: 50, jitterMs: 15, availabilityPct: 99, coveragePct: 90 };

/** A day with `downMs` of outage from noon on; a round a minute, of which `lossPct` is lost. */
function figuresOf(downMs: number, lossPct: number) {
  const noon = BEGUN + 4 * HOUR;
  const spans = [
    { state: 'up' as const, from: BEGUN, to: noon },
    ...(downMs > 0 ? [{ state: 'down' as const, from: noon, to: noon + downMs }] : []),
    { state: 'up' as const, from: noon + downMs, to: DUE },
  ];
  const rounds = Array.from({ length: 1_440 }, (_, index) => ({
    from: BEGUN + index * MINUTE,
    to: BEGUN + (index + 1) * MINUTE,
    sent: 100,
    received: 100 - lossPct,
    ...{ rttMinMs: 8, rttMedianMs: 12.3456, rttP95Ms: 18, rttMaxMs: 40, jitterMs: 1.5 },
  }));
  return acceptanceFigures({ from: BEGUN, to: DUE }, spans, { rounds, stepMs: MINUTE });
}

function recordOf(
  downMs: number,
  lossPct: number,
  changes: Partial<AcceptanceRecord> = {},
): AcceptanceRecord {
  const figures = figuresOf(downMs, lossPct);
  return {
    id: 5,
    link: LINK,
    about: {
      name: 'Desa majene',
      from: siteId('majene'),
      to: siteId('desa-majene'),
      fromName: 'Kabupaten majene',
      toName: 'Desa majene',
      medium: 'fiber',
      bandwidthBps: 5_000_000,
      provider: 'Penyedia B',
      contract: 'Marasa 2019',
      programme: 'Internet Desa',
      year: 2026,
    },
    begunAt: BEGUN,
    dueAt: DUE,
    endedAt: DUE,
    silentMs: HOUR,
    limits: LIMITS,
    state: 'complete',
    restarts: [{ at: wita(10, 13), bootAt: wita(10, 12, 55) }],
    restartCount: 1,
    device: { vendor: 'MikroTik', model: 'hEX', serial: 'ABC1', firmware: '7.16' },
    figures,
    findings: judgeAcceptance(figures, LIMITS),
    ...changes,
  };
}

async function build(
  record: AcceptanceRecord,
  {
    locale = 'id',
    asOf = wita(30),
    ...changes
  }: Partial<ReportSources> & { locale?: 'id' | 'en'; asOf?: number } = {},
) {
  const built = await buildAcceptance(
    { kind: 'acceptance', record: record.id, asOf, locale },
    octoberSources({
      acceptance: (id) => (id === record.id ? record : undefined),
      acceptances: () => [record],
      ...changes,
    }),
  );
  // What the builder put there.
  return { ...built, data: built.data as unknown as AcceptanceData };
}

const history: ReportSources['history'] = ({ link, from, to, points }) => {
  expect(points).toBeLessThanOrEqual(144);
  return Promise.resolve({
    link,
    stepMs: HOUR,
    buckets: [from + HOUR, from + 2 * HOUR, to].map((at, index) => ({
      ...{ at, sent: 100, received: 100 - index, upMs: HOUR, downMs: 0, degradedMs: 0 },
      ...(index < 2 && { rttMedianMs: 12 }),
    })),
  });
};

const SIGNED: Partial<AcceptanceRecord> = {
  signature: {
    decision: 'accepted',
    actor: { who: 'Ani', via: 'screen' },
    at: wita(12, 9),
    note: 'diterima dengan catatan',
  },
};

describe.each(LOCALES)('the Berita Acara in %s', (locale) => {
  it('prints the figures of its data, which are those of the record, and nothing undefined', async () => {
    const record = recordOf(30 * MINUTE, 3, SIGNED);
    const { data, document } = await build(record, { locale, history });
    expect(badTexts(document)).toEqual([]);
    expect(tableFaults(document)).toEqual([]);
    expect(data).toMatchObject({ passed: false, restartCount: 1, device: 'MikroTik, hEX, S/N ABC1, 7.16' });
    expect(data.criteria.map(({ criterion, limit, kept }) => [criterion, limit, kept])).toEqual([
      ['coverage', 90, true],
      ['availability', 99, false],
      ['rounds', 50, true],
      ['loss', 2, false],
      ['rtt', 50, true],
      ['jitter', 15, true],
    ]);
    const criteria = tableIn(document, 'criteria');
    expect(columnIn(criteria, 'limit')).toEqual(data.criteria.map(({ limit }) => limit));
    // 97.9166… is cut off.
    expect(columnIn(criteria, 'value')).toEqual([100, 97.916, 100, 3, 12.345, 1.5]);
    expect(columnIn(tableIn(document, 'figures'), 'value')[0]).toBe(97.91);
    const times = tableIn(document, 'times');
    expect(columnIn(times, 'duration_s')).toEqual([23.5 * HOUR, 0, HOUR / 2, 0, 0]);
    expect(times.totals?.at(-1)).toBe(DUE - BEGUN);
    expect(columnIn(tableIn(document, 'outages'), 'duration_s')).toEqual([HOUR / 2]);
    expect(columnIn(tableIn(document, 'restarts'), 'up_since')).toEqual([wita(10, 12, 55)]);
    expect(document.hash).toBe(hashOf(JSON.parse(JSON.stringify(data))));
    const texts = textsOf(document).join('\n');
    expect(texts).toContain(locale === 'id' ? 'TIDAK LULUS' : 'NOT PASSED');
    expect(texts).toContain(
      locale === 'id' ? 'diterima oleh Ani, 12 Oktober 2026 09.00 WITA' : 'accepted by Ani, 12 October 2026',
    );
    expect(texts).toContain('diterima dengan catatan');
    expect(document.blocks.at(-1)).toMatchObject({
      kind: 'signatures',
      parties: [{}, { office: 'Penyedia B' }],
    });
  });

  it('says of one that passed that it did, and draws what the history holds', async () => {
    const { data, document } = await build(recordOf(0, 0), { locale, history });
    expect(data.passed).toBe(true);
    expect(textsOf(document).join('\n')).toContain(
      locale === 'id' ? 'LULUS: semua batas dipenuhi' : 'PASSED: every limit was kept',
    );
    expect(chartsIn(document)).toMatchObject([
      { type: 'line', unit: 'ms', line: { value: 50 }, series: [{ values: [12, 12, null] }] },
      { type: 'line', unit: '%', line: { value: 2 }, series: [{ values: [0, 1, 2] }] },
    ]);
  });

  it('does without curves where the history is gone', async () => {
    const { document } = await build(recordOf(0, 0), { locale });
    expect(chartsIn(document)).toEqual([]);
    expect(badTexts(document)).toEqual([]);
  });

  it.each<[string, Partial<AcceptanceRecord>, RegExp]>([
    ['silent', { state: 'broken-off', brokenBy: 'silent' }, /putus terlalu lama|down for too long/],
    [
      'out of service',
      { state: 'broken-off', brokenBy: 'out-of-service' },
      /dikeluarkan dari layanan|taken out of service/,
    ],
  ])('says of one that was broken off why: %s', async (_, changes, wanted) => {
    const { data, document } = await build(recordOf(0, 0, changes), { locale });
    expect(data.passed).toBeNull();
    expect(textsOf(document).join('\n')).toMatch(wanted);
    expect(badTexts(document)).toEqual([]);
  });
});

describe('at an earlier moment', () => {
  it('it was not signed yet', async () => {
    const { data } = await build(recordOf(0, 0, SIGNED), { asOf: wita(12, 8) });
    expect(data).toMatchObject({ signature: null, state: 'complete' });
  });

  it('it was still running, had no figures, and the device had restarted or not', async () => {
    const record = recordOf(30 * MINUTE, 3, SIGNED);
    const before = await build(record, { asOf: wita(10, 12) });
    expect(before.data).toMatchObject({
      state: 'running',
      figures: null,
      criteria: [],
      passed: null,
      restartCount: 0,
      endedAt: null,
      device: null,
    });
    expect(badTexts(before.document)).toEqual([]);
    expect(textsOf(before.document).join('\n')).toContain('masih berjalan');
    expect((await build(record, { asOf: wita(10, 14) })).data.restartCount).toBe(1);
  });

  it('there was no newer record of the link', async () => {
    const record = recordOf(0, 0);
    const newer = { ...record, id: 6, begunAt: wita(20) };
    const acceptances = (): readonly AcceptanceRecord[] => [newer, record];
    expect((await build(record, { acceptances, asOf: wita(15) })).data.supersededBy).toBeNull();
    const now = await build(record, { acceptances });
    expect(now.data.supersededBy).toBe(6);
    expect(textsOf(now.document).join('\n')).toContain(
      'digantikan oleh catatan yang lebih baru dari jalur yang sama, nomor 6',
    );
  });
});

it.each<[string, Partial<ReportSources> & { asOf?: number }]>([
  ['that never was', { acceptance: () => undefined }],
  ['of a link that may not be seen', { visible: (id) => id !== LINK }],
  ['that had not begun', { asOf: wita(9) }],
])('a record %s has no report', async (_, changes) => {
  await expect(build(recordOf(0, 0), changes)).rejects.toMatchObject({ code: 'no-record' });
});

it('a device that beats has neither RTT nor jitter to be judged by', async () => {
  const limits = { lossPct: 2, availabilityPct: 99, coveragePct: 90 };
  const { data, document } = await build(recordOf(0, 0, { limits }));
  expect(data.criteria.map(({ criterion }) => criterion)).toEqual([
    'coverage',
    'availability',
    'rounds',
    'loss',
  ]);
  expect(badTexts(document)).toEqual([]);
});

it('has the same hash at any later moment, whatever the history still holds', async () => {
  const record = recordOf(0, 0);
  const first = await build(record, { history, asOf: wita(20) });
  const later = await build(record, { asOf: wita(35) });
  expect(later.document.hash).toBe(first.document.hash);
  expect(chartsIn(first.document)).toHaveLength(2);
});

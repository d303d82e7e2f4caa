// The report of a month whose every figure was worked out by hand.

import { describe, expect, it } from 'vitest';
import { buildSla } from '../../../src/report/sla/build.ts';
import { gatherSla } from '../../../src/report/sla/gather.ts';
import { wita } from '../support/october.ts';
import { octoberSources } from '../support/sources.ts';

const HOUR_MS = 3_600_000;
const hours = (count: number) => Math.round(count * HOUR_MS);

const PROVINCE = { kind: 'sla', month: '2026-10', subject: { by: 'province' }, locale: 'id' } as const;
/** On 2 November the correction of 3 November was not entered; on 5 November it was. */
const BEFORE = wita(33, 8);
const AFTER = wita(36, 8);

const gather = (asOf = AFTER) => gatherSla({ ...PROVINCE, asOf }, octoberSources());

describe('the figures of October', () => {
  // 31 days: T = 744 h. Metro: service time (unknown counts as up). Marasa: calendar, less the 12 blind hours: 732 h; but the
  // village of Pasangkayu was activated on the 16th, after them: 744 h.
  // R = F·(S·T − 100·(T − D))/(S·T) for metro (gap, S 99.5, F 12,500,000; S·T = 74,028 h), and
  // R = F·(S·T − 100·(T − D))/(100·T) for marasa (gap100, S 98, F 1,000,000; S·T = 71,736 h of 732).
  const CASES = [
    // D 6.2 h: (74,028 − 73,780)/74,028 · 12,500,000 = 41,876.047
    { link: 'prov-majene', t: 744, gross: 6.2, stop: 0, d: 6.2, met: false, idr: 41_876 },
    // 30 September 20:00 to 1 October 04:00: 4 h are October's. 28/74,028 · 12,500,000 = 4,727.94
    { link: 'prov-mamuju', t: 744, gross: 4, stop: 0, d: 4, met: false, idr: 4_728 },
    // 10 h; stop clocks 11–14 and 13–15: 4 h together. 228/74,028 · 12,500,000 = 38,498.95
    { link: 'prov-mamasa', t: 744, gross: 10, stop: 4, d: 6, met: false, idr: 38_499 },
    { link: 'prov-polman', t: 744, gross: 1 / 30, stop: 0, d: 1 / 30, met: true, idr: 0 },
    // 01:30 to 03:30, work announced until 03:00
    { link: 'prov-mateng', t: 744, gross: 2, stop: 1.5, d: 0.5, met: true, idr: 0 },
    { link: 'prov-pasangkayu', t: 744, gross: 0, stop: 0, d: 0, met: true, idr: 0 },
    // Behind Majene's link, which is of another contract
    { link: 'v-majene', t: 732, gross: 6.2, stop: 0, d: 0, met: true, idr: 0 },
    // 4 min, and 5 min exactly: not longer than minEvent
    { link: 'v-polman', t: 732, gross: 1 / 15, stop: 0, d: 0, met: true, idr: 0 },
    { link: 'v-mamuju', t: 732, gross: 1 / 12, stop: 0, d: 0, met: true, idr: 0 },
    // 20 h: (71,736 − 71,200)/73,200 · 1,000,000 = 7,322.40
    { link: 'v-mamasa', t: 732, gross: 20, stop: 0, d: 20, met: false, idr: 7_322 },
    { link: 'v-pasangkayu', t: 744, gross: 0, stop: 0, d: 0, met: true, idr: 0 },
    // 30 h, corrected to up
    { link: 'v-mateng', t: 732, gross: 0, stop: 0, d: 0, met: true, idr: 0 },
  ];

  it.each(CASES)('$link', async ({ link, t, gross, stop, d, met, idr }) => {
    const found = (await gather()).links.find(({ id }) => id === link);
    expect({
      totalMs: found?.totalMs,
      grossMs: found?.grossMs,
      stopMs: found?.stopMs,
      countedMs: found?.countedMs,
      met: found?.met,
      restitutionIdr: found?.restitutionIdr,
    }).toEqual({
      totalMs: hours(t),
      grossMs: hours(gross),
      stopMs: hours(stop),
      countedMs: hours(d),
      met,
      restitutionIdr: idr,
    });
  });

  it('sums up: T = 7·744 + 5·732 h, D = 6.2 + 4 + 6 + 1/30 + 0.5 + 20 h', async () => {
    const { total } = await gather();
    expect(total.links).toBe(12);
    expect(total.totalMs).toBe(hours(7 * 744 + 5 * 732));
    expect(total.countedMs).toBe(hours(36.7) + 120_000);
    expect(total.met).toBe(8);
    expect(total.missed).toBe(4);
    expect(total.restitutionIdr).toBe(41_876 + 4_728 + 38_499 + 7_322);
    expect(total.coverage).toEqual({
      part: hours(11 * 732 + 384),
      whole: hours(11 * 744 + 384),
    });
  });

  it('groups by regency, provider and contract, each summing to the total', async () => {
    const { groups, total } = await gather();
    for (const by of ['regency', 'provider', 'contract']) {
      const members = groups.filter((group) => group.by === by);
      const sum = (of: (group: (typeof members)[number]) => number) =>
        members.reduce((all, group) => all + of(group), 0);
      expect(
        sum(({ totalMs }) => totalMs),
        by,
      ).toBe(total.totalMs);
      expect(
        sum(({ countedMs }) => countedMs),
        by,
      ).toBe(total.countedMs);
      expect(
        sum(({ restitutionIdr }) => restitutionIdr ?? 0),
        by,
      ).toBe(total.restitutionIdr);
    }
    expect(groups.filter(({ by }) => by === 'regency')).toHaveLength(6);
  });

  it('tells of each outage: both clocks, cause and who says so, tickets, evidence', async () => {
    const { events } = await gather();
    const of = (link: string) => events.find((event) => event.link === link);
    expect(events).toHaveLength(9);
    expect(of('prov-majene')).toMatchObject({
      ourTickets: ['TG-1'],
      providerTickets: ['A-77'],
      reportedAt: wita(3, 8, 20),
      acknowledgedBy: 'budi',
      cause: { code: 'fiber-cut', source: 'confirmed' },
      actions: ['sambung kabel'],
      evidence: ['foto-1.jpg'],
      incident: 7,
      late: true,
    });
    expect(of('v-majene')).toMatchObject({
      verdict: 'affected',
      ancestor: 'Provinsi–majene',
      cause: { code: 'fiber-cut', source: 'confirmed' },
    });
    expect(of('v-mamasa')?.cause).toEqual({ code: 'restart', source: 'proposal' });
    expect(of('prov-mamasa')?.stops.map(({ reason }) => reason)).toEqual(['customer-power', 'no-access']);
    expect(of('prov-mamuju')).toMatchObject({ from: wita(0, 20), wholeNetMs: hours(8), countedMs: hours(4) });
    expect(of('v-mamuju')?.verdict).toBe('short');
  });

  it('lists announced work and unknown time with the links they are about', async () => {
    const { maintenance, unknown } = await gather();
    expect(maintenance).toEqual([
      expect.objectContaining({
        name: 'Ganti perangkat',
        from: wita(20, 1),
        to: wita(20, 3),
        // What hangs behind the link is covered with it.
        links: ['Provinsi–mateng', 'Desa mateng'],
      }),
    ]);
    expect(unknown).toEqual([expect.objectContaining({ from: wita(15), to: wita(15, 12), reason: 'blind' })]);
    expect(unknown[0]?.links).toHaveLength(11);
  });
});

describe('a report as of a date', () => {
  it('does not know a correction that came later, and has another hash after it', async () => {
    const build = (asOf: number, now = AFTER) => buildSla({ ...PROVINCE, asOf }, octoberSources({ now }));
    const then = await build(BEFORE, BEFORE);
    const again = await build(BEFORE);
    const after = await build(AFTER);
    expect(again.document.hash).toBe(then.document.hash);
    expect(again.data).toEqual(then.data);
    expect(after.document.hash).not.toBe(then.document.hash);
    // 30 h of the village: (71,736 − 70,200)/73,200 · 1,000,000 = 20,983.6
    const restitution = async (asOf: number) => (await gather(asOf)).total.restitutionIdr;
    expect(await restitution(BEFORE)).toBe(92_425 + 20_984);
    expect(await restitution(AFTER)).toBe(92_425);
  });

  it('keeps its hash while nothing new was entered, whenever it is made', async () => {
    const build = (now: number) => buildSla({ ...PROVINCE, asOf: now }, octoberSources({ now }));
    expect((await build(wita(60))).document.hash).toBe((await build(AFTER)).document.hash);
  });

  it('has the same hash and data in both languages', async () => {
    const one = await buildSla({ ...PROVINCE, asOf: AFTER }, octoberSources());
    const other = await buildSla({ ...PROVINCE, asOf: AFTER, locale: 'en' }, octoberSources());
    expect(other.document.hash).toBe(one.document.hash);
    expect(other.data).toEqual(one.data);
  });
});

describe('what cannot be reported', () => {
  const build = (changes: object) => buildSla({ ...PROVINCE, asOf: AFTER, ...changes }, octoberSources());

  it.each([
    ['a month that has not begun', { month: '2026-12' }, 'future'],
    ['a contract that does not exist', { subject: { by: 'contract', id: 'nope' } }, 'no-subject'],
    ['a month before the data of any link', { month: '2019-01' }, 'no-links'],
  ])('%s', async (_, changes, code) => {
    await expect(build(changes)).rejects.toMatchObject({ code });
  });

  it('while the month lasts, the report is provisional and nothing is due', async () => {
    const asOf = wita(20, 12);
    const { document, data } = await buildSla({ ...PROVINCE, asOf }, octoberSources());
    expect(document.subtitle).toContain('SEMENTARA');
    expect(document.fileName).toBe('sla-province-2026-10-sementara');
    expect(document.blocks.some(({ kind }) => kind === 'signatures')).toBe(false);
    expect(data).toMatchObject({ provisionalUntil: asOf, total: { restitutionIdr: null } });
  });
});

describe('a reader who may see a part', () => {
  it('is told of nothing else, and that the sums are of a part', async () => {
    const visible = (link: string) => link.startsWith('v-');
    const { document, data } = await buildSla({ ...PROVINCE, asOf: AFTER }, octoberSources({ visible }));
    const text = JSON.stringify([document, data]);
    expect(text).not.toContain('prov-');
    expect(text).not.toContain('Provinsi–majene');
    expect(text).not.toContain('Metro 2020');
    expect(data).toMatchObject({ partial: true, total: { links: 6 } });
    expect(JSON.stringify(document.blocks)).toContain('boleh dilihat pembacanya');
  });
});

describe('a history that cannot be read', () => {
  it('costs quality and traffic, and nothing else', async () => {
    const summaries = () => Promise.reject(new Error('InfluxDB is not there'));
    const { data, document } = await buildSla({ ...PROVINCE, asOf: AFTER }, octoberSources({ summaries }));
    expect(data).toMatchObject({ historyUnreadable: true, total: { restitutionIdr: 92_425 } });
    expect(JSON.stringify(document.blocks)).toContain('tidak dapat dibaca');
  });
});

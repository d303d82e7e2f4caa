// The desk that makes reports: one at a time, a few that wait, what is left open filled in, and what cannot be made told as such.

import { describe, expect, it } from 'vitest';
import type { ReportWish } from '../../src/api/report-port.ts';
import { ReportDesk, type ReportDeskDeps } from '../../src/app/report-desk.ts';
import { linkId } from '../../src/domain/ids.ts';
import type { BuiltReport } from '../../src/report/document.ts';
import { ReportRegister } from '../../src/report/register.ts';
import { ReportFiles } from '../../src/report/register-files.ts';
import { type ReportAsk, ReportError, type ReportSources } from '../../src/report/sources.ts';
import { StoreError } from '../../src/store/state/port.ts';
import { base, configOf } from '../config/support.ts';
import { fakeReports } from '../support/fake-reports.ts';

const NOW = Date.parse('2026-11-10T12:00:00+08:00');
const CONFIG = configOf(
  base({
    providers: 'providers: [{ id: a, name: A }]',
    contracts: 'contracts: [{ id: k, provider: a, periodDay: 16 }]',
  }),
);
const BUILT: BuiltReport = {
  kind: 'sla',
  data: {},
  document: {
    ...{
      kind: 'sla',
      locale: 'id',
      timezone: 'Asia/Makassar',
      fileName: 'sla',
      letterhead: [],
      title: 'SLA',
    },
    ...{ facts: [], blocks: [], hash: 'ab'.repeat(32), footer: '', orientation: 'portrait' },
  },
};

function deskWith(deps: Partial<ReportDeskDeps>): ReportDesk {
  const table = fakeReports(() => undefined);
  return new ReportDesk({
    config: () => CONFIG,
    // Nothing else of the sources is used by the builders below.
    sources: () => ({ now: NOW }) as ReportSources,
    build: () => Promise.resolve(BUILT),
    render: (_, { format }) => Promise.resolve([{ name: `sla.${format}`, format, bytes: Buffer.from('x') }]),
    register: new ReportRegister(table, new ReportFiles('/nowhere', table, () => 0)),
    ...deps,
  });
}

const SLA: ReportWish = { kind: 'sla', subject: { by: 'province' } };

describe('the desk', () => {
  it.each([
    [SLA, { kind: 'sla', month: '2026-10', subject: { by: 'province' } }],
    [
      { ...SLA, month: '2026-02' },
      { kind: 'sla', month: '2026-02', subject: { by: 'province' } },
    ],
    // Its months begin on the 16th: that of October is not over.
    [
      { kind: 'sla', subject: { by: 'contract', id: 'k' } },
      { kind: 'sla', month: '2026-09', subject: { by: 'contract', id: 'k' } },
    ],
    [{ kind: 'executive' }, { kind: 'executive', month: '2026-10' }],
    [{ kind: 'evidence' }, { kind: 'evidence', year: 2026 }],
    [{ kind: 'rollout' }, { kind: 'rollout' }],
    [
      { kind: 'incident', incident: 3, asOf: 5, locale: 'en' },
      { kind: 'incident', incident: 3, asOf: 5, locale: 'en' },
    ],
  ] as const satisfies readonly (readonly [ReportWish, object])[])('takes %o for %o', async (wish, ask) => {
    const asked: ReportAsk[] = [];
    const desk = deskWith({
      build: (each) => {
        asked.push(each);
        return Promise.resolve(BUILT);
      },
    });
    await desk.make(wish, { format: 'pdf' });
    expect(asked).toEqual([{ locale: 'id', asOf: NOW, ...ask }]);
  });

  it('makes one at a time, lets four wait, and turns the sixth away until one is done', async () => {
    const ends: (() => void)[] = [];
    let running = 0;
    let most = 0;
    const desk = deskWith({
      build: async () => {
        most = Math.max(most, ++running);
        await new Promise<void>((done) => ends.push(done));
        running--;
        return BUILT;
      },
    });
    const made = Array.from({ length: 5 }, () => desk.make(SLA, { format: 'json' }));
    await expect(desk.make(SLA, { format: 'json' })).rejects.toMatchObject({ code: 'busy' });
    for (let done = 0; done < 5; done++) {
      await new Promise((tick) => setImmediate(tick));
      expect(running).toBe(1);
      ends.shift()?.();
    }
    expect((await Promise.all(made)).map(({ hash }) => hash)).toEqual(Array(5).fill('ab'.repeat(32)));
    expect(most).toBe(1);
    const next = desk.make(SLA, { format: 'json' });
    await new Promise((tick) => setImmediate(tick));
    ends.shift()?.();
    expect((await next).name).toBe('sla.json');
  });

  it('goes on after one that failed', async () => {
    let isFailing = true;
    const desk = deskWith({
      build: () => (isFailing ? Promise.reject(new Error('a bug')) : Promise.resolve(BUILT)),
    });
    await expect(desk.make(SLA, { format: 'json' })).rejects.toThrow('a bug');
    isFailing = false;
    expect((await desk.make(SLA, { format: 'json' })).name).toBe('sla.json');
  });

  it.each([
    [new ReportError('no-links', 'why'), 'no-links'],
    [new ReportError('future', 'why'), 'future'],
    [new StoreError('corrupt', 'why'), 'store'],
  ])('tells of %o as %s', async (error, code) => {
    const desk = deskWith({ build: () => Promise.reject(error) });
    await expect(desk.make(SLA, { format: 'json' })).rejects.toMatchObject({ code, message: 'why' });
  });

  it('knows no table that is not there, and no moment ahead', async () => {
    const desk = deskWith({ render: () => Promise.reject(new RangeError('no table')) });
    const form = { format: 'csv', table: 'x' } as const;
    await expect(desk.make(SLA, form)).rejects.toMatchObject({ code: 'no-table' });
    await expect(desk.make({ ...SLA, asOf: NOW + 1 }, form)).rejects.toMatchObject({ code: 'future' });
    // Nothing may be kept: the register of this desk has no room at all.
    const full = deskWith({});
    await expect(full.keep(SLA, ['pdf'], { who: 'Sari', via: 'api' })).rejects.toMatchObject({
      code: 'full',
    });
  });

  it('tells a reader who sees a part no name of what is beyond', async () => {
    const desk = deskWith({
      build: () => Promise.reject(new ReportError('no-links', 'no link of "PT Lain"')),
    });
    const view = { key: 'k', links: new Set<never>(), sites: new Set<never>(), own: new Set<never>() };
    const wish: ReportWish = { kind: 'sla', month: '2026-10', subject: { by: 'provider', id: 'lain' } };
    await expect(desk.make(wish, { format: 'json' }, view)).rejects.toMatchObject({
      code: 'no-links',
      message: 'there is nothing of "sla/2026-10/provider/lain" in what you see',
    });
    await expect(desk.make(wish, { format: 'json' })).rejects.toThrow('PT Lain');
  });

  it('gives a reader who sees a part the sources of that part', async () => {
    const seen: unknown[] = [];
    const desk = deskWith({
      build: (_, sources) => {
        seen.push(sources.visible?.(linkId('a')), sources.visible?.(linkId('b')));
        return Promise.resolve(BUILT);
      },
    });
    const view = { key: 'k', links: new Set([linkId('a')]), sites: new Set<never>(), own: new Set<never>() };
    await desk.make(SLA, { format: 'json' }, view);
    await desk.make(SLA, { format: 'json' });
    expect(seen).toEqual([true, false, undefined, undefined]);
  });
});

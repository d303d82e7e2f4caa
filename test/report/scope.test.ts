// Reports of somebody who sees a part of the province, made by the real builders from the real store: nothing in them, neither in
// the data nor on paper, names what is beyond; and what is his is there.

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Scope } from '../../src/domain/access.ts';
import { linkId, siteId } from '../../src/domain/ids.ts';
import { scopeView } from '../../src/domain/scope-view.ts';
import type { LinkState } from '../../src/domain/state.ts';
import { buildReport } from '../../src/report/builders.ts';
import { type ReportAsk, ReportError } from '../../src/report/sources.ts';
import { liveSources } from '../../src/report/sources-live.ts';
import { scopedSources } from '../../src/report/sources-scoped.ts';
import { openStateStore } from '../../src/store/state/open.ts';
import { reportStateOf } from '../../src/store/state/past-report.ts';
import type { StateStore } from '../../src/store/state/port.ts';
import { base, configOf } from '../config/support.ts';
import { alertEvent, stateEvent } from '../store/support/events.ts';
import { rememberingLog, standingClock, temporaryDirectory } from '../store/support/place.ts';

const HOUR = 3_600_000;
const FROM = Date.parse('2026-10-01T00:00:00+08:00');
const NOW = Date.parse('2026-11-05T08:00:00+08:00');
/** Every name of what is beyond has it. */
const BEYOND = 'RAHASIA';

const CONFIG = configOf(
  base({
    providers: `providers: [{ id: iconplus, name: ICON }, { id: lain-rahasia, name: ${BEYOND} Telekomunikasi }]`,
    contracts: `contracts:
  - { id: k1, name: Kontrak Satu, provider: iconplus, slaPct: 99.5, monthlyFee: 3500000 }
  - { id: k2, name: Kontrak ${BEYOND}, provider: lain-rahasia, slaPct: 99, monthlyFee: 7777777 }`,
    sites: `sites:
  - { id: pusat, name: Pusat, kind: province }
  - { id: majene, name: Majene, kind: regency, parent: pusat }
  - { id: lombang, name: Lombang, kind: village, parent: majene }
  - { id: mamasa, name: ${BEYOND} Mamasa, kind: regency, parent: pusat }
  - { id: tawalian, name: ${BEYOND} Tawalian, kind: village, parent: mamasa }`,
    links: `links:
  - { id: prov-majene, from: pusat, to: majene, medium: fiber, contract: k1, device: { address: 10.76.5.1 } }
  - { id: majene-lombang, from: majene, to: lombang, medium: radio, contract: k1, year: 2026, programme: Marasa, device: { address: 10.76.5.2 } }
  - { id: prov-rahasia, name: Jalur ${BEYOND}, from: pusat, to: mamasa, medium: fiber, contract: k2, device: { address: 10.76.6.1 } }
  - { id: rahasia-tawalian, name: Jalur ${BEYOND} dua, from: mamasa, to: tawalian, medium: vsat, contract: k2, year: 2026, programme: Program ${BEYOND}, device: { address: 10.76.6.2 } }`,
    alerts: `alerts:
  maintenance:
    - { id: m1, name: Kerja ${BEYOND}, scope: { links: [prov-rahasia] }, from: "2026-10-03 22:00", to: "2026-10-03 23:00", announcedBy: Surat ${BEYOND}, announcedAt: 2026-09-25 }`,
  }),
);

const MAJENE: Scope = { kind: 'regency', regency: siteId('majene') };
const ICON: Scope = { kind: 'provider', provider: 'ICON' };
const common = { locale: 'id', asOf: NOW } as const;
const ASKS: readonly (readonly [string, ReportAsk])[] = [
  ['sla of the province', { ...common, kind: 'sla', month: '2026-10', subject: { by: 'province' } }],
  [
    'sla of his contract',
    { ...common, kind: 'sla', month: '2026-10', subject: { by: 'contract', id: 'k1' } },
  ],
  ['executive', { ...common, kind: 'executive', month: '2026-10' }],
  ['rollout', { ...common, kind: 'rollout' }],
  ['evidence', { ...common, kind: 'evidence', year: 2026 }],
  ['an incident of his', { ...common, kind: 'incident', incident: 1 }],
];

describe('reports of a part of the province', () => {
  const place = temporaryDirectory();
  let store: StateStore;

  beforeAll(() => {
    store = openStateStore(place.path, { clock: standingClock(NOW), log: rememberingLog() }).store;
    const event = (link: string, state: LinkState, hour: number) =>
      stateEvent(link, state, FROM + hour * HOUR);
    const alert = (number: number, link: string, hour: number) => [
      alertEvent('alert.raised', number, {
        ...{
          subject: linkId(link),
          since: FROM + hour * HOUR,
          incident: number,
          at: FROM + hour * HOUR + 5_000,
        },
        data: { others: `${BEYOND} 3`, name: link },
      }),
      alertEvent('alert.closed', number, {
        ...{ subject: linkId(link), since: FROM + hour * HOUR, incident: number, status: 'closed' },
        ...{ clearedAt: FROM + (hour + 6) * HOUR, closedAt: FROM + (hour + 6) * HOUR },
        at: FROM + (hour + 6) * HOUR,
      }),
    ];
    store.commit([
      ...[...CONFIG.network.links.keys()].map((link) => event(link, 'up', -1)),
      event('prov-majene', 'down', 100),
      ...alert(1, 'prov-majene', 100),
      event('prov-majene', 'up', 106),
      event('prov-rahasia', 'down', 200),
      ...alert(2, 'prov-rahasia', 200),
      event('prov-rahasia', 'up', 206),
    ]);
    const entry = { kind: 'stop', reason: 'customer-power', at: FROM + 300 * HOUR } as const;
    const actor = { who: 'Sari', via: 'screen', address: '10.1.2.3' } as const;
    const span = (hour: number) => ({ from: FROM + hour * HOUR, to: FROM + (hour + 1) * HOUR });
    store.ledger.add([
      { ...entry, link: linkId('prov-majene'), ...span(101), note: 'PLN padam', actor },
      { ...entry, link: linkId('prov-rahasia'), ...span(201), note: `padam di ${BEYOND}`, actor },
    ]);
  });
  afterAll(() => {
    store.close();
    place.remove();
  });

  const sources = () =>
    liveSources({
      ...{ config: CONFIG, state: reportStateOf(store), now: NOW, program: 'jalur' },
      metrics: {
        history: () => Promise.reject(new Error('no history')),
        summaries: () => Promise.resolve(new Map()),
      },
    });
  async function textOf(ask: ReportAsk, scope?: Scope): Promise<string> {
    const all = sources();
    const seen = scope ? scopedSources(all, scopeView(scope, CONFIG.network)) : all;
    const { data, document } = await buildReport(ask, seen);
    return JSON.stringify({ data, document });
  }

  describe.each([
    ['a regency', MAJENE],
    ['a provider', ICON],
  ] as const)('seen by %s', (_, scope) => {
    it.each(ASKS)('%s names nothing beyond', async (name, ask) => {
      const text = await textOf(ask, scope);
      expect(text.match(new RegExp(`.{0,60}${BEYOND}.{0,40}`, 'i'))?.[0]).toBeUndefined();
      expect(text).not.toContain('10.1.2.3');
      expect(text).not.toContain('7777777');
      if (name !== 'evidence' && name !== 'rollout') expect(text).toContain('prov-majene');
    });

    it.each([
      ['sla of another contract', { kind: 'sla', month: '2026-10', subject: { by: 'contract', id: 'k2' } }],
      [
        'sla of another provider',
        { kind: 'sla', month: '2026-10', subject: { by: 'provider', id: 'lain-rahasia' } },
      ],
      ['an incident of others', { kind: 'incident', incident: 2 }],
    ] as const)('there is no %s', async (__, wish) => {
      const failure: unknown = await textOf({ ...common, ...wish }, scope).catch((error: unknown) => error);
      expect(failure).toBeInstanceOf(ReportError);
    });
  });

  it('is a test of something: the whole province names it all', async () => {
    for (const [name, ask] of ASKS.filter(
      ([each]) => each !== 'sla of his contract' && each !== 'an incident of his',
    ))
      expect(await textOf(ask), name).toContain(BEYOND);
  });
});

// A province in October 2026, known to the second: six regencies, twelve links, two contracts, and an outage of every kind. What the
// figures must be is worked out by hand in october-truth.ts.

import { linkId } from '../../../src/domain/ids.ts';
import type { LedgerEntry } from '../../../src/domain/sla/ledger.ts';
import type { Interval, LinkState, Reason } from '../../../src/domain/state.ts';
import { configOf } from '../../config/support.ts';

/** A moment of October's clock in WITA: day (0: 30 September; 33: 2 November), hour, minute. Epoch ms. */
export function wita(day: number, hour = 0, minute = 0): number {
  return Date.UTC(2026, 9, day, hour - 8, minute);
}

const REGENCIES = ['pasangkayu', 'mamuju', 'mamasa', 'polman', 'majene', 'mateng'] as const;

const site = (id: string, index: number): string =>
  `  - { id: ${id}, name: Kabupaten ${id}, kind: regency, code: "76.0${index + 1}", parent: pusat }
  - { id: desa-${id}, name: Desa ${id}, kind: village, code: "76.0${index + 1}.01.2001", parent: ${id} }`;

const links = (id: string, index: number): string =>
  `  - { id: prov-${id}, name: "Provinsi–${id}", from: pusat, to: ${id}, medium: fiber, bandwidth: 100M, contract: metro-2020, sid: "SID-${index}",
      since: 2020-03-01, device: { address: 10.76.${index + 1}.1 } }
  - { id: v-${id}, name: "Desa ${id}", from: ${id}, to: desa-${id}, medium: fiber, bandwidth: 5M, contract: marasa-2019,
      activated: ${id === 'pasangkayu' ? '2026-10-16' : '2020-01-20'}, device: { address: 10.76.10${index}.1 } }`;

/** The configuration. */
export const OCTOBER_YAML = `
version: 1
province: { name: Sulawesi Barat, code: "76", timezone: Asia/Makassar }
monitor: { site: pusat, anchors: [10.76.0.1, 10.76.0.2], ntp: [10.76.0.123] }
reports:
  letterhead: [PEMERINTAH PROVINSI SULAWESI BARAT, Dinas Komunikasi dan Informatika]
  place: Mamuju
providers:
  - { id: penyedia-a, name: Penyedia A }
  - { id: penyedia-b, name: Penyedia B }
contracts:
  - { id: metro-2020, name: Metro 2020, provider: penyedia-a, number: 027/12/2020, date: 2020-02-17, packageName: Metro kabupaten,
      owner: { name: Ani, nip: "1979" }, slaPct: 99.5, monthlyFee: 12500000, restitution: gap, restoreWithin: 4h }
  - { id: marasa-2019, name: Marasa 2019, provider: penyedia-b, slaPct: 98, monthlyFee: 1000000, restitution: gap100, minEvent: 5m,
      denominator: calendar, unknownTime: excluded, decimals: 3 }
sites:
  - { id: pusat, name: Dinas Kominfo, kind: province, code: "76" }
${REGENCIES.map(site).join('\n')}
links:
${REGENCIES.map(links).join('\n')}
alerts:
  maintenance:
    - { id: teng-1, name: Ganti perangkat, scope: { links: [prov-mateng] }, from: "2026-10-20 01:00", to: "2026-10-20 03:00",
        announcedBy: "Penyedia A, surat 10", announcedAt: 2026-10-10 }
rollout:
  targets: [{ year: 2019, villages: 8 }]
`;

/** The configuration, loaded. */
export const OCTOBER_CONFIG = configOf(OCTOBER_YAML);

interface Stretch {
  readonly from: number;
  readonly to: number;
  readonly state: LinkState;
  readonly reason: Reason;
}

const silent = (from: number): Reason => ({
  kind: 'silent',
  lostInRow: 5,
  required: 5,
  lossPct: 0,
  firstLostAt: from,
  lastLostAt: from + 1_000,
  outcome: 'lost',
  ancestors: [],
});

const down = (from: number, to: number): Stretch => ({ from, to, state: 'down', reason: silent(from) });

/** The monitor saw nothing on the 15th until noon. */
const BLIND: Stretch = { from: wita(15), to: wita(15, 12), state: 'unknown', reason: { kind: 'blind' } };

/** 6.2 hours from the 3rd at 08:00. */
export const MAJENE = { from: wita(3, 8), to: wita(3, 14, 12) };

const HAPPENED: Readonly<Record<string, readonly Stretch[]>> = {
  'prov-majene': [down(MAJENE.from, MAJENE.to)],
  'v-majene': [
    {
      ...MAJENE,
      state: 'unreachable',
      reason: {
        kind: 'ancestor',
        site:
          OCTOBER_CONFIG.network.links.get(linkId('prov-majene'))?.to ?? OCTOBER_CONFIG.network.monitorSite,
        link: linkId('prov-majene'),
        since: MAJENE.from,
        provedAt: MAJENE.from,
      },
    },
  ],
  'prov-mamuju': [down(wita(0, 20), wita(1, 4))],
  'prov-mamasa': [down(wita(10, 10), wita(10, 20))],
  'prov-polman': [down(wita(12, 9), wita(12, 9, 2))],
  'prov-mateng': [down(wita(20, 1, 30), wita(20, 3, 30))],
  'v-polman': [down(wita(8, 7), wita(8, 7, 4))],
  'v-mamuju': [down(wita(8, 7), wita(8, 7, 5))],
  'v-mamasa': [down(wita(22, 4), wita(23, 0))],
  'v-mateng': [down(wita(5), wita(6, 6))],
};

/** Intervals of a link from 1 September on, one after the other. */
export function octoberIntervals(link: string): readonly Interval[] {
  const stretches = [...(HAPPENED[link] ?? []), BLIND].sort((a, b) => a.from - b.from);
  const intervals: Interval[] = [];
  let reached = Date.UTC(2026, 7, 31, 16);
  const up = (from: number): Interval => ({
    ...{ link: linkId(link), state: 'up', from, reason: { kind: 'answering', answeredInRow: 5 } },
  });
  for (const { from, to, state, reason } of stretches) {
    intervals.push({ ...up(reached), to: from }, { link: linkId(link), state, from, to, reason });
    reached = to;
  }
  return [...intervals, up(reached)];
}

const BASE = { actor: { who: 'ani', via: 'screen' }, at: wita(32, 9), note: 'sesuai rapat' } as const;

/** Stop clocks of Mamasa, a ticket of Majene, and a correction of Mateng's village that came on 3 November. */
export const OCTOBER_LEDGER: readonly LedgerEntry[] = [
  {
    ...{
      ...BASE,
      id: 1,
      link: linkId('prov-mamasa'),
      kind: 'stop',
      reason: 'customer-power',
      evidence: 'PLN-7',
    },
    ...{ from: wita(10, 11), to: wita(10, 14), agreedByProvider: true, agreedByCustomer: true },
  },
  {
    ...{ ...BASE, id: 2, link: linkId('prov-mamasa'), kind: 'stop', reason: 'no-access' },
    ...{ from: wita(10, 13), to: wita(10, 15) },
  },
  {
    ...{ ...BASE, id: 3, link: linkId('prov-majene'), kind: 'ticket', ...MAJENE, evidence: 'foto-1.jpg' },
    ...{ ourNumber: 'TG-1', providerNumber: 'A-77', reportedAt: wita(3, 8, 20), action: 'sambung kabel' },
  },
  {
    ...{ ...BASE, id: 4, link: linkId('v-mateng'), kind: 'correction', state: 'up', evidence: 'log router' },
    ...{ from: wita(5), to: wita(6, 6), at: wita(34, 10), note: 'alamat perangkat salah, jaringan normal' },
  },
];

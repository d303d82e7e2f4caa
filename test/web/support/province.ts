// A province to show: six regencies behind the provincial office, villages behind the regencies, all of it working.

import { linkId, siteId } from '../../../src/domain/ids.ts';
import type { Medium } from '../../../src/domain/link.ts';
import type { Round } from '../../../src/domain/round.ts';
import type { LinkView, NetworkView, SiteView } from '../../../src/stream/protocol.ts';

/** Where the fake province's time begins: 24 November 2026, 14:03 WITA. */
export const START = Date.UTC(2026, 10, 24, 6, 3, 0);

const REGENCIES = [
  ['pasangkayu', 'Pasangkayu', '76.01', ['Bambalamotu', 'Randomayang', 'Martajaya', 'Karya Bersama', 'Ako']],
  ['mamuju', 'Mamuju', '76.02', ['Botteng Utara', 'Lebani', 'Rantedoda', 'Karampuang', 'Sumare']],
  ['mamasa', 'Mamasa', '76.03', ['Osango', 'Rambu Saratu', 'Lambanan', 'Tondok Bakaru', 'Malabo']],
  ['polewali', 'Polewali Mandar', '76.04', ['Galung Lombok', 'Tammajarra', 'Mosso', 'Katimbang', 'Napo']],
  ['majene', 'Majene', '76.05', ['Pamboang', 'Sendana', 'Tubo', 'Ulumanda', 'Malunda']],
  ['mateng', 'Mamuju Tengah', '76.06', ['Tobadak', 'Topoyo', 'Budong-Budong', 'Pangale', 'Karossa']],
] as const;
const VILLAGE_MEDIA: readonly Medium[] = ['radio', 'vsat', 'fiber', 'lte', 'radio'];
const RTT_MS: Readonly<Record<Medium, number>> = {
  fiber: 4.2,
  radio: 11.6,
  lte: 38.4,
  vsat: 612,
  copper: 22,
  other: 30,
};

/** A finished round. `lost` of 60 echoes came back not at all. */
export function round(to: number, medianMs: number, lost = 0): Round {
  return {
    from: to - 60_000,
    to,
    sent: 60,
    received: 60 - lost,
    tainted: 0,
    ...(lost < 60 && {
      rtt: {
        minMs: medianMs * 0.9,
        meanMs: medianMs * 1.02,
        medianMs,
        p95Ms: medianMs * 1.3,
        maxMs: medianMs * 1.9,
        jitterMs: medianMs * 0.06,
        buckets: [60 - lost, 0, 0, 0, 0, 0, 0, 0],
      },
    }),
    durations: { upMs: 60_000, degradedMs: 0, downMs: 0, unreachableMs: 0, unknownMs: 0 },
  };
}

/** The province with about `villageLinks` links to villages. */
export function fakeProvince(villageLinks = 30): NetworkView {
  const office = siteId('diskominfo');
  const sites: SiteView[] = [{ id: office, name: 'Dinas Kominfo Provinsi', kind: 'province', code: '76' }];
  const links: LinkView[] = [];
  const perRegency = Math.ceil(villageLinks / REGENCIES.length);
  for (const [index, [id, name, code, villages]] of REGENCIES.entries()) {
    const regency = siteId(id);
    sites.push({ id: regency, name, kind: 'regency', code, parent: office });
    links.push(
      link(`prov-${id}`, `Provinsi – ${name}`, office, regency, regency, 'fiber', `10.76.${index}.1`),
    );
    for (let n = 0; n < perRegency; n++) {
      const village = siteId(`${id}-${n}`);
      const villageName = villages[n] ?? `Desa ${name} ${n}`;
      const medium = VILLAGE_MEDIA[n % VILLAGE_MEDIA.length] ?? 'radio';
      const address = `10.${77 + index}.${n >> 8}.${n & 255}`;
      sites.push({
        id: village,
        name: villageName,
        kind: 'village',
        code: `${code}.01.${2001 + n}`,
        parent: regency,
      });
      links.push(
        link(`${id}-${n}-${medium}`, `${name} – ${villageName}`, regency, village, regency, medium, address),
      );
    }
  }
  return {
    seq: 100,
    serverTime: START,
    bootId: 'boot-1',
    version: '0.1.0',
    province: { name: 'Sulawesi Barat', code: '76', timezone: 'Asia/Makassar', locale: 'id' },
    simulated: false,
    echoEngine: { engine: 'socket', why: 'for a test' },
    monitorSite: office,
    sites,
    links,
    alerts: [],
  };
}

function link(
  id: string,
  name: string,
  from: LinkView['from'],
  to: LinkView['to'],
  regency: LinkView['to'],
  medium: Medium,
  address: string,
): LinkView {
  return {
    id: linkId(id),
    name,
    from,
    to,
    regency,
    medium,
    role: 'primary',
    stage: 'active',
    bandwidthBps: medium === 'fiber' ? 100_000_000 : 20_000_000,
    provider: medium === 'vsat' ? 'Satelit' : 'ICON+',
    address,
    state: 'up',
    since: START - 9 * 86_400_000 - name.length * 977_000,
    reason: { kind: 'answering', answeredInRow: 60 },
    suspected: false,
    round: round(START - 20_000, RTT_MS[medium]),
    verdictAt: START - 1_000,
    rttMs: RTT_MS[medium],
  };
}

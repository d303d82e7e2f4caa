// A large province: 600 links under two contracts, each with a year of outages, for what has to be fast.

import { linkId } from '../../../src/domain/ids.ts';
import type { Interval } from '../../../src/domain/state.ts';
import type { ReportSources } from '../../../src/report/sources.ts';
import { configOf } from '../../config/support.ts';
import { wita } from './october.ts';
import { octoberSources } from './sources.ts';

const LINKS = 600;
const YEAR_MS = 365 * 86_400_000;
/** Outages of a link in a year: two a week. */
const OUTAGES = 104;

const YAML = `
version: 1
province: { name: Besar, code: "76", timezone: Asia/Makassar }
monitor: { site: pusat, anchors: [10.76.0.1, 10.76.0.2] }
providers: [{ id: a, name: Penyedia A }]
contracts:
  - { id: satu, name: Satu, provider: a, slaPct: 99.5, monthlyFee: 12500000, restitution: gap }
  - { id: dua, name: Dua, provider: a, slaPct: 98, monthlyFee: 1000000, restitution: gap100, minEvent: 5m }
sites:
  - { id: pusat, name: Pusat, kind: province, code: "76" }
${Array.from({ length: 6 }, (_, at) => `  - { id: k${at}, name: Kabupaten ${at}, kind: regency, code: "76.0${at + 1}", parent: pusat }`).join('\n')}
${Array.from({ length: LINKS }, (_, at) => `  - { id: d${at}, name: Desa ${at}, kind: village, parent: k${at % 6} }`).join('\n')}
links:
${Array.from({ length: LINKS }, (_, at) => `  - { id: l${at}, name: Jalur ${at}, from: pusat, to: d${at}, medium: fiber, bandwidth: 5M, contract: ${at % 2 ? 'satu' : 'dua'}, device: { address: 10.${80 + (at >> 8)}.${at & 255}.1 } }`).join('\n')}
`;

function yearOf(index: number): readonly Interval[] {
  const link = linkId(`l${index}`);
  const begin = wita(31) - YEAR_MS + index * 60_000;
  const list: Interval[] = [];
  let reached = begin;
  for (let at = 0; at < OUTAGES; at++) {
    const from = begin + Math.floor(((at + 0.5) * YEAR_MS) / OUTAGES);
    const to = from + 240_000 + ((index * 7 + at * 13) % 50) * 600_000;
    list.push(
      { link, state: 'up', from: reached, to: from, reason: { kind: 'answering', answeredInRow: 5 } },
      { link, state: 'down', from, to, reason: { kind: 'blind' } },
    );
    reached = to;
  }
  return [...list, { link, state: 'up', from: reached, reason: { kind: 'answering', answeredInRow: 5 } }];
}

/** Its sources; `breaths` counts how often others were let in. */
export function largeSources(): { readonly sources: ReportSources; readonly breaths: () => number } {
  const intervals = new Map(Array.from({ length: LINKS }, (_, at) => [linkId(`l${at}`), yearOf(at)]));
  let breaths = 0;
  return {
    breaths: () => breaths,
    sources: octoberSources({
      config: configOf(YAML),
      alerts: () => [],
      causes: () => [],
      ledger: () => [],
      intervals: (link, from, to) =>
        (intervals.get(link) ?? []).filter((each) => each.from < to && (each.to ?? to) > from),
      breathe: () => {
        breaths++;
        return Promise.resolve();
      },
    }),
  };
}

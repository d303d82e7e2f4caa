// The roll-out as it stood at the end of a stretch: measured, not declared.

import { zoneOf } from '../../domain/local-time.ts';
import { type Rollout, rolloutOf } from '../../domain/rollout.ts';
import { measuredOf, seenWithin, type VillageStatus, villagesOf } from '../../domain/rollout-village.ts';
import type { ReportSources } from '../sources.ts';

/** Villages that are looked at before others get their turn. */
const VILLAGES_AT_ONCE = 50;

/**
 * The roll-out at a moment, by the plan of today: older plans are not kept. Undefined where the reader sees a part of the province
 * only: targets are the province's.
 */
export async function rolloutThen(at: number, sources: ReportSources): Promise<Rollout | undefined> {
  if (sources.visible) return undefined;
  const { network, rollout } = sources.config;
  const { year, month, day } = zoneOf(network.province.timezone).at(at);
  const today = [year, String(month).padStart(2, '0'), String(day).padStart(2, '0')].join('-');
  const from = at - rollout.connected.withinMs;
  const villages: VillageStatus[] = [];
  for (const village of villagesOf(network, today)) {
    const spans = village.probed.flatMap((link) => sources.intervals(link, from, at));
    const seen = seenWithin(spans, from, at);
    villages.push({ ...village, ...seen, measured: measuredOf(seen, rollout.connected) });
    if (villages.length % VILLAGES_AT_ONCE === 0) await sources.breathe();
  }
  const regencies = [...network.sites.values()].filter(({ kind }) => kind === 'regency').map(({ id }) => id);
  return rolloutOf({ villages, targets: rollout.targets, regencies });
}

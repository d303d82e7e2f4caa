// From the limits of a video conference as written to those in force. A level may not ask less than the next one down.

import { VICON_LIMITS, type ViconBounds, type ViconLimits } from '../domain/vicon.ts';
import type { RawConfig } from './include.ts';
import type { ViconEntry } from './schema-vicon.ts';
import { formatDuration } from './units.ts';
import type { Validated } from './validate.ts';

/** Keys, the figures they are about, and how one is printed. */
const FIGURES = [
  { key: 'rtt', name: 'rttMs', most: true, text: formatDuration },
  { key: 'loss', name: 'lossPct', most: true, text: (pct: number) => `${pct}%` },
  { key: 'jitter', name: 'jitterMs', most: true, text: formatDuration },
  { key: 'free', name: 'freeBps', most: false, text: (bps: number) => `${bps / 1e6}M` },
] as const;

/** The limits in force. */
export function resolveVicon(entry: ViconEntry | undefined): ViconLimits {
  return {
    ready: boundsOf(entry?.ready, VICON_LIMITS.ready),
    limited: boundsOf(entry?.limited, VICON_LIMITS.limited),
  };
}

/** Complains of a `ready` that allows what `limited` does not. */
export function checkVicon(raw: RawConfig, { sections }: Pick<Validated, 'sections'>): void {
  const { vicon } = sections;
  if (!vicon) return;
  const { ready, limited } = resolveVicon(vicon);
  for (const { key, name, most, text } of FIGURES) {
    const stricter = most ? ready[name] <= limited[name] : ready[name] >= limited[name];
    if (stricter) continue;
    const level = vicon.ready?.[key] === undefined ? 'limited' : 'ready';
    raw.problems.add(
      raw.origins.place(raw.root, ['vicon', level, key]),
      `${key}: ready is ${text(ready[name])} and limited ${text(limited[name])}, wanted ready to be the stricter one`,
    );
  }
}

function boundsOf(entry: NonNullable<ViconEntry['ready']> | undefined, own: ViconBounds): ViconBounds {
  return {
    rttMs: entry?.rtt ?? own.rttMs,
    lossPct: entry?.loss ?? own.lossPct,
    jitterMs: entry?.jitter ?? own.jitterMs,
    freeBps: entry?.free ?? own.freeBps,
  };
}

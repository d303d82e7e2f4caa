// How long jalur settles after a restart: one whole suspicion of the slowest link, so that every link that died meanwhile
// has its verdict before the first new alert is told (design, "Suspicion"; field lesson 8).

import type { Link } from '../domain/link.ts';
import { requiredLosses } from '../domain/loss.ts';
import type { EngineConfig } from './state.ts';

/** A batch of verdicts on its way, a tick, and the step in which one verdict waits for another. */
const SLACK_MS = 300;
/**
 * Nobody waits longer than this for links that are echoed once in minutes, nor for beats: their verdicts come later and
 * are told then. Nothing is repeated for it, since what was known stays known; they are only not put together with others.
 */
const MOST_MS = 60_000;

/** How long new alerts are held back after a restart, ms; 0 when nobody wants that. */
export function settleMsOf(config: EngineConfig): number {
  const { settleMs, network } = config;
  if (settleMs === 0) return 0;
  const { falseAlarmYears, burstEveryMs } = network.settings;
  // Nothing is known of any link's loss: as many lost echoes are needed as ever.
  const needed = requiredLosses({ sent: 0, lost: 0 }, { years: falseAlarmYears, everyMs: burstEveryMs });
  let longestMs = settleMs;
  for (const link of network.links.values()) {
    if (!isEchoed(link)) continue;
    const { everyMs, timeoutMs } = link.echo;
    // The first echo goes out within a period and is waited for; then the others follow each other, the last one waited for.
    const suspicionMs = everyMs + timeoutMs + (needed - 1) * burstEveryMs + timeoutMs + SLACK_MS;
    longestMs = Math.max(longestMs, Math.min(suspicionMs, MOST_MS));
  }
  return longestMs;
}

function isEchoed({ stage, device }: Link): boolean {
  return stage === 'active' && device.address !== undefined && device.beat === undefined;
}

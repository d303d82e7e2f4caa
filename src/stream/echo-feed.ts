// Single echoes for those who watch a link: picked out of the batches that pass by.

import { ECHO_OUTCOMES, type EchoBatch, FLAG_BURST, FLAG_TAINTED } from '../domain/echo.ts';
import type { LinkId } from '../domain/ids.ts';
import { type Instant, labelOf } from '../domain/instant.ts';
import type { EchoView } from './protocol.ts';

/** What the feed is given. */
export interface EchoFeedDeps {
  readonly watched: () => ReadonlySet<LinkId>;
  /** The key a link's verdicts carry now; undefined when it is not echoed. */
  readonly keyOf: (link: LinkId) => number | undefined;
  readonly send: (link: LinkId, echoes: readonly EchoView[]) => void;
  readonly now: () => Instant;
}

/** Sends the echoes of watched links on. Tainted verdicts are no measurement and are left out. */
export function feedEchoes(batch: EchoBatch, deps: EchoFeedDeps): void {
  const watched = deps.watched();
  if (watched.size === 0) return;
  const now = deps.now();
  for (const link of watched) {
    const key = deps.keyOf(link);
    const echoes: EchoView[] = [];
    for (let i = 0; i < batch.count; i++) {
      const flags = batch.flags[i] ?? 0;
      if (batch.key[i] !== key || (flags & FLAG_TAINTED) !== 0) continue;
      const outcome = ECHO_OUTCOMES[batch.outcome[i] ?? 1] ?? 'lost';
      const rttMs = batch.rttMs[i] ?? Number.NaN;
      echoes.push({
        at: labelOf(batch.sentMonoMs[i] ?? 0, now),
        outcome,
        ...(outcome === 'answered' && !Number.isNaN(rttMs) && { rttMs }),
        burst: (flags & FLAG_BURST) !== 0,
      });
    }
    if (echoes.length > 0) deps.send(link, echoes);
  }
}

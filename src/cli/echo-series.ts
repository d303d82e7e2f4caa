// A short series of echoes to some addresses, for commands that look once.

import { ECHO_OUTCOMES, type EchoBatch, type EchoOutcome, FLAG_TAINTED } from '../domain/echo.ts';
import type { EchoEngine, EchoEngineDeps } from '../probe/icmp/port.ts';

/** One echo of a series. */
export interface SeriesEcho {
  readonly outcome: EchoOutcome;
  /** Present when it was answered. */
  readonly rttMs?: number;
}

/** What is sent. */
export interface SeriesPlan {
  readonly addresses: readonly string[];
  /** Echoes per address. */
  readonly count: number;
  readonly everyMs: number;
  readonly timeoutMs: number;
}

/** How a series is sent. */
export interface SeriesDeps {
  readonly open: (deps: EchoEngineDeps) => Promise<EchoEngine>;
  readonly log: EchoEngineDeps['log'];
  readonly wait: (ms: number, signal: AbortSignal) => Promise<void>;
  readonly signal: AbortSignal;
}

/** Verdicts of the series per address, in the order they came, and the engine that sent them. */
export interface Series {
  readonly echoes: ReadonlyMap<string, readonly SeriesEcho[]>;
  /** Which engine, and why this one. */
  readonly engine: string;
}

/** Batches come 100 ms after their verdicts at the latest; this much more is allowed for a busy machine. */
const SLACK_MS = 500;

/** Sends the series and waits for the last verdict. Rejects when no engine is to be had. */
export async function sendSeries(plan: SeriesPlan, deps: SeriesDeps): Promise<Series> {
  const echoes = new Map<string, SeriesEcho[]>(plan.addresses.map((address) => [address, []]));
  const byKey = [...echoes.values()];
  const done = new AbortController();
  let missing = plan.count * byKey.length;
  const onBatch = (batch: EchoBatch): void => {
    for (let i = 0; i < batch.count; i++) {
      const series = byKey[batch.key[i] ?? -1];
      if (!series || series.length >= plan.count || ((batch.flags[i] ?? 0) & FLAG_TAINTED) !== 0) continue;
      const outcome = ECHO_OUTCOMES[batch.outcome[i] ?? 1] ?? 'lost';
      series.push(outcome === 'answered' ? { outcome, rttMs: batch.rttMs[i] ?? 0 } : { outcome });
      missing--;
    }
    if (missing === 0) done.abort();
  };
  const engine = await deps.open({ onBatch, onFault: () => undefined, log: deps.log });
  try {
    engine.setTargets(
      [...echoes.keys()].map((address, key) => ({
        key,
        address,
        everyMs: plan.everyMs,
        timeoutMs: plan.timeoutMs,
        phaseMs: Math.floor((key * plan.everyMs) / echoes.size),
      })),
    );
    const longestMs = plan.everyMs * (plan.count + 1) + plan.timeoutMs + SLACK_MS;
    await deps.wait(longestMs, AbortSignal.any([deps.signal, done.signal]));
    const { engine: name, why } = engine.status();
    return { echoes, engine: `${name} (${why})` };
  } finally {
    await engine.stop();
  }
}

/** What a series says, in a line: `10 of 10 answered, RTT 0.4 / 0.6 / 1.2 ms (min / median / max)`. */
export function describeSeries(echoes: readonly SeriesEcho[]): string {
  const rttMs = echoes.flatMap((echo) => echo.rttMs ?? []).sort((a, b) => a - b);
  const failures = new Map<EchoOutcome, number>();
  for (const { outcome } of echoes)
    if (outcome !== 'answered') failures.set(outcome, (failures.get(outcome) ?? 0) + 1);
  const parts = [`${rttMs.length} of ${echoes.length} answered`];
  if (rttMs.length > 0) {
    const figures = [rttMs[0], rttMs[Math.floor((rttMs.length - 1) / 2)], rttMs.at(-1)];
    parts.push(`RTT ${figures.map((ms) => (ms ?? 0).toFixed(1)).join(' / ')} ms (min / median / max)`);
  }
  for (const [outcome, count] of failures) parts.push(`${count} ${outcome}`);
  return parts.join(', ');
}

// Sends lines to InfluxDB until it has them, by the same rules as the daemon's delivery, but with whoever waits beside it.

import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { decide } from '../metrics/influx/decide.ts';
import type { PostBatch } from '../metrics/influx/http.ts';
import type { Resolution } from '../metrics/schema.ts';
import { StoreError } from '../state/port.ts';

/** What sending needs from outside. */
export interface SendDeps {
  readonly post: PostBatch;
  readonly signal: AbortSignal;
  sleep(ms: number): Promise<void>;
  /** Told why InfluxDB takes nothing at the moment. */
  waiting(reason: string): void;
}

/** What InfluxDB would not take. */
export interface Refused {
  readonly points: number;
  readonly reason: string;
}

const pack = promisify(gzip);
const FIRST_WAIT_MS = 500;
const MAX_WAIT_MS = 30_000;
/** An InfluxDB that is away for longer than this ends the move; it goes on with the next call. */
const PATIENCE = 20;

/** Sends lines of one resolution; resolves when InfluxDB has answered for all of them. Rejects with StoreError. */
export async function sendLines(
  resolution: Resolution,
  lines: readonly string[],
  deps: SendDeps,
): Promise<readonly Refused[]> {
  if (lines.length === 0) return [];
  const body = new Uint8Array(await pack(lines.join(''), { level: 1 }));
  // Of a batch the sender looks at its policy and its body.
  const batch = {
    ...{ rows: [], policy: resolution, points: lines.length, oldestAt: 0, newestAt: 0, queuedAt: 0 },
    ...{ ends: [], body },
  };
  for (let failures = 0; ; failures++) {
    deps.signal.throwIfAborted();
    const decision = decide(await deps.post(batch, deps.signal));
    deps.signal.throwIfAborted();
    switch (decision.act) {
      case 'done':
        return [];
      case 'refused':
        return [{ points: Math.min(decision.points, lines.length), reason: decision.reason }];
      case 'split': {
        if (lines.length === 1) return [{ points: 1, reason: decision.reason }];
        const middle = Math.ceil(lines.length / 2);
        return [
          ...(await sendLines(resolution, lines.slice(0, middle), deps)),
          ...(await sendLines(resolution, lines.slice(middle), deps)),
        ];
      }
      case 'create':
        throw new StoreError(
          'io',
          `write to InfluxDB: ${decision.reason}; start jalur with this configuration once, which makes the database ` +
            'and its retention policies, or make them by hand (docs/history.md)',
        );
      case 'wait':
        throw new StoreError('io', `write to InfluxDB: ${decision.reason}`);
      case 'retry':
        if (failures >= PATIENCE)
          throw new StoreError(
            'io',
            `write to InfluxDB: ${decision.reason}; see to InfluxDB and call the same again: what was moved stays moved`,
          );
        deps.waiting(decision.reason);
        await deps.sleep(
          Math.max(Math.min(MAX_WAIT_MS, FIRST_WAIT_MS * 2 ** failures), decision.afterMs ?? 0),
        );
        break;
      default:
        decision satisfies never;
    }
  }
}

// Gathers the echoes of a link into rounds. An echo belongs to the round it was sent in, though its verdict may come
// after that round's end; so a round is closed one timeout later, and the next one is open beside it meanwhile.

import { ANSWERED } from './echo.ts';
import {
  type Round,
  type RoundMaintenance,
  RTT_BUCKETS_MS,
  type RttSummary,
  type StateDurations,
} from './round.ts';

/** Replies kept for one round's percentiles: 200 ms × 5 min is 1,500. Beyond it replies count, but give no RTT. */
const MOST_SAMPLES = 2_000;

class Bin {
  sent = 0;
  received = 0;
  tainted = 0;
  count = 0;
  rttMs = new Float32Array(16);
  sentMs = new Float64Array(16);

  add(sentMs: number, outcome: number, rttMs: number, tainted: boolean): void {
    if (tainted) {
      this.tainted++;
      return;
    }
    this.sent++;
    if (outcome !== ANSWERED) return;
    this.received++;
    // A beat is received and has no round-trip time.
    if (this.count === MOST_SAMPLES || Number.isNaN(rttMs)) return;
    if (this.count === this.rttMs.length) this.#grow();
    this.rttMs[this.count] = rttMs;
    this.sentMs[this.count] = sentMs;
    this.count++;
  }

  clear(): void {
    this.sent = 0;
    this.received = 0;
    this.tainted = 0;
    this.count = 0;
  }

  #grow(): void {
    const rttMs = new Float32Array(this.rttMs.length * 2);
    const sentMs = new Float64Array(rttMs.length);
    rttMs.set(this.rttMs);
    sentMs.set(this.sentMs);
    this.rttMs = rttMs;
    this.sentMs = sentMs;
  }
}

/** The round under way and the next one. Times are CLOCK_MONOTONIC in ms. */
export class RoundBuilder {
  /** End of the round under way. */
  endMs: number;
  readonly #lengthMs: number;
  #current = new Bin();
  #next = new Bin();

  /** The first round ends at `firstEndMs`; the following ones are `lengthMs` apart. */
  constructor(firstEndMs: number, lengthMs: number) {
    this.endMs = firstEndMs;
    this.#lengthMs = lengthMs;
  }

  /** Takes a regular echo's verdict. */
  add(sentMs: number, outcome: number, rttMs: number, tainted: boolean): void {
    const bin = sentMs < this.endMs ? this.#current : this.#next;
    bin.add(sentMs, outcome, rttMs, tainted);
  }

  /** Ends the round under way; `from`, `to` are its labels (epoch ms). `maintenance`: what of it lay in open windows. */
  close(from: number, to: number, durations: StateDurations, maintenance?: RoundMaintenance): Round {
    const bin = this.#current;
    const rtt = bin.tainted > 0 ? undefined : summarise(bin);
    const round: Round = {
      from,
      to,
      sent: bin.sent,
      received: bin.received,
      tainted: bin.tainted,
      durations,
      ...(maintenance && { maintenance }),
      ...(rtt && { rtt }),
    };
    bin.clear();
    this.#current = this.#next;
    this.#next = bin;
    this.endMs += this.#lengthMs;
    return round;
  }
}

function summarise(bin: Bin): RttSummary | undefined {
  const { count } = bin;
  if (count === 0) return undefined;
  const inOrder = bySendTime(bin);
  const buckets: number[] = new Array(RTT_BUCKETS_MS.length + 1).fill(0);
  let sum = 0;
  let variation = 0;
  for (let i = 0; i < count; i++) {
    const rttMs = inOrder[i] ?? 0;
    sum += rttMs;
    if (i > 0) variation += Math.abs(rttMs - (inOrder[i - 1] ?? 0));
    const bucket = RTT_BUCKETS_MS.findIndex((boundMs) => rttMs <= boundMs);
    const slot = bucket < 0 ? RTT_BUCKETS_MS.length : bucket;
    buckets[slot] = (buckets[slot] ?? 0) + 1;
  }
  const sorted = inOrder.sort();
  return {
    minMs: microsecond(sorted[0] ?? 0),
    meanMs: microsecond(sum / count),
    medianMs: microsecond(percentile(sorted, 0.5)),
    p95Ms: microsecond(percentile(sorted, 0.95)),
    maxMs: microsecond(sorted[count - 1] ?? 0),
    ...(count > 1 && { jitterMs: microsecond(variation / (count - 1)) }),
    buckets,
  };
}

function bySendTime(bin: Bin): Float32Array {
  const rttMs = bin.rttMs.slice(0, bin.count);
  let ordered = true;
  for (let i = 1; i < bin.count; i++) ordered &&= (bin.sentMs[i] ?? 0) >= (bin.sentMs[i - 1] ?? 0);
  if (ordered) return rttMs;
  const order = Array.from(rttMs.keys()).sort((a, b) => (bin.sentMs[a] ?? 0) - (bin.sentMs[b] ?? 0));
  return Float32Array.from(order, (index) => bin.rttMs[index] ?? 0);
}

/** Percentile of a sorted sample by linear interpolation between closest ranks (RFC 2330 §11.3 allows either). */
function percentile(sorted: Float32Array, share: number): number {
  const rank = (sorted.length - 1) * share;
  const below = sorted[Math.floor(rank)] ?? 0;
  const above = sorted[Math.ceil(rank)] ?? below;
  return below + (above - below) * (rank - Math.floor(rank));
}

function microsecond(ms: number): number {
  return Math.round(ms * 1000) / 1000;
}

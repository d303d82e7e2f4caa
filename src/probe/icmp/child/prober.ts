// The echo process's mind: which echo leaves when, and what each came to. It performs nothing: the loop around it sends
// what it hands out, tells it what came back, and passes its verdicts on.

import { ANSWERED, ECHO_OUTCOMES, FLAG_BURST, FLAG_TAINTED, LOST } from '../../../domain/echo.ts';
import { emptyStatus, type ProbeStatus, TARGETS_MAX } from '../frames.ts';
import type { ParsedIcmp } from './parse.ts';
import { Slip } from './slip.ts';
import { ANSWERED_SLOT, ENDED, IDLE, IN_FLIGHT, SLOTS, Slots } from './slots.ts';
import { type TargetRow, Targets } from './targets.ts';
import { Wheel } from './wheel.ts';

/** Takes verdicts; times in ms, `rttMs` NaN unless answered. False when there was no room: the verdict is gone. */
export interface VerdictSink {
  verdict(key: number, sentMs: number, rttMs: number, outcome: number, flags: number): boolean;
}

/** Two milliseconds gather some twenty echoes at 10,000/s into one call; 8 s hold most cadences in one turn. */
const PLAN_WHEEL = { tickMs: 2, buckets: 4_096 };
const EXPIRY_WHEEL = { tickMs: 4, buckets: 1_024 };
/** A send time estimated within a batch may lie this much after the true one. */
const EARLY_MS = 0.5;
/** A reply stamped this close to the end of a stall may have waited for that end in a queue below the kernel. */
const GAP_EDGE_MS = 10;
const NO_ROUTE = ECHO_OUTCOMES.indexOf('no-route');

/** Times are CLOCK_MONOTONIC in ms, passed in. */
export class Prober {
  readonly targets = new Targets();
  readonly slots = new Slots();
  readonly counts: ProbeStatus = emptyStatus();
  readonly slip = new Slip();
  readonly #sink: VerdictSink;
  /** Items: a row's regular echo, and TARGETS_MAX + row for its extra one. */
  readonly #plan: Wheel;
  readonly #expiry: Wheel;
  #deafUntilMs = Number.NEGATIVE_INFINITY;
  #gapEndMs = Number.NEGATIVE_INFINITY;

  constructor(sink: VerdictSink, nowMs: number) {
    this.#sink = sink;
    this.#plan = new Wheel(2 * TARGETS_MAX, { ...PLAN_WHEEL, nowMs });
    this.#expiry = new Wheel(SLOTS, { ...EXPIRY_WHEEL, nowMs });
  }

  /** Adds a target or replaces one: its next echo leaves when the clock, modulo the period, shows its phase. */
  set(target: TargetRow, nowMs: number): void {
    const row = this.targets.put(target);
    if (row < 0) return;
    const intoPeriodMs = (nowMs - target.phaseMs) % target.everyMs;
    this.#plan.insert(row, nowMs + (intoPeriodMs === 0 ? 0 : target.everyMs - intoPeriodMs));
  }

  /** Forgets a target; what is in flight to it gets no verdict. */
  drop(key: number): void {
    const row = this.targets.drop(key);
    if (row < 0) return;
    this.#plan.remove(row);
    this.#plan.remove(TARGETS_MAX + row);
  }

  /** Starts extra echoes, the first at once; changes their pace; or, with 0, ends them. */
  burst(key: number, everyMs: number, nowMs: number): void {
    const row = this.targets.row(key);
    if (row < 0 || this.targets.burstMs[row] === everyMs) return;
    this.targets.burstMs[row] = everyMs;
    if (everyMs > 0) this.#plan.insert(TARGETS_MAX + row, nowMs);
    else this.#plan.remove(TARGETS_MAX + row);
  }

  /** When to come back at the latest. */
  nextMs(): number {
    return Math.min(this.#plan.nextMs(), this.#expiry.nextMs());
  }

  /** Finds out what is due; `nextEcho` then hands it out. */
  collect(nowMs: number): void {
    this.#plan.collect(nowMs);
  }

  /** The slot of the next echo to send, or −1. It is in flight from now on: `sent` or `unsent` must follow. */
  nextEcho(nowMs: number): number {
    for (let item = this.#plan.take(); item >= 0; item = this.#plan.take()) {
      const burst = item >= TARGETS_MAX;
      const row = burst ? item - TARGETS_MAX : item;
      const dueMs = this.#plan.dueMs(item);
      const everyMs = (burst ? this.targets.burstMs[row] : this.targets.everyMs[row]) ?? 0;
      // What a stall of a whole period made us miss is not made up for, so that not all targets are echoed at once.
      const periods = Math.floor((nowMs - dueMs) / everyMs) + 1;
      this.#plan.insert(item, dueMs + periods * everyMs);
      if (periods > 1 && !burst) {
        this.slip.add(nowMs - dueMs);
        continue;
      }
      const slot = this.slots.take();
      const flags = burst ? FLAG_BURST : 0;
      if (slot < 0) {
        this.counts.sendErrors++;
        this.#report(this.targets.key[row] ?? 0, nowMs, Number.NaN, LOST, flags | FLAG_TAINTED);
        continue;
      }
      this.slots.target[slot] = row;
      this.slots.targetGeneration[slot] = this.targets.generation[row] ?? 0;
      this.slots.flags[slot] = flags;
      this.slots.dueMs[slot] = dueMs;
      return slot;
    }
    return -1;
  }

  /** The echo left. `stalled`: we cannot say when to a few ms. */
  sent(slot: number, sentMs: number, stalled: boolean): void {
    const { slots, targets } = this;
    slots.sentMs[slot] = sentMs;
    if (stalled) slots.flags[slot] = (slots.flags[slot] ?? 0) | FLAG_TAINTED;
    this.counts.sent++;
    if (((slots.flags[slot] ?? 0) & FLAG_BURST) === 0) this.slip.add(sentMs - (slots.dueMs[slot] ?? 0));
    this.#expiry.insert(slot, sentMs + (targets.timeoutMs[slots.target[slot] ?? 0] ?? 0));
  }

  /** The echo could not be sent: the kernel knew no way, or the fault is ours. */
  unsent(slot: number, reason: 'no-route' | 'own-fault', nowMs: number): void {
    this.slots.sentMs[slot] = nowMs;
    if (reason === 'no-route') {
      this.#settle(slot, Number.NaN, NO_ROUTE, 0);
      return;
    }
    this.counts.sendErrors++;
    this.#settle(slot, Number.NaN, LOST, FLAG_TAINTED);
  }

  /** An ICMP message that carries our cookie, or quotes too little to show one. `tainted`: its stamp is doubtful. */
  received(message: ParsedIcmp, receivedMs: number, tainted: boolean): void {
    const { slots, targets } = this;
    const slot = message.sequence;
    const generationFits = !message.hasPayload || message.generation === slots.generation[slot];
    if (!generationFits || message.id !== slots.id[slot]) {
      this.counts.strays++;
      return;
    }
    const row = slots.target[slot] ?? 0;
    const current = targets.generation[row] === slots.targetGeneration[slot];
    if (current && !targets.hasAddress(row, message.address)) {
      this.counts.strays++;
      return;
    }
    const answered = message.outcome === ANSWERED;
    const state = slots.state[slot];
    if (state !== IN_FLIGHT) {
      if (answered && state === ANSWERED_SLOT) this.counts.duplicates++;
      else if (answered) this.counts.late++;
      return;
    }
    const flags = tainted ? FLAG_TAINTED : 0;
    if (!answered) {
      this.#settle(slot, Number.NaN, message.outcome, flags);
      return;
    }
    const sentMs = slots.sentMs[slot] ?? 0;
    const rttMs = receivedMs - sentMs;
    if (rttMs > (targets.timeoutMs[row] ?? 0) && !tainted) {
      this.counts.late++;
      this.#settle(slot, Number.NaN, LOST, this.#silenceFlag(sentMs));
      return;
    }
    const doubtful = rttMs < -EARLY_MS ? FLAG_TAINTED : this.#stampFlag(sentMs, receivedMs);
    this.#settle(slot, Math.max(rttMs, 0), ANSWERED, flags | doubtful);
  }

  /** Calls lost what has waited its timeout. To be called after everything that has arrived was told. */
  expire(nowMs: number): void {
    this.#expiry.collect(nowMs);
    for (let slot = this.#expiry.take(); slot >= 0; slot = this.#expiry.take()) {
      this.#settle(slot, Number.NaN, LOST, this.#silenceFlag(this.slots.sentMs[slot] ?? 0));
    }
  }

  /** Packets were dropped on our side: silence of what was in flight until now proves nothing. */
  distrustSilence(nowMs: number): void {
    this.#deafUntilMs = nowMs;
  }

  /** We, or the whole machine, stood still until now: neither silence nor a stamp made at the end of it proves much. */
  distrustStamps(nowMs: number): void {
    this.#deafUntilMs = nowMs;
    this.#gapEndMs = nowMs;
  }

  #silenceFlag(sentMs: number): number {
    return sentMs < this.#deafUntilMs ? FLAG_TAINTED : 0;
  }

  #stampFlag(sentMs: number, receivedMs: number): number {
    return sentMs < this.#gapEndMs && receivedMs > this.#gapEndMs - GAP_EDGE_MS ? FLAG_TAINTED : 0;
  }

  #settle(slot: number, rttMs: number, outcome: number, flags: number): void {
    const { slots, targets } = this;
    const row = slots.target[slot] ?? 0;
    this.#expiry.remove(slot);
    if (targets.generation[row] !== slots.targetGeneration[slot]) {
      slots.end(slot, IDLE);
      return;
    }
    slots.end(slot, outcome === ANSWERED ? ANSWERED_SLOT : ENDED);
    const allFlags = flags | (slots.flags[slot] ?? 0);
    this.#report(targets.key[row] ?? 0, slots.sentMs[slot] ?? 0, rttMs, outcome, allFlags);
  }

  #report(key: number, sentMs: number, rttMs: number, outcome: number, flags: number): void {
    if (outcome === ANSWERED) this.counts.received++;
    else this.counts.lost++;
    const taken = this.#sink.verdict(key, sentMs, rttMs, outcome, flags);
    if (!taken || (flags & FLAG_TAINTED) !== 0) this.counts.tainted++;
  }
}

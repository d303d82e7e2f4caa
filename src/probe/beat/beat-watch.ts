// Turns beats that arrive, and those that do not, into verdicts like those of echoes. Pure: the moments come as arguments.
// A beat is due one period after the last that came, whatever the device's clock thinks of a minute; it is missing when
// half a period more has passed. What comes too often proves life, and is not counted as another answer.

import { ANSWERED, type BeatTarget, LOST } from '../../domain/echo.ts';
import type { LinkId } from '../../domain/ids.ts';

/** The watch is to be ticked this often. */
export const TICK_MS = 1_000;
/**
 * Ticks further apart than this mean that this process stood still and could take no beat: what was due around then says
 * nothing about the device. Shorter pauses are within the grace of the shortest period.
 */
const STALL_MS = 3_000;
/** Verdicts about one link in one tick: after a long stall the next ticks tell the rest. */
const MOST_AT_ONCE = 10;

/** One verdict. */
export interface BeatVerdict {
  readonly key: number;
  /** CLOCK_MONOTONIC ms: when an answered one arrived, when a lost one was due. */
  readonly sentMs: number;
  /** {@link ANSWERED} or {@link LOST}. */
  readonly outcome: number;
  /** Our own fault: no verdict about the device. */
  readonly tainted: boolean;
}

/** What a beat was good for. `early`: it came before its time, again or too often. `unwatched`: nobody waits for it. */
export type BeatWorth = 'counted' | 'early' | 'unwatched';

interface Waiting {
  target: BeatTarget;
  /** When the last beat came; before the first one, when the watch began. */
  lastMs: number;
  /** Beats missing since. */
  missing: number;
  /** The next beat counts from `graceMs` before this on (GCRA's theoretical arrival time, ITU-T I.371). */
  nextMs: number;
}

/** Waits for the beats of all devices that send any. Holds one entry per link of the plan. */
export class BeatWatch {
  readonly #waiting = new Map<LinkId, Waiting>();
  readonly #verdicts: BeatVerdict[] = [];
  #tickedMs = Number.NEGATIVE_INFINITY;
  #stalledToMs = Number.NEGATIVE_INFINITY;
  #stalls = 0;

  /** How often this process stood still for too long. */
  get stalls(): number {
    return this.#stalls;
  }

  /** Waits for these from now on. Those that were waited for already keep what is known of them. */
  set(targets: readonly BeatTarget[], nowMs: number): void {
    if (this.#tickedMs === Number.NEGATIVE_INFINITY) this.#tickedMs = nowMs;
    const before = new Map(this.#waiting);
    this.#waiting.clear();
    for (const target of targets) {
      const known = before.get(target.link);
      const same = known?.target.key === target.key && known.target.everyMs === target.everyMs;
      this.#waiting.set(
        target.link,
        same ? known : { target, lastMs: nowMs, missing: 0, nextMs: Number.NEGATIVE_INFINITY },
      );
    }
  }

  /** Takes a beat. */
  beat(link: LinkId, nowMs: number): BeatWorth {
    const waiting = this.#waiting.get(link);
    if (!waiting) return 'unwatched';
    this.#noticeStall(nowMs);
    this.#settle(waiting, nowMs);
    const { key, everyMs, graceMs } = waiting.target;
    waiting.lastMs = nowMs;
    waiting.missing = 0;
    if (nowMs < waiting.nextMs - graceMs) return 'early';
    waiting.nextMs = Math.max(nowMs, waiting.nextMs) + everyMs;
    this.#verdicts.push({ key, sentMs: nowMs, outcome: ANSWERED, tainted: false });
    return 'counted';
  }

  /** Looks for beats that are missing now. */
  tick(nowMs: number): void {
    if (this.#noticeStall(nowMs)) this.#stalls++;
    this.#tickedMs = nowMs;
    for (const waiting of this.#waiting.values()) this.#settle(waiting, nowMs);
  }

  /** No beat could be taken up to this moment, for a reason of our own. */
  couldNotTake(nowMs: number): void {
    this.#stalledToMs = nowMs;
  }

  /** The verdicts since the last call, in the order they became known. */
  drain(): readonly BeatVerdict[] {
    return this.#verdicts.splice(0);
  }

  #noticeStall(nowMs: number): boolean {
    if (nowMs - this.#tickedMs <= STALL_MS) return false;
    this.#stalledToMs = nowMs;
    return true;
  }

  #settle(waiting: Waiting, nowMs: number): void {
    const { key, everyMs, graceMs } = waiting.target;
    for (let told = 0; told < MOST_AT_ONCE; told++) {
      const dueMs = waiting.lastMs + (waiting.missing + 1) * everyMs;
      if (nowMs <= dueMs + graceMs) return;
      waiting.missing++;
      const tainted = dueMs - graceMs <= this.#stalledToMs;
      this.#verdicts.push({ key, sentMs: dueMs, outcome: LOST, tainted });
    }
  }
}

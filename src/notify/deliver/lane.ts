// The way of one channel: its messages strictly in order, one attempt at a time, until each has ended. Nothing that
// happens on it delays another.

import type { ChannelCommon } from '../../config/notify-config.ts';
import type { Instant } from '../../domain/instant.ts';
import type { Log } from '../../runtime/log.ts';
import type { Random } from '../../runtime/random.ts';
import type { TimerHandle, Timers } from '../../runtime/timers.ts';
import type { Outbox, Outcome, Waiting } from '../outbox/port.ts';
import type { Channel, Receipt } from '../port.ts';
import type { DigestWriter } from '../posting.ts';
import { attempt } from './attempt.ts';
import { backoffMs } from './backoff.ts';
import { TokenBucket } from './bucket.ts';
import { makeDigest } from './digest.ts';
import { type DigestReason, OLD_MS } from './digest-plan.ts';
import type { ChannelTrouble } from './faults.ts';
import { planLane } from './plan.ts';

/** A channel, and how it may be used. */
export interface LaneChannel {
  readonly channel: Channel;
  readonly common: Pick<ChannelCommon, 'perMinute' | 'timeoutMs'>;
}

/** What a lane needs from outside. */
export interface LaneDeps {
  readonly outbox: Outbox;
  readonly digest: DigestWriter;
  readonly timers: Timers;
  readonly now: () => Instant;
  readonly random: Random;
  readonly log: Log;
  /** Aborted when jalur stops. */
  readonly stop: AbortSignal;
  /** Something may be in trouble, or out of it. */
  readonly onChange: () => void;
}

/** Failures in a row. */
interface Failing {
  readonly since: Instant;
  readonly detail: string;
  readonly count: number;
  /** `rate`: the other side asked for a pause each time; it was there all along. */
  readonly why: DigestReason;
}

/** One lane. */
export class Lane {
  readonly id: string;
  readonly #deps: LaneDeps;
  #way: LaneChannel;
  #bucket: TokenBucket;
  #failing: Failing | undefined;
  #cameBack: DigestReason | undefined;
  /** An earlier run could not deliver what waits, or long ago: the first delivery is the way out coming back. */
  #inherited: boolean;
  #digests = true;
  #notBeforeMs = Number.NEGATIVE_INFINITY;
  #refused: string | undefined;
  /** What was given up before the last delivery is not told any more. */
  #past: Readonly<Record<Outcome, number>>;
  #deliveredAt: number | undefined;
  #timer: TimerHandle;
  #running = false;
  #fresh = true;
  #underWay: Promise<void> = Promise.resolve();
  #open = true;

  constructor(way: LaneChannel, deps: LaneDeps) {
    this.id = way.channel.id;
    this.#way = way;
    this.#deps = deps;
    const now = deps.now();
    this.#bucket = new TokenBucket(way.common.perMinute, now.monoMs);
    this.#past = deps.outbox.ended(this.id);
    const [oldest] = deps.outbox.waiting(this.id);
    this.#inherited =
      oldest !== undefined && (oldest.attempts > oldest.unproven || now.at - oldest.bornAt > OLD_MS);
  }

  /** The channel and its limits. */
  get way(): LaneChannel {
    return this.#way;
  }

  /** When a message was last delivered in this run, epoch ms. */
  get deliveredAt(): number | undefined {
    return this.#deliveredAt;
  }

  /** Since when it fails, and why. */
  get failing(): { readonly sinceAt: number; readonly detail: string } | undefined {
    return this.#failing && { sinceAt: this.#failing.since.at, detail: this.#failing.detail };
  }

  /** What is wrong with it now. */
  trouble(): ChannelTrouble {
    const ended = this.#deps.outbox.ended(this.id);
    const forMs = this.#failing && this.#deps.now().monoMs - this.#failing.since.monoMs;
    return {
      id: this.id,
      ...(this.#failing && { failing: { forMs: forMs ?? 0, detail: this.#failing.detail } }),
      ...(this.#refused !== undefined && { refused: this.#refused }),
      expired: ended.expired > this.#past.expired,
      dropped: ended.dropped > this.#past.dropped,
    };
  }

  /** Something was posted, or it is time: goes on with what waits. */
  wake(): void {
    this.#fresh = true;
    if (this.#running || !this.#open) return;
    this.#deps.timers.clearTimeout(this.#timer);
    this.#running = true;
    void this.#run();
  }

  /** Goes on through another channel; resolves when the one before is not in use any more. */
  change(way: LaneChannel): Promise<void> {
    const { monoMs } = this.#deps.now();
    if (way.common.perMinute !== this.#way.common.perMinute)
      this.#bucket = new TokenBucket(way.common.perMinute, monoMs);
    this.#way = way;
    this.#notBeforeMs = Number.NEGATIVE_INFINITY;
    this.#digests = true;
    this.#open = true;
    const before = this.#underWay;
    this.wake();
    return before;
  }

  /** Begins nothing more; resolves when the attempt under way has ended. */
  close(): Promise<void> {
    this.#open = false;
    this.#deps.timers.clearTimeout(this.#timer);
    return this.#underWay;
  }

  async #run(): Promise<void> {
    for (let next = this.#next(); next; next = this.#next()) {
      this.#underWay = this.#send(next);
      await this.#underWay;
    }
    this.#running = false;
  }

  /** Ends and joins what is to be, and returns what to send now, if anything. */
  #next(): Waiting | undefined {
    const { outbox, now, timers } = this.#deps;
    while (this.#open) {
      const { monoMs } = now();
      const step = planLane({
        waiting: outbox.waiting(this.id),
        now: now(),
        joining: this.#way.channel.kind === 'alertmanager' ? 'latest' : this.#digests ? 'digest' : 'none',
        idempotent: this.#way.channel.idempotent,
        notBeforeMs: this.#notBeforeMs,
        tokenWaitMs: this.#bucket.waitMs(monoMs),
        allowance: this.#bucket.allowance(monoMs),
        cameBack: this.#cameBack,
        fresh: this.#fresh,
      });
      // Looked through once more after each end: that there is nothing more of the kind is known then.
      if (step.kind !== 'end') this.#fresh = false;
      switch (step.kind) {
        case 'idle':
          this.#cameBack = undefined;
          return undefined;
        case 'wait':
          this.#timer = timers.setTimeout(() => this.wake(), Math.max(1, step.ms));
          return undefined;
        case 'end':
          this.#giveUp(step.ended, step.outcome, step.detail);
          break;
        case 'digest':
          this.#digest(step.sets, step.why);
          break;
        case 'send':
          this.#cameBack = undefined;
          return step.waiting;
        default:
          step satisfies never;
      }
    }
    return undefined;
  }

  async #send(waiting: Waiting): Promise<void> {
    const { outbox, now, timers, stop } = this.#deps;
    const way = this.#way;
    let receipt: Receipt;
    try {
      const message = outbox.text(waiting);
      this.#bucket.take(now().monoMs);
      // Where a repeat is recognised it does not matter whether a power cut forgets that this was tried.
      outbox.begin(waiting, way.channel.idempotent ? 'lazy' : 'synced');
      receipt = await attempt(way.channel, message, { timers, timeoutMs: way.common.timeoutMs, stop });
      if (receipt.kind === 'delivered') {
        const resend = way.channel.resume ? { resend: message } : {};
        const detail = receipt.reference === undefined ? {} : { detail: receipt.reference };
        outbox.end([waiting.seq], { outcome: 'delivered', at: now().at, ...detail, ...resend });
      }
    } catch (error) {
      // Only reading the text can fail: everything else is kept in memory when the disk fails.
      receipt = { kind: 'later', detail: error instanceof Error ? error.message : String(error) };
    }
    this.#settle(waiting, receipt);
    this.#deps.onChange();
  }

  #settle(waiting: Waiting, receipt: Receipt): void {
    const { outbox, now, log } = this.#deps;
    switch (receipt.kind) {
      case 'delivered':
        this.#deliveredAt = now().at;
        this.#refused = undefined;
        this.#past = outbox.ended(this.id);
        this.#works();
        return;
      case 'refused':
        outbox.end([waiting.seq], { outcome: 'refused', at: now().at, detail: receipt.detail });
        log.error('Message refused', { channel: this.id, message: waiting.message, detail: receipt.detail });
        this.#refused = receipt.detail;
        this.#works();
        return;
      case 'later':
        outbox.postpone(waiting.seq);
        if (!this.#deps.stop.aborted) this.#fails(receipt);
        return;
      default:
        receipt satisfies never;
    }
  }

  /** There is an answer: the way out is there. */
  #works(): void {
    if (this.#failing) this.#deps.log.info('Channel works again', { channel: this.id });
    this.#cameBack = this.#failing?.why ?? (this.#inherited ? 'offline' : undefined);
    this.#inherited = false;
    this.#failing = undefined;
    this.#notBeforeMs = Number.NEGATIVE_INFINITY;
  }

  #fails({ detail, afterMs }: Extract<Receipt, { kind: 'later' }>): void {
    const { now, random, log } = this.#deps;
    const { since, count, ...first } = this.#failing ?? { since: now(), count: 0, detail, why: 'rate' };
    if (count === 0) log.warn('Channel fails; its messages wait', { channel: this.id, detail });
    const why = first.why === 'offline' || afterMs === undefined ? 'offline' : 'rate';
    this.#failing = { since, count: count + 1, detail: first.detail, why };
    this.#notBeforeMs = now().monoMs + backoffMs(count + 1, random, afterMs);
  }

  #giveUp(ended: readonly Waiting[], outcome: Outcome, detail: string): void {
    const seqs = ended.map(({ seq }) => seq);
    this.#deps.outbox.end(seqs, { outcome, at: this.#deps.now().at, detail });
    if (outcome === 'superseded') return;
    this.#deps.log.error('Messages given up', { channel: this.id, count: seqs.length, outcome, detail });
    this.#deps.onChange();
  }

  #digest(sets: readonly (readonly Waiting[])[], why: DigestReason): void {
    this.#cameBack = undefined;
    for (const set of sets) {
      try {
        makeDigest(set, why, this.#deps);
      } catch (error) {
        const detail = error instanceof Error ? error.message : String(error);
        this.#deps.log.error('Digest not made; messages go singly', { channel: this.id, detail });
        this.#digests = false;
      }
    }
  }
}

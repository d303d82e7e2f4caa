// The dead man's switch: a sign of life to a place outside, which raises the alarm when it stays away. It is sent only
// while jalur really works; why it is kept back is logged once and shown.

import type { DeadManConfig } from '../config/notify-config.ts';
import { FaultTrack } from '../domain/fault-track.ts';
import type { Clock } from '../runtime/clock.ts';
import type { Log } from '../runtime/log.ts';
import type { Random } from '../runtime/random.ts';
import type { TimerHandle, Timers } from '../runtime/timers.ts';
import { type Delivery, placeOf } from './sign-of-life.ts';

/** Beats come up to this share early, never late: many monitors at one place spread, and no period is ever exceeded. */
const JITTER = 0.1;
/** What keeps it back is looked at again after this long: once it is over, those outside shall not wait a whole period. */
const WITHHELD_MS = 10_000;
/** More than three in a row that do not arrive; one that arrives ends it. */
const PATIENCE = { raiseAfter: 4, endAfter: 1 } as const;

/** The world of the switch. */
export interface DeadManDeps {
  /** Why jalur does not work, in a sentence; undefined when it does. */
  readonly notWorking: () => string | undefined;
  readonly deliver: (signal: AbortSignal) => Promise<Delivery>;
  /** Told that signs of life do not arrive, and undefined when one did. Not called while they are kept back. */
  readonly onFault: (detail: string | undefined) => void;
  readonly timers: Timers;
  readonly clock: Pick<Clock, 'monoMs'>;
  readonly random: Random;
  readonly log: Pick<Log, 'info' | 'warn'>;
}

/** What became of the signs of life. */
export interface DeadManStatus {
  /** Scheme, host and port. */
  readonly place: string;
  readonly sent: number;
  readonly delivered: number;
  readonly failed: number;
  readonly withheld: number;
  /** Since the last one arrived, ms; undefined when none has. */
  readonly deliveredAgoMs: number | undefined;
  /** Why the last one was kept back; undefined when it was sent. */
  readonly withheldBecause: string | undefined;
  /** Why the last one that was sent did not arrive; undefined when it did. */
  readonly failedBecause: string | undefined;
}

/** Beats until it is stopped. */
export class DeadMan {
  readonly #config: DeadManConfig;
  readonly #deps: DeadManDeps;
  readonly #track: FaultTrack;
  readonly #over = new AbortController();
  #timer: TimerHandle;
  #sent = 0;
  #delivered = 0;
  #failed = 0;
  #withheld = 0;
  #deliveredMs: number | undefined;
  #withheldBecause: string | undefined;
  #failedBecause: string | undefined;

  /** `told`: what an earlier run told of signs of life that did not arrive. */
  constructor(config: DeadManConfig, deps: DeadManDeps, told?: string) {
    this.#config = config;
    this.#deps = deps;
    this.#track = new FaultTrack(PATIENCE, told);
  }

  /** Begins; the first beat goes out as soon as jalur works. */
  start(): void {
    if (this.#track.told !== undefined) this.#deps.onFault(this.#track.told);
    void this.#beat();
  }

  /** Ends, also a beat under way. Idempotent. */
  stop(): void {
    this.#over.abort();
    this.#deps.timers.clearTimeout(this.#timer);
  }

  /** What became of the beats so far. */
  status(): DeadManStatus {
    const deliveredMs = this.#deliveredMs;
    return {
      place: placeOf(this.#config),
      sent: this.#sent,
      delivered: this.#delivered,
      failed: this.#failed,
      withheld: this.#withheld,
      deliveredAgoMs: deliveredMs === undefined ? undefined : this.#deps.clock.monoMs() - deliveredMs,
      withheldBecause: this.#withheldBecause,
      failedBecause: this.#failedBecause,
    };
  }

  async #beat(): Promise<void> {
    const { clock, timers, random } = this.#deps;
    const { everyMs } = this.#config;
    const begunMs = clock.monoMs();
    const sent = await this.#once();
    if (this.#over.signal.aborted) return;
    const waitMs = sent ? everyMs * (1 - JITTER * random()) : Math.min(everyMs, WITHHELD_MS);
    const tookMs = clock.monoMs() - begunMs;
    this.#timer = timers.setTimeout(() => void this.#beat(), Math.max(0, waitMs - tookMs));
  }

  /** Whether it was sent. */
  async #once(): Promise<boolean> {
    const { notWorking, deliver, clock, log } = this.#deps;
    const because = notWorking();
    // Ages in the sentence grow; a reason is told when it comes, not every time it is looked at.
    if (because !== undefined && this.#withheldBecause === undefined)
      log.warn('The sign of life is kept back', { place: placeOf(this.#config), because });
    if (because === undefined && this.#withheldBecause !== undefined)
      log.info('The sign of life goes out again', { place: placeOf(this.#config) });
    this.#withheldBecause = because;
    if (because !== undefined) {
      this.#withheld++;
      return false;
    }
    this.#sent++;
    const delivery = await deliver(this.#over.signal);
    if (this.#over.signal.aborted) return true;
    if (delivery.kind === 'delivered') {
      this.#delivered++;
      this.#deliveredMs = clock.monoMs();
    } else this.#failed++;
    this.#failedBecause = delivery.kind === 'failed' ? delivery.why : undefined;
    // What fails while jalur goes blind says nothing about the place: the way there is what went.
    if (this.#failedBecause === undefined || notWorking() === undefined) this.#tell();
    return true;
  }

  #tell(): void {
    const before = this.#track.told;
    const why = this.#failedBecause;
    const told = this.#track.take(
      why &&
        `the sign of life does not arrive at ${placeOf(this.#config)}: ${why}; whoever waits for it there takes jalur for dead`,
    );
    if (told !== before) this.#deps.onFault(told);
  }
}

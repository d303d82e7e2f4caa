// Sees to it that what waits in the outbox gets out: a lane per channel, and a word to the engine when one does not.

import type { Instant } from '../../domain/instant.ts';
import type { Log } from '../../runtime/log.ts';
import type { Random } from '../../runtime/random.ts';
import type { TimerHandle, Timers } from '../../runtime/timers.ts';
import type { ChannelCounts, Outbox } from '../outbox/port.ts';
import type { DigestWriter } from '../posting.ts';
import { deliveryFault } from './faults.ts';
import { Lane, type LaneChannel } from './lane.ts';

/** How often the disk is tried again, and failing channels are looked at. */
const TICK_MS = 5_000;
/** An attempt under way when jalur stops may take so long; then it is aborted, and repeated after the next start. */
const STOP_MS = 3_000;

/** What is delivered, and where to. */
export interface DelivererOptions {
  readonly outbox: Outbox;
  readonly channels: ReadonlyMap<string, LaneChannel>;
  readonly digest: DigestWriter;
}

/** What a deliverer needs from outside. */
export interface DelivererDeps {
  readonly timers: Timers;
  readonly now: () => Instant;
  readonly random: Random;
  readonly log: Log;
  /** A sentence while somebody may not be told; undefined when everything works again. Called on change only. */
  readonly onFault: (detail: string | undefined) => void;
}

/** One channel in figures. */
export interface DeliveryStatus extends ChannelCounts {
  /** Last delivery in this run, epoch ms. */
  readonly deliveredAt?: number;
  readonly failing?: { readonly sinceAt: number; readonly detail: string };
}

/** Delivers. It owns no channel: whoever made them closes them, after `stop` or `setChannels` has resolved. */
export class Deliverer {
  readonly #options: DelivererOptions;
  readonly #deps: DelivererDeps;
  readonly #lanes = new Map<string, Lane>();
  /** Lanes of removed channels with an attempt under way. */
  readonly #leaving = new Map<string, Lane>();
  readonly #stop = new AbortController();
  #ticker: TimerHandle;
  #started = false;
  #fault: string | undefined;

  constructor(options: DelivererOptions, deps: DelivererDeps) {
    this.#options = options;
    this.#deps = deps;
  }

  /** Begins with what earlier runs left. Idempotent. */
  start(): void {
    if (this.#started) return;
    this.#started = true;
    for (const way of this.#options.channels.values()) this.#open(way);
    this.#dropStrays();
    for (const lane of this.#lanes.values()) lane.wake();
    this.#ticker = this.#deps.timers.setInterval(() => this.#tick(), TICK_MS);
  }

  /** Something was committed to the outbox. */
  post(): void {
    if (!this.#started || this.#stop.signal.aborted) return;
    this.#dropStrays();
    for (const lane of this.#lanes.values()) lane.wake();
    this.#look();
  }

  /**
   * Goes on with other channels. What waits for one that is no more is dropped. Resolves when channels that were replaced or
   * removed are not in use any more.
   */
  async setChannels(channels: ReadonlyMap<string, LaneChannel>): Promise<void> {
    const freed: Promise<void>[] = [];
    for (const [id, lane] of this.#lanes) {
      if (channels.has(id)) continue;
      this.#lanes.delete(id);
      freed.push(this.#remove(lane));
    }
    for (const [id, way] of channels) {
      const lane = this.#lanes.get(id) ?? this.#leaving.get(id);
      if (!lane) {
        this.#open(way).wake();
        continue;
      }
      this.#lanes.set(id, lane);
      this.#leaving.delete(id);
      if (lane.way.channel !== way.channel) this.#resume(way);
      freed.push(lane.change(way));
    }
    this.#dropStrays();
    this.#look();
    await Promise.all(freed);
  }

  /** Every channel in figures, removed ones too as long as jalur runs. */
  status(): ReadonlyMap<string, DeliveryStatus> {
    const counts = new Map(this.#options.outbox.status().channels);
    for (const id of this.#lanes.keys())
      if (!counts.has(id)) counts.set(id, { ...this.#options.outbox.ended(id), waiting: 0 });
    return new Map(
      [...counts].map(([id, each]) => {
        const lane = this.#lanes.get(id);
        return [
          id,
          {
            ...each,
            ...(lane?.deliveredAt !== undefined && { deliveredAt: lane.deliveredAt }),
            ...(lane?.failing && { failing: lane.failing }),
          },
        ];
      }),
    );
  }

  /** Waits a little for attempts under way, then aborts them; what waits stays in the outbox. Idempotent. */
  async stop(): Promise<void> {
    const { timers } = this.#deps;
    timers.clearInterval(this.#ticker);
    const patience = timers.setTimeout(() => this.#stop.abort(), STOP_MS);
    await Promise.all([...this.#lanes.values(), ...this.#leaving.values()].map((lane) => lane.close()));
    timers.clearTimeout(patience);
    this.#stop.abort();
  }

  #open(way: LaneChannel): Lane {
    const { outbox, digest } = this.#options;
    const { onFault: _, ...deps } = this.#deps;
    const stop = this.#stop.signal;
    const lane = new Lane(way, { ...deps, outbox, digest, stop, onChange: () => this.#look() });
    this.#lanes.set(lane.id, lane);
    this.#resume(way);
    return lane;
  }

  #resume({ channel }: LaneChannel): void {
    if (!channel.resume) return;
    try {
      channel.resume(this.#options.outbox.firing(channel.id));
    } catch (error) {
      const detail = error instanceof Error ? error.message : String(error);
      this.#deps.log.error('Channel not told what it had sent', { channel: channel.id, detail });
    }
  }

  /** A message under way may still be delivered; everything else that waits is dropped with the channel. */
  async #remove(lane: Lane): Promise<void> {
    this.#leaving.set(lane.id, lane);
    await lane.close();
    if (this.#leaving.get(lane.id) !== lane) return;
    this.#leaving.delete(lane.id);
    this.#options.outbox.forget(lane.id);
    this.#dropStrays();
  }

  #dropStrays(): void {
    const { outbox } = this.#options;
    for (const id of outbox.channels()) {
      if (this.#lanes.has(id) || this.#leaving.has(id)) continue;
      const seqs = outbox.waiting(id).map(({ seq }) => seq);
      const detail = 'the channel is not configured any more';
      outbox.end(seqs, { outcome: 'dropped', at: this.#deps.now().at, detail });
      this.#deps.log.warn('Messages dropped with their channel', { channel: id, count: seqs.length });
    }
  }

  #tick(): void {
    this.#options.outbox.retry();
    this.#look();
  }

  #look(): void {
    const { outbox } = this.#options;
    const troubles = [...this.#lanes.values()].map((lane) => lane.trouble());
    const fault = deliveryFault(troubles, outbox.failure()?.message);
    if (fault === this.#fault) return;
    this.#fault = fault;
    this.#deps.onFault(fault);
  }
}

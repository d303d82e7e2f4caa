// Tells a lab's story: does each act at its time, and starts over after `repeatMs` with everything mended. An act that
// comes late (a busy machine, a suspended one) is done at once; whole repetitions that were slept through are left out.

import type { LabConfig, LabStep } from '../../config/config.ts';
import type { TimerHandle, Timers } from '../../runtime/timers.ts';

type WithoutTime<T> = T extends unknown ? Omit<T, 'atMs'> : never;
/** What an act does, without its time in the story. */
export type Act = WithoutTime<LabStep>;

/** What happens when the story goes on. */
export interface Stage {
  act(step: LabStep): void;
  /** The story starts over. */
  startOver(): void;
}

/** Where the story is. */
export interface StoryStatus {
  /** Repetitions told to their end. */
  readonly rounds: number;
  /** ms since the present repetition began. */
  readonly atMs: number;
  /** The act that comes next in this repetition; absent after the last. */
  readonly next?: LabStep;
}

/** Plays one story again and again until it is stopped. */
export class StoryTeller {
  readonly #lab: Pick<LabConfig, 'story' | 'repeatMs'>;
  readonly #stage: Stage;
  readonly #timers: Timers;
  readonly #monoMs: () => number;
  #beganMonoMs = 0;
  #done = 0;
  #rounds = 0;
  #timer: TimerHandle;

  constructor(
    lab: Pick<LabConfig, 'story' | 'repeatMs'>,
    deps: { readonly stage: Stage; readonly timers: Timers; readonly monoMs: () => number },
  ) {
    this.#lab = lab;
    this.#stage = deps.stage;
    this.#timers = deps.timers;
    this.#monoMs = deps.monoMs;
  }

  /** Begins now. */
  start(): void {
    this.#beganMonoMs = this.#monoMs();
    this.#goOn();
  }

  /** Ends where it is. Idempotent. */
  stop(): void {
    this.#timers.clearTimeout(this.#timer);
    this.#timer = undefined;
  }

  status(): StoryStatus {
    const next = this.#lab.story[this.#done];
    return { rounds: this.#rounds, atMs: this.#monoMs() - this.#beganMonoMs, ...(next && { next }) };
  }

  #goOn(): void {
    const { story, repeatMs } = this.#lab;
    let elapsedMs = this.#monoMs() - this.#beganMonoMs;
    if (elapsedMs >= repeatMs) {
      this.#playUntil(repeatMs);
      const skipped = Math.floor(elapsedMs / repeatMs);
      this.#beganMonoMs += skipped * repeatMs;
      elapsedMs -= skipped * repeatMs;
      this.#rounds += skipped;
      this.#done = 0;
      this.#stage.startOver();
    }
    this.#playUntil(elapsedMs);
    const nextMs = story[this.#done]?.atMs ?? repeatMs;
    // A fraction of a millisecond too early would make the timer spin.
    this.#timer = this.#timers.setTimeout(() => this.#goOn(), Math.max(1, Math.ceil(nextMs - elapsedMs)));
  }

  #playUntil(elapsedMs: number): void {
    for (
      let step = this.#lab.story[this.#done];
      step && step.atMs <= elapsedMs;
      step = this.#lab.story[this.#done]
    ) {
      this.#done++;
      this.#stage.act(step);
    }
  }
}

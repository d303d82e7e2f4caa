// The sound of new critical alerts: whether it is wanted and how loud, kept in this browser; whether the browser allows it;
// and playing it. When it is silent the screen can say why.

import { computed, type ReadonlySignal, type Signal, signal } from '@preact/signals';
import type { RingMemory } from './ring.ts';
import { playTones, SOUND_MS } from './tones.ts';

/** Who silenced this screen, and when (epoch ms on jalur's timeline). */
export interface Mute {
  /** Empty where nobody said his name. */
  readonly by: string;
  readonly at: number;
}

/**
 * Whether a sound would be heard. `blocked`: the browser wants somebody to press something first. `none`: it makes no
 * sounds at all, or has no way out for them.
 */
export type SoundState = 'on' | 'muted' | 'asking' | 'blocked' | 'none';

/** What is needed of the browser. */
export interface SoundDeps {
  /** A new audio context; undefined where there are none. */
  audio(): AudioContext | undefined;
  /** Kept choices; undefined where nothing is kept. */
  read(): string | undefined;
  keep(choices: string): void;
  /** Calls `changed` when another tab keeps other choices. */
  onKept(changed: (choices: string | undefined) => void): void;
  nowMs(): number;
  after(delayMs: number, callback: () => void): void;
}

/** The sound of this screen. */
export interface Sound {
  readonly enabled: ReadonlySignal<boolean>;
  /** Present while it is muted. */
  readonly muted: ReadonlySignal<Mute | undefined>;
  /** 10 to 100. */
  readonly volume: ReadonlySignal<number>;
  /** What the browser says; `asking` before it has said anything. */
  readonly allowed: ReadonlySignal<'asking' | 'yes' | 'no' | 'none'>;
  readonly state: ReadonlySignal<SoundState>;
  /** Whether it was allowed without anybody pressing anything: then a reload does not cost it. */
  readonly allowedAtOnce: ReadonlySignal<boolean>;
  /** What is rung about; {@link RingMemory} of the page. */
  readonly memory: Signal<RingMemory | undefined>;
  mute(mute: Mute): void;
  unmute(): void;
  setVolume(volume: number): void;
  /** Asks the browser whether sounds are allowed; call on start, and when somebody has pressed something. */
  ask(byHand: boolean): Promise<void>;
  /** Plays it now, muted or not; false when the browser would not. */
  test(): Promise<boolean>;
  /** Plays it for new alerts, unless it is muted or has just been played for others. */
  ring(): void;
}

/** Alerts that come within this time make one sound. */
export const ONE_SOUND_MS = 2_000;
/** A browser that allows sounds starts within this time. */
const START_LIMIT_MS = 1_000;
const LEAST_VOLUME = 10;
const USUAL_VOLUME = 70;

/** The sound, with the choices that were kept. */
export function createSound(deps: SoundDeps): Sound {
  const kept = parseChoices(deps.read());
  const muted = signal(kept.muted);
  const volume = signal(kept.volume);
  const allowed = signal<'asking' | 'yes' | 'no' | 'none'>('asking');
  const allowedAtOnce = signal(false);
  let audio: AudioContext | undefined;
  let lastMs = Number.NEGATIVE_INFINITY;
  let busy = 0;
  deps.onKept((choices) => {
    const other = parseChoices(choices);
    muted.value = other.muted;
    volume.value = other.volume;
  });
  const keep = (): void => {
    deps.keep(JSON.stringify({ volume: volume.value, ...(muted.value && { muted: muted.value }) }));
  };

  /** Wakes the audio device, which otherwise sleeps: a wall makes no sound for days. */
  const wake = async (): Promise<AudioContext | undefined> => {
    audio ??= deps.audio();
    if (!audio) {
      allowed.value = 'none';
      return undefined;
    }
    const context = audio;
    // Not allowed means that the promise stays open until somebody presses something.
    const limit = new Promise<void>((done) => deps.after(START_LIMIT_MS, done));
    await Promise.race([context.resume().catch(() => undefined), limit]);
    const isRunning = context.state === 'running';
    allowed.value = isRunning ? 'yes' : 'no';
    return isRunning ? context : undefined;
  };
  const using = async (use: (context: AudioContext) => void): Promise<boolean> => {
    busy++;
    const context = await wake();
    if (context) use(context);
    const rest = (): void => {
      busy--;
      if (busy === 0) void context?.suspend().catch(() => undefined);
    };
    if (context) deps.after(SOUND_MS, rest);
    else rest();
    return context !== undefined;
  };
  const play = (): Promise<boolean> => using((context) => playTones(context, volume.value));

  return {
    enabled: computed(() => muted.value === undefined),
    muted,
    volume,
    allowed,
    allowedAtOnce,
    memory: signal(undefined),
    state: computed(() => {
      if (muted.value) return 'muted';
      if (allowed.value === 'yes') return 'on';
      return allowed.value === 'no' ? 'blocked' : allowed.value;
    }),
    mute: (mute) => {
      muted.value = mute;
      keep();
    },
    unmute: () => {
      muted.value = undefined;
      keep();
    },
    setVolume: (wanted) => {
      volume.value = bounded(wanted);
      keep();
    },
    ask: async (byHand) => {
      const isAllowed = await using(() => undefined);
      if (!byHand) allowedAtOnce.value = isAllowed;
    },
    test: play,
    ring: () => {
      if (muted.value || deps.nowMs() - lastMs < ONE_SOUND_MS) return;
      lastMs = deps.nowMs();
      void play();
    },
  };
}

function bounded(volume: number): number {
  return Math.round(Math.min(100, Math.max(LEAST_VOLUME, volume)));
}

/** What was kept; anything else is as if nothing were. */
function parseChoices(text: string | undefined): {
  readonly volume: number;
  readonly muted: Mute | undefined;
} {
  const { volume, muted } = fields(parsed(text));
  const { by, at } = fields(muted);
  return {
    volume: typeof volume === 'number' && Number.isFinite(volume) ? bounded(volume) : USUAL_VOLUME,
    muted: typeof by === 'string' && typeof at === 'number' ? { by, at } : undefined,
  };
}

function parsed(text: string | undefined): unknown {
  try {
    return text === undefined ? undefined : JSON.parse(text);
  } catch {
    return undefined;
  }
}

function fields(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>) : {};
}

// The sound of this very browser: its audio, its storage, and the presses by which somebody allows it.

import { computed, effect } from '@preact/signals';
import type { App } from '../state/app.ts';
import { ringStep } from './ring.ts';
import { createSound, type Sound } from './sound.ts';

const KEY = 'jalur.sound';

/** One for the whole page: a browser has one pair of ears, and settings and wall turn the same knob. */
export const sound: Sound = createSound({
  audio: () => (typeof AudioContext === 'undefined' ? undefined : new AudioContext()),
  read: () => {
    try {
      return localStorage.getItem(KEY) ?? undefined;
    } catch {
      return undefined;
    }
  },
  keep: (choices) => {
    try {
      localStorage.setItem(KEY, choices);
    } catch {
      // Storage is forbidden here: the choice holds until the page is closed.
    }
  },
  onKept: (changed) => {
    globalThis.addEventListener?.('storage', (event) => {
      if (event.key === KEY) changed(event.newValue ?? undefined);
    });
  },
  nowMs: () => performance.now(),
  after: (delayMs, callback) => {
    setTimeout(callback, delayMs);
  },
});

/** Rings for new critical alerts from now on, on whatever page somebody is; call once. */
export function startSound(app: App): void {
  const startMs = performance.now();
  allowByPress();
  const open = computed(() => app.screen.value.province?.alerts);
  effect(() => {
    const alerts = open.value;
    const now = app.serverTime.peek();
    if (!alerts) return;
    const startedAt = now - (performance.now() - startMs);
    const { memory, rings } = ringStep(sound.memory.peek(), alerts, { startedAt, now });
    sound.memory.value = memory;
    if (rings.length > 0) sound.ring();
  });
}

/** Any press on the page allows sounds, not only one on the button that asks for it. */
function allowByPress(): void {
  const presses = ['pointerup', 'keydown'] as const;
  const pressed = (): void => {
    if (sound.allowed.peek() === 'yes' || sound.allowed.peek() === 'none') return;
    void sound.ask(true);
  };
  void sound.ask(false);
  for (const press of presses) document.addEventListener(press, pressed, { capture: true, passive: true });
}

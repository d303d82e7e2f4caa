// Audio of a browser as a test wants it: allowed or not, and counting what it plays. Put into a page before its own code runs.

import type { Page } from 'playwright-core';

/** What a page's audio has done. */
export interface AudioTold {
  /** Sounds of a new alert: each is four tones. */
  readonly sounds: number;
  readonly contexts: number;
}

/** Replaces the page's audio; until {@link allowAudio} a page that is not allowed waits, as browsers make it. */
export async function fakeAudio(page: Page, { isAllowed }: { readonly isAllowed: boolean }): Promise<void> {
  await page.addInitScript((allowed) => {
    const told = { tones: 0, contexts: 0, allowed, waiting: [] as (() => void)[] };
    class FakeContext {
      state = 'suspended';
      currentTime = 0;
      destination = {};
      constructor() {
        told.contexts++;
      }
      resume(): Promise<void> {
        if (!told.allowed) return new Promise((done) => told.waiting.push(done));
        this.state = 'running';
        return Promise.resolve();
      }
      suspend(): Promise<void> {
        this.state = 'suspended';
        return Promise.resolve();
      }
      createOscillator() {
        told.tones++;
        return { frequency: {}, connect: (node: unknown) => node, start: () => {}, stop: () => {} };
      }
      createGain() {
        const gain = { setValueAtTime: () => {}, exponentialRampToValueAtTime: () => {} };
        return { gain, connect: (node: unknown) => node, disconnect: () => {} };
      }
    }
    Object.assign(window, { AudioContext: FakeContext, audioTold: told });
  }, isAllowed);
}

/** From now on the page may make sounds: somebody has pressed something. */
export async function allowAudio(page: Page): Promise<void> {
  await page.evaluate(() => {
    (window as unknown as { audioTold: { allowed: boolean } }).audioTold.allowed = true;
  });
}

/** What has been heard so far. */
export function audioTold(page: Page): Promise<AudioTold> {
  return page.evaluate(() => {
    const { contexts, tones } = (window as unknown as { audioTold: { tones: number; contexts: number } })
      .audioTold;
    return { sounds: tones / 4, contexts };
  });
}

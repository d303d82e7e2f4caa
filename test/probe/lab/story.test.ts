// A story is told at its times, again and again, also by a machine that was asleep.

import { describe, expect, it } from 'vitest';
import { linkId } from '../../../src/domain/ids.ts';
import { StoryTeller } from '../../../src/probe/lab/story.ts';
import { FakeTimers } from '../../support/fake-timers.ts';

const LINK = linkId('r1-v1');
const STORY = {
  repeatMs: 10_000,
  story: [
    { atMs: 0, do: 'reboot', link: LINK },
    { atMs: 2_000, do: 'cut', link: LINK },
    { atMs: 2_000, do: 'uplink-cut' },
    { atMs: 6_000, do: 'mend', link: LINK },
  ],
} as const;

function tell(options: { readonly sleepMs?: number } = {}) {
  const timers = new FakeTimers(1_000);
  const seen: string[] = [];
  let asleepMs = 0;
  const monoMs = (): number => timers.monoMs() + asleepMs;
  const story = new StoryTeller(STORY, {
    timers,
    monoMs,
    stage: {
      act: (step) => seen.push(`${monoMs() - 1_000} ${step.do}`),
      startOver: () => seen.push(`${monoMs() - 1_000} over`),
    },
  });
  return { timers, seen, story, sleep: () => (asleepMs += options.sleepMs ?? 0) };
}

describe('a story', () => {
  it('is told at its times and starts over', async () => {
    const { timers, seen, story } = tell();
    story.start();
    await timers.advance(12_500);
    expect(seen).toEqual([
      '0 reboot',
      '2000 cut',
      '2000 uplink-cut',
      '6000 mend',
      '10000 over',
      '10000 reboot',
      '12000 cut',
      '12000 uplink-cut',
    ]);
    expect(story.status()).toEqual({ rounds: 1, atMs: 2_500, next: STORY.story[3] });
    story.stop();
    await timers.advance(60_000);
    expect(seen).toHaveLength(8);
    expect(timers.pending).toBe(0);
  });

  it('leaves out whole repetitions that were slept through, and goes on in step', async () => {
    const { timers, seen, story, sleep } = tell({ sleepMs: 40_000 });
    story.start();
    await timers.advance(3_000);
    sleep();
    await timers.advance(3_000);
    expect(seen.slice(3)).toEqual([
      '46000 mend',
      '46000 over',
      '46000 reboot',
      '46000 cut',
      '46000 uplink-cut',
      '46000 mend',
    ]);
    expect(story.status().rounds).toBe(4);
    story.stop();
  });

  it('without acts only repeats', async () => {
    const timers = new FakeTimers(0);
    let over = 0;
    const story = new StoryTeller(
      { story: [], repeatMs: 1_000 },
      { timers, monoMs: () => timers.monoMs(), stage: { act: () => expect.fail(), startOver: () => over++ } },
    );
    story.start();
    await timers.advance(5_000);
    expect(over).toBe(5);
    story.stop();
  });
});

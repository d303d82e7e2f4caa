// Limits of siap vicon from the configuration: what is not said is the project's own, and a level may not ask less than the
// next one down.

import { describe, expect, it } from 'vitest';
import { VICON_LIMITS } from '../../src/domain/vicon.ts';
import { base, configOf, mistakesOf } from './support.ts';

const viconOf = (vicon: string) => configOf(base({ vicon })).vicon;

describe('vicon', () => {
  it('is the project’s own where nothing is said', () => {
    expect(viconOf('')).toEqual(VICON_LIMITS);
  });

  it('is what is said, and the own limit of all else', () => {
    expect(
      viconOf('vicon: { ready: { rtt: 150ms, free: 2.5M }, limited: { loss: 10%, jitter: 0.2s } }'),
    ).toEqual({
      ready: { ...VICON_LIMITS.ready, rttMs: 150, freeBps: 2_500_000 },
      limited: { ...VICON_LIMITS.limited, lossPct: 10, jitterMs: 200 },
    });
  });

  it.each([
    [
      'vicon: { ready: { rtt: 700ms } }',
      'rtt: ready is 700ms and limited 500ms, wanted ready to be the stricter one',
    ],
    [
      'vicon: { limited: { loss: 1% } }',
      'loss: ready is 2% and limited 1%, wanted ready to be the stricter one',
    ],
    [
      'vicon: { limited: { free: 2M } }',
      'free: ready is 1.5M and limited 2M, wanted ready to be the stricter one',
    ],
    ['vicon: { ready: { rtt: fast } }', 'found "fast", wanted a duration'],
    ['vicon: { siap: {} }', 'siap'],
  ])('%s is a mistake', (vicon, message) => {
    const mistakes = mistakesOf(base({ vicon }));
    expect(mistakes).toHaveLength(1);
    expect(mistakes[0]).toContain(message);
  });

  it('takes equal levels: then nothing is limited', () => {
    expect(viconOf('vicon: { ready: { loss: 5% } }').ready.lossPct).toBe(5);
  });
});

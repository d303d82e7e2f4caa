// When a wall may load itself anew.

import { describe, expect, it } from 'vitest';
import { mayRenew, type RenewFacts } from '../../../../src/web/pages/wall/renew.ts';

const READY: RenewFacts = {
  hour: 4,
  loadedVersion: '0.4.0',
  version: '0.5.0',
  isKiosk: true,
  isFresh: true,
  incidents: 0,
  losesSound: false,
};

describe('a wall', () => {
  it('loads itself anew at four in the morning when jalur is another one', () => {
    expect(mayRenew(READY)).toBe(true);
  });

  it.each<[string, Partial<RenewFacts>]>([
    ['by day', { hour: 14 }],
    ['an hour later', { hour: 5 }],
    ['when jalur is the same', { version: '0.4.0' }],
    ['on a desk, where somebody may be typing', { isKiosk: false }],
    ['while the stream is lost: the browser’s own error page would stay', { isFresh: false }],
    ['during an incident', { incidents: 1 }],
    ['when the sound would have to be allowed again by hand', { losesSound: true }],
  ])('does not %s', (_, fact) => {
    expect(mayRenew({ ...READY, ...fact })).toBe(false);
  });
});

// When people are told: a line that is down at once, a bad figure when it lasts, and an end when it is one.

import { describe, expect, it } from 'vitest';
import { siteId } from '../../src/domain/ids.ts';
import type { ViconDecision, ViconLevel } from '../../src/domain/vicon.ts';
import type { ViconChange } from '../../src/domain/vicon-event.ts';
import { ViconTrack } from '../../src/domain/vicon-track.ts';

const SECOND = 1_000;
const READY = ['ready', { kind: 'rtt', value: 20, limit: 300 }] as const;
const LIMITED = ['limited', { kind: 'rtt', value: 400, limit: 300 }] as const;
const DOWN = ['unfit', { kind: 'down' }] as const;
const UNKNOWN = ['unknown', { kind: 'unknown', why: 'no-round' }] as const;

function look(seconds: number, [level, decides]: readonly [ViconLevel, ViconDecision]): ViconChange {
  return { at: seconds * SECOND, site: siteId('majene'), level, decides, figures: {}, bandwidth: 'none' };
}

/** Seconds at which something is told, when the site is looked at every 15 s. */
function toldAt(track: ViconTrack, from: number, to: number, what: Parameters<typeof look>[1]): number[] {
  const told: number[] = [];
  for (let s = from; s <= to; s += 15) if (track.take(look(s, what))) told.push(s);
  return told;
}

describe('a track', () => {
  it('tells of a line that is down at the first look', () => {
    expect(new ViconTrack(60 * SECOND).take(look(0, DOWN))).toMatchObject({
      since: 0,
      last: { level: 'unfit' },
    });
  });

  it('tells of a bad figure when two rounds had it, since the first', () => {
    const track = new ViconTrack(60 * SECOND);
    expect(toldAt(track, 0, 75, LIMITED)).toEqual([]);
    expect(track.take(look(90, LIMITED))).toMatchObject({ since: 0 });
  });

  it('tells of nothing known after two rounds', () => {
    const track = new ViconTrack(60 * SECOND);
    expect(toldAt(track, 0, 105, UNKNOWN)).toEqual([]);
    expect(track.take(look(120, UNKNOWN))).toBeDefined();
  });

  it('is calm about one bad round', () => {
    const track = new ViconTrack(60 * SECOND);
    toldAt(track, 0, 60, LIMITED);
    expect(toldAt(track, 75, 135, READY)).toEqual([]);
    expect(toldAt(track, 150, 225, LIMITED)).toEqual([]);
  });

  it('ends after two good rounds, and not for a moment between two bad ones', () => {
    const track = new ViconTrack(60 * SECOND);
    track.take(look(0, DOWN));
    expect(toldAt(track, 15, 105, READY)).toHaveLength(7);
    expect(track.take(look(120, DOWN))).toMatchObject({ since: 0 });
    expect(toldAt(track, 135, 240, READY)).toHaveLength(8);
    expect(track.take(look(255, READY))).toBeUndefined();
    expect(track.take(look(270, LIMITED))).toBeUndefined();
  });

  it('keeps the figure it told until another one decides', () => {
    const track = new ViconTrack(60 * SECOND);
    toldAt(track, 0, 90, LIMITED);
    const worse = ['limited', { kind: 'rtt', value: 480, limit: 300 }] as const;
    expect(track.take(look(105, worse))?.last.decides).toMatchObject({ value: 400 });
    expect(track.take(look(120, DOWN))?.last.decides).toEqual({ kind: 'down' });
  });

  it('goes on with what an earlier run told', () => {
    const track = new ViconTrack(60 * SECOND, -300 * SECOND);
    expect(track.take(look(0, UNKNOWN))).toMatchObject({ since: -300 * SECOND });
  });
});

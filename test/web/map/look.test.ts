import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { LinkView } from '../../../src/stream/protocol.ts';
import {
  isBroken,
  LOOKS,
  type Look,
  linkLook,
  loadOf,
  rankOf,
  siteLook,
  worstOf,
} from '../../../src/web/map/look.ts';
import { DASHES } from '../../../src/web/map/paint-lines.ts';
import { SHAPES } from '../../../src/web/map/shapes.ts';
import { linkOf } from './plan.ts';

describe('siteLook()', () => {
  it.each<[Look[], Look]>([
    [[], 'none'],
    [['up'], 'up'],
    [['down'], 'down'],
    [['up', 'up'], 'up'],
    // While one link works the site is reachable (design §6).
    [['down', 'up'], 'degraded'],
    [['unreachable', 'degraded'], 'degraded'],
    [['down', 'unreachable'], 'down'],
    [['unreachable', 'unknown'], 'unreachable'],
    [['unknown', 'up'], 'degraded'],
    // Nobody has promised the others: they neither help nor harm.
    [['planned', 'up'], 'up'],
    [['planned', 'down'], 'down'],
    [['planned'], 'planned'],
    [['off'], 'off'],
    [['off', 'planned'], 'planned'],
  ])('%j is %s', (inbound, look) => {
    expect(siteLook(inbound)).toBe(look);
  });

  it('never looks whole while an active link does not work, and never down while one does', () => {
    const look = fc.constantFrom(...LOOKS.slice(0, 7));
    fc.assert(
      fc.property(fc.array(look, { maxLength: 6 }), (inbound) => {
        const found = siteLook(inbound);
        if (inbound.some(isBroken)) expect(isBroken(found)).toBe(true);
        if (inbound.includes('up')) expect(['up', 'degraded']).toContain(found);
      }),
    );
  });
});

it('linkLook() goes by the stage before the state', () => {
  expect(linkLook({ stage: 'active', state: 'down' })).toBe('down');
  expect(linkLook({ stage: 'planned', state: 'up' })).toBe('planned');
  expect(linkLook({ stage: 'suspended', state: 'unknown' })).toBe('off');
});

it('worstOf() is the most urgent', () => {
  expect(worstOf(['up', 'unreachable', 'degraded'])).toBe('unreachable');
  expect(worstOf([])).toBe('none');
  expect(LOOKS.map(rankOf)).toEqual(LOOKS.map((_, index) => index));
});

describe('loadOf()', () => {
  const carrying = (inBps: number, changes: Partial<LinkView> = {}): LinkView =>
    linkOf('a', 'x', 'y', {
      bandwidthBps: 100e6,
      device: {
        at: 1,
        result: { kind: 'failed', failure: 'silent', detail: 'no answer' },
        incarnation: 'same',
        rates: { periodMs: 60_000, inBps, outBps: 1e6 },
      },
      ...changes,
    });

  it.each<[number, number]>([
    [0, 1],
    [29e6, 1],
    [30e6, 2],
    [70e6, 3],
    [90e6, 4],
    [250e6, 4],
  ])('%d bit/s of 100 Mbit/s is step %d', (inBps, load) => {
    expect(loadOf(carrying(inBps))).toBe(load);
  });

  it('is unknown without figures, without a contract, and on a link that does not answer', () => {
    expect(loadOf(linkOf('a', 'x', 'y', { bandwidthBps: 1e6 }))).toBe(0);
    const { bandwidthBps: _, ...bare } = carrying(9e6);
    expect(loadOf(bare)).toBe(0);
    expect(loadOf(carrying(9e6, { state: 'down' }))).toBe(0);
    expect(loadOf(carrying(9e6, { state: 'unknown' }))).toBe(0);
  });
});

it('state is never colour alone: shapes differ, and dashes of whatever must be told apart', () => {
  const shapes = LOOKS.map((look) => JSON.stringify(SHAPES[look]));
  expect(new Set(shapes).size).toBe(LOOKS.length);
  const dashed: readonly Look[] = ['degraded', 'unreachable', 'unknown', 'planned', 'off'];
  expect(new Set(dashed.map((look) => DASHES[look].join(' '))).size).toBe(dashed.length);
  // Solid are what works and what is cut; the latter is thicker and bears its mark in the middle.
  expect([DASHES.up, DASHES.down]).toEqual([[], []]);
});

// What the roll-out page works out for itself: its address, bars, the curve, verdicts in words.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { AcceptanceDetail } from '../../../../src/domain/acceptance-view.ts';
import { linkId, siteId } from '../../../../src/domain/ids.ts';
import type { VillageView } from '../../../../src/domain/rollout-view.ts';
import { DECLARED, MEASURED } from '../../../../src/domain/rollout-village.ts';
import { barOf, plotOf, reachedPct } from '../../../../src/web/pages/rollout/bar.ts';
import { isIn, listed, viewOf, withQuery } from '../../../../src/web/pages/rollout/board-query.ts';
import { dayText, lengthText } from '../../../../src/web/pages/rollout/moments.ts';
import { recordState } from '../../../../src/web/pages/rollout/record-state.ts';
import { cutPct } from '../../../../src/web/pages/rollout/result-rows.ts';
import { fill } from '../../../../src/web/pages/rollout/words.ts';
import { WORDS } from '../../../../src/web/text/languages.ts';

function village(name: string, changes: Partial<VillageView> = {}): VillageView {
  return {
    site: siteId(name.toLowerCase()),
    name,
    declared: 'active',
    measured: 'connected',
    links: [linkId('a')],
    workedMs: 0,
    knownMs: 0,
    ...changes,
  };
}

describe('the address', () => {
  it('is read as a view, and what it does not know is the usual one', () => {
    expect(viewOf('')).toEqual({ by: 'year', show: 'all', find: '', asked: '' });
    expect(viewOf('by=regency&show=unproved&find=lom&year=2026&programme=Desa+A&regency=majene')).toEqual({
      by: 'regency',
      show: 'unproved',
      find: 'lom',
      asked: 'year=2026&programme=Desa+A&regency=majene',
    });
    expect(viewOf('by=moon&show=x&year=26&programme=')).toEqual(viewOf(''));
  });

  it('changes in one thing and keeps the rest', () => {
    expect(withQuery('by=regency&year=2026', { year: '2027' })).toBe('by=regency&year=2027');
    expect(withQuery('by=regency&year=2026', { year: '' })).toBe('by=regency');
  });
});

describe('a condition', () => {
  it('of every village is exactly one of the declared ones, and unproved or undeclared where the two differ', () => {
    for (const declared of DECLARED)
      for (const measured of MEASURED) {
        const one = village('A', { declared, measured });
        const differs = (declared === 'active') !== (measured === 'connected');
        expect(isIn(one, 'unproved') || isIn(one, 'undeclared')).toBe(differs);
        expect(isIn(one, 'all')).toBe(true);
        expect((['building', 'planned', 'ended'] as const).filter((show) => isIn(one, show))).toEqual(
          declared === 'active' ? [] : [declared],
        );
      }
  });

  it('lists villages by name or the beginning of their code', () => {
    const all = [
      village('Lombang', { code: '76.05.04.2004' }),
      village('Sendana', { code: '76.03.01.2019' }),
    ];
    const names = (find: string) => listed(all, { show: 'all', find }).map(({ name }) => name);
    expect(names(' LOM ')).toEqual(['Lombang']);
    expect(names('76.03')).toEqual(['Sendana']);
    expect(names('05.04')).toEqual([]);
    expect(names('')).toHaveLength(2);
  });
});

describe('a bar', () => {
  const count = fc.integer({ min: 0, max: 50 });

  it('is never longer than itself, and the target lies within it', () => {
    fc.assert(
      fc.property(
        count,
        count,
        count,
        count,
        count,
        count,
        (active, silent, unseen, building, early, target) => {
          const unproved = Math.min(active, silent + unseen);
          const activeSilent = Math.min(silent, unproved);
          const undeclared = Math.min(building, early);
          const { parts, targetPct } = barOf({
            villages: active + building,
            target,
            connected: active - unproved + undeclared,
            activeSilent,
            activeUnseen: unproved - activeSilent,
            building,
            undeclared,
          });
          expect(parts.reduce((sum, { pct }) => sum + pct, 0)).toBeLessThan(100.001);
          expect(parts.every(({ pct }) => pct > 0)).toBe(true);
          expect(targetPct ?? 0).toBeLessThanOrEqual(100);
        },
      ),
    );
  });

  it('has no target where nobody set one, and reaches 100 % only when all of it is reached', () => {
    const none = { villages: 2, connected: 1, activeSilent: 1, activeUnseen: 0, building: 0, undeclared: 0 };
    expect(barOf(none)).not.toHaveProperty('targetPct');
    expect(reachedPct({})).toBeUndefined();
    expect(reachedPct({ target: 0, towardsTarget: 3 })).toBeUndefined();
    expect(reachedPct({ target: 250, towardsTarget: 249 })).toBe(99);
    expect(reachedPct({ target: 4, towardsTarget: 5 })).toBe(125);
  });
});

it('the curve begins at the left, ends at the right, and its greatest value is at the top', () => {
  const { target, connected } = plotOf(
    [
      { year: 2019, villages: 3, active: 3, connected: 2 },
      { year: 2020, target: 8, villages: 5, active: 4, connected: 4 },
    ],
    { width: 100, height: 40 },
  );
  expect(target).toEqual([{ x: 100, y: 0, value: 8, year: 2020 }]);
  expect(connected).toEqual([
    { x: 0, y: 30, value: 2, year: 2019 },
    { x: 100, y: 20, value: 4, year: 2020 },
  ]);
});

describe('in words', () => {
  it('a share is cut off, never rounded up, and an unknown one is a dash', () => {
    expect(cutPct(98.99999, WORDS.id)).toBe('98,999%');
    expect(cutPct(99.999, WORDS.id)).toBe('99,999%');
    expect(cutPct(100, WORDS.en)).toBe('100%');
    expect(cutPct(undefined, WORDS.id)).toBe('–');
  });

  it('a day is that day wherever the browser stands, and a length has no empty unit', () => {
    expect(dayText('2026-09-01', WORDS.id)).toBe('1 Sep 2026');
    expect(dayText('besok', WORDS.id)).toBe('besok');
    expect(lengthText(86_400_000, WORDS.id)).toBe('1 hr');
    expect(lengthText(90_060_000, WORDS.id)).toBe('1 hr 01 jam');
  });

  it('texts are filled in, and what has no value stays visible', () => {
    expect(fill('{a} of {b}, {c}', { a: 1, b: 'x' })).toBe('1 of x, {c}');
  });

  it.each<[string, Partial<AcceptanceDetail>, number, object]>([
    ['running', { state: 'running' }, 25, { mark: '◔', text: 'runs 25%' }],
    ['late', { state: 'running' }, 100, { mark: '…', text: 'waits' }],
    ['passed', { state: 'complete', findings: [] }, 200, { mark: '✓', tone: 'good', text: 'yes' }],
    [
      'failed',
      { state: 'complete', findings: [{ criterion: 'loss', limit: 2 }] },
      200,
      { mark: '✕', tone: 'bad', text: 'no' },
    ],
    ['silent', { state: 'broken-off', brokenBy: 'silent' }, 50, { mark: '⊘', text: 'silent' }],
    ['taken out', { state: 'broken-off', brokenBy: 'out-of-service' }, 50, { text: 'out' }],
  ])('a record that is %s has a mark of its own', (_, record, now, expected) => {
    const words = {
      runningPct: 'runs {pct}',
      waits: 'waits',
      passed: 'yes',
      failed: 'no',
      brokenSilent: 'silent',
      brokenService: 'out',
    };
    expect(recordState({ state: 'running', begunAt: 0, dueAt: 100, ...record }, now, words)).toMatchObject(
      expected,
    );
  });
});

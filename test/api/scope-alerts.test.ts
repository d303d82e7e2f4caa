// The alerts of a part of the province are looked for among its own: those of all others may be a hundred thousand.

import { describe, expect, it } from 'vitest';
import { withActive } from '../../src/api/present.ts';
import { scopedDeps } from '../../src/api/scope-deps.ts';
import type { Alert } from '../../src/domain/alert.ts';
import { linkId } from '../../src/domain/ids.ts';
import type { ScopeView } from '../../src/domain/scope-view.ts';
import { fakeAlert, fakeDeps, NOW } from './support/api.ts';

const MINE = linkId('mine');
const VIEW: ScopeView = { key: 'provider:a', links: new Set([MINE]), sites: new Set(), own: new Set() };

/** What the store has, newest first; every 400th is his. */
const STORED: readonly Alert[] = Array.from({ length: 40_000 }, (_, index) => {
  const number = 40_000 - index;
  const subject = number % 400 === 0 ? MINE : linkId(`other-${number % 7}`);
  return fakeAlert(number, { status: 'closed', subject, closedAt: NOW, data: { name: `nama ${number}` } });
});

function part() {
  let read = 0;
  const deps = {
    ...fakeDeps(),
    alerts: (query: Parameters<ReturnType<typeof fakeDeps>['alerts']>[0]) => {
      const page = STORED.filter(({ subject }) => query.subjects?.has(subject) ?? true)
        .filter(({ number }) => query.before === undefined || number < query.before)
        .slice(0, query.limit);
      read += page.length;
      return withActive(page, new Map(), query);
    },
  };
  const mine = scopedDeps({ deps, view: () => VIEW, covered: () => undefined });
  return { mine, rows: () => read };
}

describe('the alerts of a part', () => {
  it('are read without those of others', () => {
    const { mine, rows } = part();
    const found = mine.alerts({ statuses: ['closed'], limit: 1_000 });
    expect(found.map(({ number }) => number)).toEqual(
      Array.from({ length: 100 }, (_, n) => 40_000 - n * 400),
    );
    expect(rows()).toBe(100);
  });

  it('are searched, and paged', () => {
    const { mine } = part();
    const wish = { text: 'nama 36400' };
    expect(mine.alerts({ statuses: ['closed'], wish, limit: 9 }).map(({ number }) => number)).toEqual([
      36_400,
    ]);
    expect(mine.alerts({ statuses: ['closed'], before: 801, limit: 9 }).map(({ number }) => number)).toEqual([
      800, 400,
    ]);
  });
});

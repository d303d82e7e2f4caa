// Counts of states, and what counts as a problem.

import { describe, expect, it } from 'vitest';
import { countStates, isProblem } from '../../../src/web/model/groups.ts';
import { fakeProvince } from '../support/province.ts';
import { troubled } from '../support/story.ts';

const { links } = troubled(fakeProvince());

describe('countStates()', () => {
  it('counts only active links', () => {
    expect(countStates(links)).toEqual({ up: 28, degraded: 1, down: 1, unreachable: 5, unknown: 0 });
  });
});

describe('isProblem()', () => {
  it('is whatever is active and not up', () => {
    expect(links.filter(isProblem)).toHaveLength(7);
    expect(links.find(({ stage }) => stage === 'planned')).toMatchObject({ state: 'unknown' });
  });
});

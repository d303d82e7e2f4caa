// How full a link is: of its contract, or else of its line.

import { describe, expect, it } from 'vitest';
import { utilisationOf } from '../../src/domain/line-rate.ts';

describe('how full a link is', () => {
  it.each<[object, number | undefined, object | undefined, object | undefined]>([
    [{ inBps: 5e6, outBps: 1e6 }, 10e6, undefined, { pct: 50, of: 'contract' }],
    [{ inBps: 5e6, outBps: 15e6 }, 10e6, { speedBps: 1e9, ifType: 6 }, { pct: 150, of: 'contract' }],
    [{ outBps: 250e6 }, undefined, { speedBps: 1e9, ifType: 6 }, { pct: 25, of: 'line' }],
    [{ outBps: 250e6 }, undefined, { speedBps: 10e6, ifType: 23 }, undefined],
    [{}, 10e6, undefined, undefined],
  ])('%o of %s, %o', (rates, contract, port, expected) => {
    expect(utilisationOf(rates, contract, port)).toEqual(expected);
  });
});

// Who was reached, who refused, who is missing: whatever happens, nobody is told twice and nobody is forgotten.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Progress } from '../../../../src/notify/channels/common/progress.ts';
import type { Receipt } from '../../../../src/notify/port.ts';
import { KeptLog } from '../../support/sample.ts';

const receipts: readonly Receipt[] = [
  { kind: 'delivered' },
  { kind: 'refused', detail: 'unknown' },
  { kind: 'later', detail: 'busy', afterMs: 5 },
];

describe('progress', () => {
  it('reaches everybody once, in whatever order the other end fails', async () => {
    const answer = fc.record({ receipt: fc.constantFrom(...receipts), pause: fc.boolean() });
    await fc.assert(
      fc.asyncProperty(
        fc.uniqueArray(fc.string(), { minLength: 1 }),
        fc.array(answer),
        async (names, script) => {
          const progress = new Progress(new KeptLog());
          const settled: string[] = [];
          const left = [...script];
          let receipt: Receipt;
          let attempts = 0;
          do {
            receipt = await progress.serve('m', names, (name) => {
              const served = left.shift() ?? { receipt: { kind: 'delivered' as const }, pause: false };
              if (served.receipt.kind !== 'later') settled.push(name);
              return Promise.resolve(served);
            });
            attempts++;
          } while (receipt.kind === 'later' && attempts <= script.length + names.length);
          expect(settled.toSorted()).toEqual(names.toSorted());
          expect(receipt.kind).not.toBe('later');
        },
      ),
    );
  });

  it('tries those who failed last, and asks for the longest pause', async () => {
    const progress = new Progress(new KeptLog());
    const asked: string[] = [];
    const first = await progress.serve('m', ['a', 'b', 'c'], (name) => {
      asked.push(name);
      const receipt: Receipt = { kind: 'later', detail: `no ${name}`, afterMs: name === 'a' ? 9 : 4 };
      return Promise.resolve({ receipt, pause: name === 'b' });
    });
    expect(first).toEqual({ kind: 'later', detail: 'c, a, b not reached: no b', afterMs: 9 });
    await progress.serve('m', ['a', 'b', 'c'], (name) => {
      asked.push(name);
      return Promise.resolve({ receipt: { kind: 'delivered' }, pause: false });
    });
    expect(asked.join('')).toBe('abcab');
  });

  it('names at most three, and counts the rest', async () => {
    const progress = new Progress(new KeptLog());
    const names = ['a', 'b', 'c', 'd', 'e'];
    const refused = await progress.serve('m', names, () =>
      Promise.resolve({ receipt: { kind: 'refused', detail: 'no' }, pause: false }),
    );
    expect(refused).toEqual({ kind: 'refused', detail: 'a (no), b (no), c (no) and 2 more' });
  });

  it('is bounded: the oldest of more than 1,000 unfinished messages begins anew', () => {
    const progress = new Progress(new KeptLog());
    for (let id = 0; id <= 1_000; id++) progress.note(`m-${id}`, 'a', { kind: 'delivered' });
    expect(progress.missing('m-0', ['a', 'b'])).toEqual(['a', 'b']);
    expect(progress.missing('m-1', ['a', 'b'])).toEqual(['b']);
  });
});

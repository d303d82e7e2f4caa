// The orderly end.

import { EventEmitter } from 'node:events';
import { describe, expect, it } from 'vitest';
import { abortOnSignals, Closer } from '../../src/runtime/shutdown.ts';

describe('abortOnSignals()', () => {
  it('asks at the first signal and does not wait at the second', () => {
    const source = new EventEmitter();
    const exits: number[] = [];
    const { signal, release } = abortOnSignals(source, (status) => exits.push(status));
    expect(signal.aborted).toBe(false);
    source.emit('SIGTERM');
    expect([signal.aborted, exits]).toEqual([true, []]);
    source.emit('SIGINT');
    expect(exits).toEqual([130]);
    release();
    expect(source.listenerCount('SIGINT') + source.listenerCount('SIGTERM')).toBe(0);
  });
});

describe('Closer', () => {
  it('closes in reverse order, once, past parts that fail or hang', async () => {
    const order: string[] = [];
    const troubles: string[] = [];
    const closer = new Closer(20, (name, detail) => troubles.push(`${name}: ${detail}`));
    closer.add('store', () => {
      order.push('store');
    });
    closer.add('broken', () => Promise.reject(new Error('no')));
    closer.add('hanging', () => new Promise(() => undefined));
    closer.add('server', () => {
      order.push('server');
    });
    await closer.close();
    await closer.close();
    expect(order).toEqual(['server', 'store']);
    expect(troubles).toEqual(['hanging: not closed within 20 ms', 'broken: no']);
  });
});

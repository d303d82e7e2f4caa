// Attempts end: by themselves, when their time is up, when they are called off, and when a bug strikes.

import { describe, expect, it } from 'vitest';
import { Attempts } from '../../../../src/notify/channels/common/attempt.ts';
import { maskFor } from '../../../../src/notify/channels/common/mask.ts';
import type { Receipt } from '../../../../src/notify/port.ts';
import { FakeTimers } from '../../../support/fake-timers.ts';
import { KeptLog, noAbort } from '../../support/sample.ts';

const NEVER = (): Promise<Receipt> => new Promise(() => {});

function setUp() {
  const timers = new FakeTimers();
  const log = new KeptLog();
  const attempts = new Attempts({ timeoutMs: 1_000, timers, log, mask: maskFor(['s3cret']) });
  return { timers, log, attempts };
}

describe('an attempt', () => {
  it('gives the receipt of its work, and leaves no timer', async () => {
    const { attempts, timers } = setUp();
    const receipt = await attempts.run(noAbort(), () => Promise.resolve({ kind: 'delivered' }));
    expect(receipt).toEqual({ kind: 'delivered' });
    expect(timers.pending).toBe(0);
  });

  it('is given up when its time is up, and its work is told', async () => {
    const { attempts, timers } = setUp();
    let told = false;
    const running = attempts.run(noAbort(), (signal) => {
      signal.addEventListener('abort', () => {
        told = true;
      });
      return NEVER();
    });
    await timers.advance(999);
    expect(told).toBe(false);
    await timers.advance(1);
    expect(await running).toEqual({ kind: 'later', detail: 'not done within 1000 ms' });
    expect(told).toBe(true);
  });

  it('ends when it is called off, with the reason that was given', async () => {
    const { attempts } = setUp();
    const call = new AbortController();
    const running = attempts.run(call.signal, NEVER);
    call.abort(new Error('jalur is stopping'));
    expect(await running).toEqual({ kind: 'later', detail: 'jalur is stopping' });
    const late = attempts.run(AbortSignal.abort(), () => Promise.reject(new Error('must not begin')));
    expect(await late).toEqual({ kind: 'later', detail: 'called off before it was done' });
  });

  it('ends when its channel is closed, and none begins afterwards', async () => {
    const { attempts } = setUp();
    const running = attempts.run(noAbort(), NEVER);
    await attempts.close();
    expect(await running).toMatchObject({ kind: 'later' });
    expect(await attempts.run(noAbort(), NEVER)).toMatchObject({ kind: 'later' });
  });

  it('never rejects: a bug is a receipt and a line in the log, without secrets', async () => {
    const { attempts, log } = setUp();
    const receipt = await attempts.run(noAbort(), () => Promise.reject(new TypeError('bad header s3cret')));
    expect(receipt).toEqual({ kind: 'later', detail: 'bad header ***' });
    expect(log.lines).toEqual([expect.stringMatching(/^error .*"bad header \*\*\*"/)]);
    const thrown = await attempts.run(noAbort(), () => {
      throw new Error('at once');
    });
    expect(thrown).toEqual({ kind: 'later', detail: 'at once' });
  });
});

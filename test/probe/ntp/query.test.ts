// One question over a real socket: what a good server gives, and that nothing else is believed.

import { describe, expect, it } from 'vitest';
import type { NtpRefusal } from '../../../src/probe/ntp/port.ts';
import { queryNtp, serverPlace } from '../../../src/probe/ntp/query.ts';
import { systemClock } from '../../../src/runtime/clock.ts';
import { systemTimers } from '../../../src/runtime/timers.ts';
import { answerOf, stranger, timeServer } from './fake-server.ts';

function asking(signal?: AbortSignal) {
  const refused: NtpRefusal[] = [];
  return {
    refused,
    ask: (server: string, timeoutMs: number) =>
      queryNtp(server, timeoutMs, {
        clock: systemClock,
        timers: systemTimers,
        cookie: () => Uint8Array.from([9, 8, 7, 6, 5, 4, 3, 2]),
        onRefused: (refusal) => refused.push(refusal),
        ...(signal && { signal }),
      }),
  };
}

describe('queryNtp()', () => {
  it('gives offset and round trip of a server that is ahead', async () => {
    const { place } = await timeServer((question) => [answerOf(question, systemClock.wallMs() + 90_000)]);
    const result = await asking().ask(place, 2_000);
    expect(result).toMatchObject({ kind: 'sample', server: place, stratum: 2 });
    if (result.kind !== 'sample') return;
    expect(Math.abs(result.offsetMs - 90_000)).toBeLessThan(1_000);
    expect(result.roundTripMs).toBeGreaterThanOrEqual(0);
  });

  it('waits for the true answer while others come: rubbish, forgeries, and strangers', async () => {
    const shout = await stranger();
    const { place } = await timeServer((question, from) => {
      shout(answerOf(question, 0), from.port);
      return [
        Buffer.from('rubbish'),
        Buffer.alloc(0),
        answerOf(question, 5e11, { cookie: new Uint8Array(8) }),
        answerOf(question, systemClock.wallMs(), { stratum: 16 }),
        answerOf(question, systemClock.wallMs(), { receivedAt: 5e11 }),
      ];
    });
    const { ask, refused } = asking();
    expect(await ask(place, 300)).toMatchObject({ kind: 'failed', why: 'silent' });
    expect([...refused].sort()).toEqual([
      'absurd',
      'forged',
      'malformed',
      'malformed',
      'stranger',
      'unsynchronised',
    ]);
  });

  it('gives up on a server that floods it', async () => {
    const { place } = await timeServer(() => Array<Buffer>(200).fill(Buffer.alloc(48)));
    const { ask, refused } = asking();
    expect(await ask(place, 5_000)).toMatchObject({ kind: 'failed', why: 'silent' });
    expect(refused.length).toBeLessThanOrEqual(66);
  });

  it('tells a server that does not want to be asked from one that is silent', async () => {
    const { place } = await timeServer((question) => [answerOf(question, 1, { stratum: 0, kiss: 'DENY' })]);
    expect(await asking().ask(place, 2_000)).toMatchObject({
      kind: 'failed',
      why: 'kiss',
      detail: expect.stringContaining('DENY'),
    });
  });

  it('is over at once when it is stopped', async () => {
    const { place } = await timeServer(() => []);
    const stop = new AbortController();
    const result = asking(stop.signal).ask(place, 60_000);
    stop.abort();
    expect(await result).toMatchObject({ kind: 'failed', why: 'local' });
  });

  it('says so when a name cannot be found', async () => {
    expect(await asking().ask('no-such-host.invalid', 5_000)).toMatchObject({ kind: 'failed' });
  });
});

it.each([
  ['10.76.0.1', { host: '10.76.0.1', port: 123 }],
  ['10.76.0.1:1123', { host: '10.76.0.1', port: 1_123 }],
  ['ntp.sulbar.go.id', { host: 'ntp.sulbar.go.id', port: 123 }],
  ['[fd00::1]:1123', { host: 'fd00::1', port: 1_123 }],
  ['[fd00::1]', { host: 'fd00::1', port: 123 }],
  ['fd00::1', { host: 'fd00::1', port: 123 }],
])('serverPlace() takes %s', (server, place) => {
  expect(serverPlace(server)).toEqual(place);
});

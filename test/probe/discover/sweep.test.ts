// A sweep in virtual time: polite, thorough, and no second echo for whoever answered.

import { describe, expect, it } from 'vitest';
import type { EchoOutcome } from '../../../src/domain/echo.ts';
import { type SweepProgress, sweep } from '../../../src/probe/discover/sweep.ts';
import { parseTargets } from '../../../src/probe/discover/targets.ts';
import { FakeEchoes } from './fakes.ts';

const QUIET = { info() {}, warn() {} };

async function swept(
  network: string,
  outcomes: (address: string, nth: number) => EchoOutcome,
  options: {
    readonly perSecond?: number;
    readonly signal?: AbortSignal;
    readonly onAnswer?: (address: string) => void;
  } = {},
) {
  const targets = parseTargets([network]);
  if (!targets.ok) throw new Error(targets.message);
  const echoes = new FakeEchoes(outcomes);
  const answers: string[] = [];
  const progress: SweepProgress[] = [];
  const result = await sweep(
    { addresses: targets.addresses, perSecond: options.perSecond ?? 50, timeoutMs: 2_500, tries: 2 },
    {
      open: echoes.open,
      log: QUIET,
      wait: echoes.wait,
      signal: options.signal ?? new AbortController().signal,
      onAnswer: (address) => {
        answers.push(address);
        options.onAnswer?.(address);
      },
      onProgress: (each) => progress.push(each),
    },
  );
  return { echoes, answers, progress, result };
}

describe('a sweep', () => {
  it('never sends more than its rate, and two echoes at most to an address', async () => {
    const { echoes, result } = await swept('10.76.0.0/23', (_, nth) => (nth === 0 ? 'lost' : 'answered'), {
      perSecond: 50,
    });
    expect(result.answered.size).toBe(510);
    const perAddress = new Map<string, number>();
    for (const [, address] of echoes.sent) perAddress.set(address, (perAddress.get(address) ?? 0) + 1);
    expect(Math.max(...perAddress.values())).toBe(2);
    for (const [startMs] of echoes.sent)
      expect(
        echoes.sent.filter(([atMs]) => atMs >= startMs && atMs < startMs + 1_000).length,
      ).toBeLessThanOrEqual(51);
  });

  it('sends one echo to whoever answers, and tells of it once', async () => {
    const { echoes, answers } = await swept('10.76.0.0/28', () => 'answered');
    expect(echoes.sent).toHaveLength(14);
    expect(new Set(answers).size).toBe(14);
    expect(answers).toHaveLength(14);
    expect(echoes.stopped).toBe(true);
  });

  it('tells how far it is, up to the end', async () => {
    const { progress } = await swept('10.76.0.0/22', (address) =>
      address.endsWith('.1') ? 'answered' : 'lost',
    );
    expect(progress.length).toBeGreaterThan(5);
    expect(progress.map(({ done }) => done)).toEqual(
      [...progress.map(({ done }) => done)].sort((a, b) => a - b),
    );
    expect(progress.at(-1)).toMatchObject({ done: 1, answered: 4, leftMs: 0 });
    expect(progress[0]?.leftMs).toBeGreaterThan(20_000);
  });

  it('counts addresses this machine knows no way to', async () => {
    const { result } = await swept('10.76.0.0/29', () => 'no-route');
    expect(result).toMatchObject({ withoutRoute: 6, complete: true });
  });

  it('ends with what is known when it is broken off', async () => {
    const control = new AbortController();
    const { result, echoes } = await swept('10.76.0.0/16', () => 'answered', {
      signal: control.signal,
      onAnswer: (address) => {
        if (address === '10.76.0.40') control.abort();
      },
    });
    expect(result.complete).toBe(false);
    expect(result.answered.has('10.76.0.40')).toBe(true);
    expect(result.answered.size).toBeLessThanOrEqual(40);
    expect(echoes.sent.length).toBeLessThan(60);
    expect(echoes.stopped).toBe(true);
  });
});

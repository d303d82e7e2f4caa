// Short series of echoes, on an engine that answers as it is told.

import { expect, it } from 'vitest';
import { describeSeries, sendSeries } from '../../src/cli/echo-series.ts';
import { ECHO_OUTCOMES, type EchoOutcome, FLAG_TAINTED } from '../../src/domain/echo.ts';
import type { EchoEngine, EchoEngineDeps, EchoEngineStatus } from '../../src/probe/icmp/port.ts';
import { batchOf } from '../support/sim.ts';

const QUIET = { info() {}, warn() {} };

function engineThat(outcomes: readonly (EchoOutcome | 'tainted')[], calls: string[]) {
  return (deps: EchoEngineDeps): Promise<EchoEngine> =>
    Promise.resolve({
      setTargets: (targets) => {
        for (const { key, address } of targets) {
          calls.push(address);
          const verdicts = outcomes.map((outcome, index) => ({
            key,
            sentMs: index,
            rttMs: index + 1,
            outcome: outcome === 'tainted' ? 1 : ECHO_OUTCOMES.indexOf(outcome),
            flags: outcome === 'tainted' ? FLAG_TAINTED : 0,
          }));
          deps.onBatch(batchOf(verdicts));
        }
      },
      burst: () => undefined,
      status: () => ({ engine: 'socket', why: 'for a test' }) as EchoEngineStatus,
      stop: () => {
        calls.push('stopped');
        return Promise.resolve();
      },
    });
}

it('collects each address, leaves tainted verdicts out, and stops the engine', async () => {
  const calls: string[] = [];
  const series = await sendSeries(
    { addresses: ['10.0.0.1', '10.0.0.2'], count: 3, everyMs: 200, timeoutMs: 1_000 },
    {
      open: engineThat(['answered', 'tainted', 'lost', 'answered', 'answered'], calls),
      log: QUIET,
      wait: (_, signal) => {
        expect(signal.aborted).toBe(true);
        return Promise.resolve();
      },
      signal: new AbortController().signal,
    },
  );
  expect(calls).toEqual(['10.0.0.1', '10.0.0.2', 'stopped']);
  expect(series.engine).toBe('socket (for a test)');
  expect(series.echoes.get('10.0.0.2')).toEqual([
    { outcome: 'answered', rttMs: 1 },
    { outcome: 'lost' },
    { outcome: 'answered', rttMs: 4 },
  ]);
});

it('is told in a line', () => {
  const answered = [3, 1, 2].map((rttMs) => ({ outcome: 'answered' as const, rttMs }));
  expect(describeSeries(answered)).toBe('3 of 3 answered, RTT 1.0 / 2.0 / 3.0 ms (min / median / max)');
  expect(describeSeries([{ outcome: 'lost' }, { outcome: 'unreachable' }, { outcome: 'lost' }])).toBe(
    '0 of 3 answered, 2 lost, 1 unreachable',
  );
});

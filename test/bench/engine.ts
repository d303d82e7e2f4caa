// What the engine itself costs: CPU per echo verdict and per round at 10,000 links, and the time a mass outage takes.

import { ANSWERED, LOST } from '../../src/domain/echo.ts';
import { EchoMemory } from '../../src/engine/echo-memory.ts';
import { startEngine } from '../../src/engine/start.ts';
import { step } from '../../src/engine/step.ts';
import { engineConfig, networkOf, province } from '../support/network.ts';
import type { BenchRow } from './row.ts';

const REGENCIES = 100;
const VILLAGES = 99;
const SECONDS = 120;
const BATCHES_PER_SECOND = 10;

/** Runs the engine over two simulated minutes of 10,000 links, then cuts a hundred regencies at once. */
export function benchEngine(): BenchRow[] {
  const begun = startEngine(
    engineConfig(networkOf(province(REGENCIES, VILLAGES))),
    { openIntervals: [], activeAlerts: [], nextAlertNumber: 1 },
    { monoMs: 0, at: 1_700_000_000_000 },
  );
  const { state } = begun;
  const memory = new EchoMemory();
  const keys = [...state.links.values()].map((watch) => watch.key);
  const anchorKeys = state.anchors.map((anchor) => anchor.key);
  const size = keys.length / BATCHES_PER_SECOND;
  const batch = {
    count: size + anchorKeys.length,
    key: new Uint32Array(size + anchorKeys.length),
    sentMonoMs: new Float64Array(size + anchorKeys.length),
    rttMs: new Float64Array(size + anchorKeys.length),
    outcome: new Uint8Array(size + anchorKeys.length),
    flags: new Uint8Array(size + anchorKeys.length),
  };
  let echoes = 0;
  let events = 0;
  const run = (fromS: number, toS: number, outcome: number): number => {
    const before = process.cpuUsage();
    for (let s = fromS; s < toS; s++) {
      for (let part = 0; part < BATCHES_PER_SECOND; part++) {
        const monoMs = s * 1_000 + part * (1_000 / BATCHES_PER_SECOND);
        const now = { monoMs, at: 1_700_000_000_000 + monoMs };
        for (let i = 0; i < batch.count; i++) {
          const anchor = anchorKeys[i - size];
          batch.key[i] = anchor ?? keys[part * size + i] ?? 0;
          batch.sentMonoMs[i] = monoMs - 20;
          batch.rttMs[i] = 10 + (i % 7);
          batch.outcome[i] = anchor === undefined ? outcome : ANSWERED;
        }
        echoes += batch.count;
        memory.take(batch);
        events += step(state, { kind: 'echoes', batch }, now).events.length;
        events += step(state, { kind: 'tick' }, now).events.length;
      }
    }
    const used = process.cpuUsage(before);
    return used.user + used.system;
  };
  run(0, 10, ANSWERED);
  echoes = 0;
  const steadyUs = run(10, 10 + SECONDS, ANSWERED) / echoes;
  const outageMs = run(10 + SECONDS, 20 + SECONDS, LOST) / 1_000;
  return [
    {
      name: 'engine: CPU per echo, rounds included',
      value: round(steadyUs),
      unit: 'µs',
      budget: 2,
      ok: steadyUs <= 2,
    },
    {
      name: 'engine: 10 s in which all 10,000 links fail',
      value: Math.round(outageMs),
      unit: 'ms CPU',
      note: `${events} events`,
    },
    {
      name: 'engine: RSS with 10,000 links and their last echoes',
      value: Math.round(process.memoryUsage.rss() / 1e6),
      unit: 'MB',
    },
  ];
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}

// `node test/bench/loss-month.ts LOSS [DAYS]`: 600 links that lose echoes at random, every echo of 30 days through the whole
// engine, extra echoes included. About half an hour for a month: by hand, not in `npm test`. Exit status 1 if anything was
// called down. Lean where test/support/sim.ts is clear: no objects per echo.

import { ANSWERED, FLAG_BURST, LOST } from '../../src/domain/echo.ts';
import { hash32 } from '../../src/domain/hash.ts';
import { echoTargets } from '../../src/engine/anchors.ts';
import type { EngineOutput } from '../../src/engine/input.ts';
import { startEngine } from '../../src/engine/start.ts';
import { step } from '../../src/engine/step.ts';
import { seededRandom } from '../../src/runtime/random.ts';
import { engineConfig, networkOf, province } from '../support/network.ts';

const TICK_MS = 100;
/** A lost echo is known after its timeout of 1 s, an answered one with the next tick. */
const TIMEOUT_TICKS = 10;
const EVERY_TICKS = 10;
const BURST_TICKS = 2;
const AT = 1_700_000_000_000;
const DAY_TICKS = 86_400_000 / TICK_MS;

/** Verdicts that become known in one tick. */
class Column {
  count = 0;
  readonly key: Uint32Array;
  readonly sentMonoMs: Float64Array;
  readonly rttMs: Float64Array;
  readonly outcome: Uint8Array;
  readonly flags: Uint8Array;

  constructor(capacity: number) {
    this.key = new Uint32Array(capacity);
    this.sentMonoMs = new Float64Array(capacity);
    this.rttMs = new Float64Array(capacity).fill(Number.NaN);
    this.outcome = new Uint8Array(capacity);
    this.flags = new Uint8Array(capacity);
  }

  add(key: number, sentMs: number, lost: boolean, flags: number): void {
    const at = this.count++;
    this.key[at] = key;
    this.sentMonoMs[at] = sentMs;
    this.rttMs[at] = lost ? Number.NaN : 20;
    this.outcome[at] = lost ? LOST : ANSWERED;
    this.flags[at] = flags;
  }
}

const loss = Number(process.argv[2]);
const days = Number(process.argv[3] ?? 30);
if (!(loss > 0 && loss < 1 && days > 0)) throw new Error('usage: loss-month.ts LOSS [DAYS], such as 0.3 30');

const random = seededRandom(Math.round(loss * 1_000));
const begun = startEngine(
  engineConfig(networkOf(province(6, 99))),
  { openIntervals: [], activeAlerts: [], nextAlertNumber: 1 },
  { monoMs: 0, at: AT },
);
const { state } = begun;
const targets = echoTargets(state);
const lossOf = new Float64Array(Math.max(...targets.map(({ key }) => key)) + 1);
for (const watch of state.links.values()) lossOf[watch.key] = loss;
const bySlot = Array.from({ length: EVERY_TICKS }, (_, slot) =>
  targets.map(({ key }) => key).filter((key) => hash32(`slot ${key}`) % EVERY_TICKS === slot),
);
const capacity = targets.length * 4;
const due = Array.from({ length: TIMEOUT_TICKS + 1 }, () => new Column(capacity));
const bursting = new Map<number, number>();
let echoes = 0;
let failed = 0;
let degraded = 0;

function send(key: number, tick: number, flags: number): void {
  const lost = random() < (lossOf[key] ?? 0);
  echoes++;
  due[(tick + (lost ? TIMEOUT_TICKS : 1)) % due.length]?.add(key, tick * TICK_MS, lost, flags);
}

function take(output: EngineOutput, tick: number): void {
  for (const event of output.events) {
    if (event.kind !== 'link.state') continue;
    if (event.state === 'down' || event.state === 'unreachable') failed++;
    else if (event.state === 'degraded') degraded++;
  }
  for (const request of output.requests) {
    if (request.kind !== 'burst') continue;
    if (request.everyMs === undefined) bursting.delete(request.key);
    else bursting.set(request.key, tick);
  }
}

for (let tick = 1; tick <= days * DAY_TICKS; tick++) {
  for (const key of bySlot[tick % EVERY_TICKS] ?? []) send(key, tick, 0);
  for (const [key, since] of bursting) if ((tick - since) % BURST_TICKS === 0) send(key, tick, FLAG_BURST);
  const now = { monoMs: tick * TICK_MS, at: AT + tick * TICK_MS };
  const column = due[tick % due.length];
  if (column && column.count > 0) {
    take(step(state, { kind: 'echoes', batch: column }, now), tick);
    column.count = 0;
  }
  take(step(state, { kind: 'tick' }, now), tick);
  if (tick % DAY_TICKS === 0)
    console.error(
      `day ${tick / DAY_TICKS}: ${(echoes / 1e6).toFixed(0)} million echoes, ${failed} called down`,
    );
}
const unknown = [...state.links.values()].filter((watch) => watch.state === 'unknown').length;
console.log(
  `${state.links.size} links, ${loss * 100} % loss, ${days} days, ${echoes} echoes: ${failed} called down or ` +
    `unreachable, ${degraded} times degraded, ${unknown} unknown at the end`,
);
process.exitCode = failed === 0 && unknown === 0 ? 0 : 1;

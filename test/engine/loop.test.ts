// The loop: committed before announced, asked before done, told when it cannot.

import { beforeEach, describe, expect, it } from 'vitest';
import { ANSWERED, LOST } from '../../src/domain/echo.ts';
import type { NumberedEvent } from '../../src/domain/event.ts';
import { linkId } from '../../src/domain/ids.ts';
import { EngineLoop } from '../../src/engine/loop.ts';
import { Timeline } from '../../src/runtime/timeline.ts';
import { FakeStore } from '../support/fake-store.ts';
import { engineConfig, networkOf, province } from '../support/network.ts';
import { batchOf } from '../support/sim.ts';

const QUIET = { debug() {}, info() {}, warn() {}, error() {}, child: () => QUIET };

class Bench {
  monoMs = 1_000;
  wallMs = 1_700_000_000_000;
  readonly calls: string[] = [];
  readonly announced: NumberedEvent[] = [];
  readonly warnings: string[] = [];
  readonly timers: { ms: number; run: () => void }[] = [];
  readonly loop: EngineLoop;

  constructor(store: FakeStore) {
    const clock = { monoMs: () => this.monoMs, wallMs: () => this.wallMs };
    this.loop = new EngineLoop(engineConfig(networkOf(province(1, 1))), {
      timeline: new Timeline(clock, store.lastAliveAt),
      store,
      echoes: {
        setTargets: (targets) =>
          this.calls.push(`targets ${targets.map((target) => target.address).join(' ')}`),
        burst: (key, everyMs) => this.calls.push(`burst ${key} ${everyMs}`),
      },
      polls: {
        pollNow: (link) => this.calls.push(`poll ${link}`),
        pause: (link) => this.calls.push(`pause ${link}`),
        resume: (link) => this.calls.push(`resume ${link}`),
      },
      announce: (events) => {
        for (const each of events) {
          if (each.durable && each.event.kind !== 'link.round')
            expect(store.committed.map((kept) => kept.seq)).toContain(each.seq);
          this.announced.push(each);
        }
      },
      onClockSet: () => this.calls.push('clock set'),
      every: (ms, run) => {
        const timer = { ms, run };
        this.timers.push(timer);
        return () => this.timers.splice(this.timers.indexOf(timer), 1);
      },
      log: { ...QUIET, warn: (message) => this.warnings.push(message) },
    });
  }

  pass(ms: number): void {
    for (let i = 0; i < ms; i += 100) {
      this.monoMs += 100;
      this.wallMs += 100;
      for (const timer of [...this.timers]) if (Math.floor(this.monoMs) % timer.ms === 0) timer.run();
    }
  }

  answer(id: string, outcome: number): void {
    const key = this.loop.state.links.get(linkId(id))?.key ?? 0;
    this.loop.echoes(batchOf([{ key, sentMs: this.monoMs, rttMs: 9, outcome, flags: 0 }]));
  }
}

describe('EngineLoop', () => {
  let store: FakeStore;
  beforeEach(() => {
    store = new FakeStore();
  });

  it('says nothing before it is started, then its start and its targets', () => {
    const bench = new Bench(store);
    expect([bench.announced, bench.calls]).toEqual([[], []]);
    bench.loop.start();
    expect(bench.announced.map((each) => each.event.kind)).toEqual([
      'monitor.started',
      'link.state',
      'link.state',
    ]);
    expect(bench.calls).toEqual(['targets 10.76.0.1 10.76.0.2 10.100.0.0 10.100.0.1']);
  });

  it('asks for extra echoes with the first lost one, and ends them with an answer', () => {
    const bench = new Bench(store);
    bench.loop.start();
    bench.answer('hq-r1', ANSWERED);
    bench.pass(100);
    bench.calls.length = 0;
    bench.answer('hq-r1', LOST);
    const key = bench.loop.state.links.get(linkId('hq-r1'))?.key;
    expect(bench.calls).toContain(`burst ${key} 200`);
    bench.pass(100);
    bench.answer('hq-r1', ANSWERED);
    expect(bench.calls).toContain(`burst ${key} undefined`);
  });

  it('announces all the same when the store fails, says so, and heals', () => {
    const bench = new Bench(store);
    bench.loop.start();
    store.failing = 'full';
    bench.answer('hq-r1', ANSWERED);
    expect(
      bench.announced.find((each) => each.event.kind === 'link.state' && each.event.state === 'up'),
    ).toMatchObject({
      durable: false,
    });
    expect([...bench.loop.state.alerts.values()]).toMatchObject([
      { rule: 'monitor.store', data: { detail: 'cannot write state: disk full' } },
    ]);
    store.failing = undefined;
    bench.answer('r1-v1', ANSWERED);
    expect([...bench.loop.state.alerts.values()]).toEqual([]);
  });

  it('raises one alert for one failure, however many rounds end meanwhile', () => {
    const bench = new Bench(store);
    bench.loop.start();
    store.failing = 'full';
    bench.answer('hq-r1', ANSWERED);
    bench.pass(200_000);
    expect(bench.announced.filter((each) => each.event.kind === 'link.round').length).toBeGreaterThan(2);
    const kinds = bench.announced.flatMap(({ event }) => ('alert' in event ? [event.kind] : []));
    expect(kinds).toEqual(['alert.raised']);
    expect(bench.warnings).toEqual(['State store: a periodic write failed']);
    store.failing = undefined;
    bench.pass(2_000);
    bench.answer('r1-v1', ANSWERED);
    expect([...bench.loop.state.alerts.values()]).toEqual([]);
  });

  it('goes on after a kill where the last sign of life was', () => {
    const first = new Bench(store);
    first.loop.start();
    first.pass(1_000);
    first.answer('hq-r1', ANSWERED);
    first.pass(5_000);
    const lastAliveAt = store.lastAliveAt;
    const second = new Bench(store);
    second.monoMs = first.monoMs;
    second.loop.start();
    expect(second.announced[0]?.event).toMatchObject({ kind: 'monitor.started', from: lastAliveAt });
    const [gap] = store.intervals(linkId('hq-r1'), 0, Number.MAX_SAFE_INTEGER).slice(-1);
    expect(gap).toMatchObject({ state: 'unknown', from: lastAliveAt, reason: { kind: 'stopped' } });
  });

  it('tells of a clock set back without moving a label, and of one set forward', () => {
    const bench = new Bench(store);
    bench.loop.start();
    bench.answer('hq-r1', ANSWERED);
    bench.pass(2_000);
    const { at } = bench.loop.now();
    bench.wallMs -= 60_000;
    bench.pass(2_000);
    expect(bench.loop.now().at).toBeGreaterThanOrEqual(at + 1_990);
    expect([...bench.loop.state.alerts.values()].map((alert) => alert.rule)).toEqual(['monitor.clock']);
    expect(bench.calls).toContain('clock set');
    bench.wallMs += 120_000;
    bench.pass(2_000);
    expect([...bench.loop.state.alerts.values()]).toEqual([]);
    const states = store
      .intervals(linkId('hq-r1'), 0, Number.MAX_SAFE_INTEGER)
      .map((interval) => interval.reason.kind);
    expect(states).toEqual(['answering', 'clock', 'answering']);
  });

  it('stops its timers and writes the last sign of life', () => {
    const bench = new Bench(store);
    bench.loop.start();
    bench.pass(500);
    bench.loop.stop();
    expect(bench.timers).toEqual([]);
    expect(store.lastAliveAt).toBe(bench.loop.now().at);
  });

  it('calls unknown what lies between the last echo before the machine stood still and the first after it', () => {
    const bench = new Bench(store);
    bench.loop.start();
    bench.answer('r1-v1', ANSWERED);
    const frozenAt = bench.wallMs;
    bench.monoMs += 60_000;
    bench.wallMs += 60_000;
    bench.announced.splice(0);
    bench.answer('r1-v1', ANSWERED);
    expect(bench.announced.map(({ event }) => event)).toMatchObject([
      { kind: 'link.state', link: 'r1-v1', state: 'unknown', from: frozenAt, reason: { kind: 'stopped' } },
      { kind: 'link.state', link: 'r1-v1', state: 'up', from: frozenAt + 60_000 },
    ]);
    expect(bench.warnings).toEqual(['Nothing was echoed for a while; the stretch is unknown']);
  });

  it('calls nothing unknown because the daemon alone stood still: its echo process went on', () => {
    const bench = new Bench(store);
    bench.loop.start();
    bench.answer('r1-v1', ANSWERED);
    const key = bench.loop.state.links.get(linkId('r1-v1'))?.key ?? 0;
    const kept = Array.from({ length: 60 }, (_, i) => bench.monoMs + (i + 1) * 1_000);
    bench.monoMs += 61_000;
    bench.wallMs += 61_000;
    bench.announced.splice(0);
    bench.loop.echoes(
      batchOf(kept.map((sentMs) => ({ key, sentMs, rttMs: 9, outcome: ANSWERED, flags: 0 }))),
    );
    expect(bench.announced.filter(({ event }) => event.kind === 'link.state')).toEqual([]);
    expect(bench.warnings).toEqual([]);
  });
});

// The wrapper in virtual time: what it makes of verdicts, when it tells them, and what it does when it is full.

import { describe, expect, it } from 'vitest';
import { ANSWERED, type EchoBatch, FLAG_BURST, FLAG_TAINTED, LOST } from '../../../src/domain/echo.ts';
import { fateOf } from '../../../src/probe/lab/echo-fate.ts';
import { LabEngine } from '../../../src/probe/lab/lab-engine.ts';
import { Pending } from '../../../src/probe/lab/pending.ts';
import type { Passage } from '../../../src/probe/lab/reach.ts';
import { SelfAnsweringEngine } from '../../../src/probe/lab/self-answering.ts';
import { seededRandom } from '../../../src/runtime/random.ts';
import { FakeTimers } from '../../support/fake-timers.ts';

const open = (delayMs: number, loss = 0): Passage => ({
  kind: 'open',
  weather: { loss, delayMs, jitterMs: 0 },
});
const echo = { key: 1, sentMonoMs: 1_000, rttMs: 0.5, outcome: ANSWERED, flags: 0 };

describe('the fate of an echo', () => {
  it.each([
    ['delay is added', echo, open(600), ANSWERED, 600.5, 1_600.5],
    ['a reply beyond the timeout is lost when that is over', echo, open(1_200), LOST, Number.NaN, 2_000],
    ['a lost one is known at its timeout', echo, open(3, 1), LOST, Number.NaN, 2_000],
    ['silence likewise', echo, { kind: 'silent' } as Passage, LOST, Number.NaN, 2_000],
    [
      'the kernel’s own refusal stays',
      { ...echo, outcome: 4, rttMs: Number.NaN },
      open(600),
      4,
      Number.NaN,
      1_000,
    ],
    ['a tainted one stays', { ...echo, flags: FLAG_TAINTED }, open(600), ANSWERED, 0.5, 1_000],
  ] as const)('%s', (_, verdict, passage, outcome, rttMs, dueMonoMs) => {
    const fate = fateOf(verdict, passage, 1_000, seededRandom(1));
    expect(fate).toEqual({ verdict: { ...verdict, outcome, rttMs }, dueMonoMs });
  });
});

describe('what waits', () => {
  it('comes out by time, then by arrival, and not before', () => {
    const pending = new Pending(200);
    const random = seededRandom(7);
    for (let i = 0; i < 200; i++) {
      const dueMonoMs = Math.floor(random() * 40);
      expect(pending.push({ verdict: { ...echo, key: i }, address: 'a', dueMonoMs })).toBe(true);
    }
    expect(pending.push({ verdict: echo, address: 'a', dueMonoMs: 0 })).toBe(false);
    let before = { dueMonoMs: -1, key: -1 };
    for (let waiting = pending.shift(39); waiting; waiting = pending.shift(39)) {
      const now = { dueMonoMs: waiting.dueMonoMs, key: waiting.verdict.key };
      const inOrder =
        now.dueMonoMs > before.dueMonoMs || (now.dueMonoMs === before.dueMonoMs && now.key > before.key);
      expect(inOrder).toBe(true);
      before = now;
    }
    expect(pending.size).toBe(0);
  });
});

interface Seen {
  readonly at: number;
  readonly key: number;
  readonly outcome: number;
  readonly flags: number;
  readonly sent: number;
}

function lab(passages: Readonly<Record<string, Passage>>, maxPending?: number) {
  const timers = new FakeTimers(0);
  const seen: Seen[] = [];
  const engine = new LabEngine({
    onBatch: (batch: EchoBatch) => {
      for (let i = 0; i < batch.count; i++)
        seen.push({
          at: timers.monoMs(),
          key: batch.key[i] ?? -1,
          outcome: batch.outcome[i] ?? -1,
          flags: batch.flags[i] ?? -1,
          sent: batch.sentMonoMs[i] ?? -1,
        });
    },
    passage: (address) => passages[address],
    timers,
    monoMs: () => timers.monoMs(),
    random: seededRandom(1),
    ...(maxPending !== undefined && { maxPending }),
  });
  const inner = new SelfAnsweringEngine({
    onBatch: (batch) => engine.take(batch),
    timers,
    monoMs: () => timers.monoMs(),
    why: 'a test',
  });
  inner.start();
  engine.start(inner);
  return { timers, seen, engine };
}

const target = (key: number, address: string) => ({
  key,
  address,
  everyMs: 1_000,
  timeoutMs: 800,
  phaseMs: 0,
});

describe('the wrapper', () => {
  it('tells each verdict when it could be known, and alters no stranger', async () => {
    const { timers, seen, engine } = lab({ near: open(2), far: open(600), cut: { kind: 'silent' } });
    engine.setTargets([target(1, 'near'), target(2, 'far'), target(3, 'cut'), target(4, 'stranger')]);
    await timers.advance(3_000);
    const first = seen.filter((each) => each.sent === 1_000);
    expect(first.map(({ key, outcome }) => [key, outcome])).toEqual([
      [4, ANSWERED],
      [1, ANSWERED],
      [2, ANSWERED],
      [3, LOST],
    ]);
    const late = (key: number): number => (first.find((each) => each.key === key)?.at ?? 0) - 1_000;
    expect(late(1)).toBeLessThanOrEqual(100);
    expect(late(2)).toBeGreaterThanOrEqual(600);
    expect(late(2)).toBeLessThanOrEqual(700);
    expect(late(3)).toBeGreaterThanOrEqual(800);
    expect(late(3)).toBeLessThanOrEqual(900);
    const status = engine.status();
    expect(status).toMatchObject({
      engine: 'lab',
      lost: seen.filter((each) => each.outcome === LOST).length,
    });
    expect(status.why).toContain('a test');
    await engine.stop();
    expect(timers.pending).toBe(0);
  });

  it('passes bursts on, and ends them', async () => {
    const { timers, seen, engine } = lab({ near: open(2) });
    engine.setTargets([target(1, 'near')]);
    engine.burst(1, 200);
    await timers.advance(1_900);
    const bursts = seen.filter((each) => each.flags === FLAG_BURST).length;
    expect(bursts).toBeGreaterThanOrEqual(9);
    engine.burst(1, undefined);
    await timers.advance(2_000);
    expect(seen.filter((each) => each.flags === FLAG_BURST).length - bursts).toBeLessThanOrEqual(1);
    await engine.stop();
  });

  it('drops what waits for a key that means another target now', async () => {
    const { timers, seen, engine } = lab({ far: open(600), near: open(2) });
    engine.setTargets([target(1, 'far')]);
    await timers.advance(1_300);
    const before = seen.length;
    engine.setTargets([target(1, 'near')]);
    await timers.advance(600);
    expect(seen.length).toBe(before);
    await engine.stop();
  });

  it('taints what it cannot keep, at once', async () => {
    const { timers, seen, engine } = lab({ cut: { kind: 'silent' } }, 2);
    engine.setTargets([target(1, 'cut'), target(2, 'cut'), target(3, 'cut')]);
    await timers.advance(1_100);
    expect(seen.filter((each) => each.sent === 1_000)).toEqual([
      { at: 1_050, key: 3, outcome: ANSWERED, flags: FLAG_TAINTED, sent: 1_000 },
    ]);
    expect(engine.status().tainted).toBeGreaterThan(0);
    await engine.stop();
  });

  it('loses as many as the weather says', async () => {
    const { timers, seen, engine } = lab({ bad: open(2, 0.3) });
    engine.setTargets(Array.from({ length: 50 }, (_, key) => target(key, 'bad')));
    await timers.advance(60_000);
    const lost = seen.filter((each) => each.outcome === LOST).length / seen.length;
    expect(lost).toBeGreaterThan(0.26);
    expect(lost).toBeLessThan(0.34);
    await engine.stop();
  });
});

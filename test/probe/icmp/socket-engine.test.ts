// The socket engine for real, on this machine's loopback: two processes, kernel stamps, and their deaths.

import { execFileSync } from 'node:child_process';
import { afterEach, describe, expect, it } from 'vitest';
import { ANSWERED, type EchoTarget, FLAG_BURST } from '../../../src/domain/echo.ts';
import { SocketEngine } from '../../../src/probe/icmp/socket-engine.ts';
import { systemClock } from '../../../src/runtime/clock.ts';
import { isAlive, mayMakeNamespaces, startRunner, until } from './running.ts';

interface Verdict {
  readonly key: number;
  readonly sentMs: number;
  readonly rttMs: number;
  readonly outcome: number;
  readonly flags: number;
  readonly heardMs: number;
}

const target = (key: number, address: string, other: Partial<EchoTarget> = {}): EchoTarget => ({
  key,
  address,
  everyMs: 100,
  timeoutMs: 500,
  phaseMs: (key * 37) % 100,
  ...other,
});

let engine: SocketEngine | undefined;
let verdicts: Verdict[] = [];
let faults: (string | undefined)[] = [];

async function open(targets: readonly EchoTarget[]): Promise<SocketEngine> {
  verdicts = [];
  faults = [];
  engine = new SocketEngine({
    onBatch: ({ count, key, sentMonoMs, rttMs, outcome, flags }) => {
      const heardMs = systemClock.monoMs();
      for (let i = 0; i < count; i++) {
        verdicts.push({
          key: key[i] ?? -1,
          sentMs: sentMonoMs[i] ?? Number.NaN,
          rttMs: rttMs[i] ?? Number.NaN,
          outcome: outcome[i] ?? -1,
          flags: flags[i] ?? 0,
          heardMs,
        });
      }
    },
    onFault: (detail) => faults.push(detail),
    log: { info: () => {}, warn: () => {} },
  });
  await engine.start();
  engine.setTargets(targets);
  return engine;
}

function of(key: number): Verdict[] {
  return verdicts.filter((verdict) => verdict.key === key);
}

afterEach(async () => {
  await engine?.stop();
  engine = undefined;
});

describe.skipIf(!mayMakeNamespaces())('socket engine on loopback (needs root)', () => {
  it('is answered over IPv4 and IPv6, with sane times, reported within 100 ms', async () => {
    const beforeMs = systemClock.monoMs();
    await open([target(1, '127.0.0.1'), target(2, '::1'), target(3, '127.9.9.9')]);
    await until('each target has 5 answers', () => [1, 2, 3].every((key) => of(key).length >= 5));
    for (const { outcome, flags, rttMs, sentMs, heardMs } of verdicts) {
      expect({ outcome, flags }).toEqual({ outcome: ANSWERED, flags: 0 });
      expect(rttMs).toBeGreaterThan(0);
      expect(rttMs).toBeLessThan(50);
      expect(sentMs).toBeGreaterThan(beforeMs);
      expect(heardMs - sentMs - rttMs).toBeLessThan(150);
    }
    expect(engine?.status()).toMatchObject({
      engine: 'socket',
      restarts: 0,
      lost: 0,
      strays: 0,
      sendErrors: 0,
    });
  });

  it('adds less than 50 µs to a round-trip time by sending in batches', async () => {
    const phaseMs = 50;
    const addresses = Array.from({ length: 64 }, (_, key) => target(key, `127.0.1.${key}`, { phaseMs }));
    await open(addresses);
    await until('each target has 5 answers', () => verdicts.length >= 5 * 64);
    const rttsMs = verdicts.map(({ rttMs }) => rttMs).sort((a, b) => a - b);
    expect(rttsMs[Math.floor(rttsMs.length / 2)]).toBeLessThan(0.05);
  });

  it('keeps the phase on the monotonic clock', async () => {
    await open([target(1, '127.0.0.1', { everyMs: 200, phaseMs: 150 })]);
    await until('it has 5 answers', () => verdicts.length >= 5);
    const late = verdicts.map(({ sentMs }) => (((sentMs - 150) % 200) + 200) % 200);
    expect(late.sort((a, b) => a - b)[2]).toBeLessThan(20);
  });

  it('bursts at once and stops again', async () => {
    const running = await open([target(1, '127.0.0.1', { everyMs: 60_000, phaseMs: 0 })]);
    running.burst(1, 50);
    await until('4 extra echoes are back', () => of(1).length >= 4, 3_000);
    expect(verdicts.every(({ flags }) => flags === FLAG_BURST)).toBe(true);
    running.burst(1, undefined);
    running.setTargets([target(1, '127.0.0.1', { everyMs: 60_000, phaseMs: 0 }), target(2, '127.0.0.2')]);
    await until('the other target has an answer', () => of(2).length >= 1);
    const count = of(1).length;
    await until('the other target has more', () => of(2).length >= 4);
    expect(of(1)).toHaveLength(count);
  });

  it('restarts a killed process with the plan and the bursts it had', async () => {
    const running = await open([
      target(1, '127.0.0.1'),
      target(2, '127.0.0.2', { everyMs: 60_000, phaseMs: 1 }),
    ]);
    running.burst(2, 100);
    await until('both answer', () => of(1).length > 0 && of(2).length > 0);
    const sent = running.status().sent;
    process.kill(running.pid ?? 0, 'SIGKILL');
    await until('the fault is told', () => faults.length === 1);
    expect(faults[0]).toContain('SIGKILL');
    verdicts = [];
    await until('both answer again', () => of(1).length > 0 && of(2).length > 0);
    expect(faults[1]).toBeUndefined();
    expect(faults).toHaveLength(2);
    expect(running.status().restarts).toBe(1);
    await until('the counters go on', () => running.status().sent > sent);
  });

  it('kills a process that hangs, and starts another', async () => {
    const running = await open([target(1, '127.0.0.1')]);
    const stopped = running.pid ?? 0;
    process.kill(stopped, 'SIGSTOP');
    await until('it is replaced', () => faults.length === 2, 15_000);
    expect(faults[0]).toContain('silent');
    expect(isAlive(stopped)).toBe(false);
    expect(running.pid).not.toBe(stopped);
  });

  it('does not take the losses of a stall for the network, and keeps true the times of what was answered', async () => {
    const running = await open([target(1, '127.0.0.1', { everyMs: 20, timeoutMs: 100, phaseMs: 0 })]);
    await until('it answers', () => verdicts.length > 0);
    const pid = running.pid ?? 0;
    execFileSync('sh', ['-c', `kill -STOP ${pid}; sleep 0.7; kill -CONT ${pid}`]);
    const count = verdicts.length;
    await until('it goes on', () => verdicts.length > count + 20);
    expect(verdicts.filter(({ outcome, flags }) => outcome !== ANSWERED && (flags & 2) === 0)).toEqual([]);
    const rtts = verdicts.filter(({ flags }) => flags === 0).map(({ rttMs }) => rttMs);
    expect(Math.max(...rtts)).toBeLessThan(100);
  });

  it('ends its process on stop, twice without harm', async () => {
    const running = await open([target(1, '127.0.0.1')]);
    const pid = running.pid ?? 0;
    await Promise.all([running.stop(), running.stop()]);
    expect(isAlive(pid)).toBe(false);
    expect(faults).toEqual([]);
  });

  it('leaves no process behind when the daemon is killed', async () => {
    const { child, events } = startRunner({
      targets: [target(1, '127.0.0.1')],
      forMs: 60_000,
      force: 'socket',
    });
    await until('it answers', () => events.some(({ type }) => type === 'verdict'));
    const list = execFileSync('ps', ['-o', 'pid=', '--ppid', String(child.pid)]).toString();
    const echoProcess = Number(list.trim());
    expect(isAlive(echoProcess)).toBe(true);
    child.kill('SIGKILL');
    await until('the echo process is gone', () => !isAlive(echoProcess));
  });
});

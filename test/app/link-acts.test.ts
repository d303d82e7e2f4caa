// Echo now and poll now: what is asked of the parts, what comes back, and every bound.

import { beforeEach, describe, expect, it } from 'vitest';
import { ASKED_ECHOES, LinkActDesk } from '../../src/app/link-acts.ts';
import { SharedBursts } from '../../src/app/link-acts-bursts.ts';
import { ANSWERED, FLAG_BURST, FLAG_TAINTED, LOST } from '../../src/domain/echo.ts';
import { linkId } from '../../src/domain/ids.ts';
import { startEngine } from '../../src/engine/start.ts';
import type { EngineState } from '../../src/engine/state.ts';
import type { Poll } from '../../src/probe/snmp/port.ts';
import { FakeTimers } from '../support/fake-timers.ts';
import { engineConfig, type LinkSketch, networkOf } from '../support/network.ts';
import { batchOf } from '../support/sim.ts';

const SNMP = {
  everyMs: 60_000,
  timeoutMs: 1_000,
  retries: 1,
  port: 161,
  access: { version: '2c', community: 'public' },
} as const;
const SKETCHES: readonly LinkSketch[] = [
  { id: 'a', from: 'hq', to: 'r1', device: { address: '10.0.0.1', snmp: SNMP } },
  { id: 'beat', from: 'hq', to: 'r2', device: { beat: { everyMs: 60_000 } } },
  { id: 'plain', from: 'hq', to: 'r3', device: { address: '10.0.0.3' } },
  { id: 'gone', from: 'hq', to: 'r4', stage: 'suspended', device: { address: '10.0.0.4', snmp: SNMP } },
  { id: 'plan', from: 'hq', to: 'r5', stage: 'planned', device: { address: '10.0.0.5', snmp: SNMP } },
  ...Array.from({ length: 8 }, (_, n) => ({
    id: `m${n}`,
    from: 'hq',
    to: `v${n}`,
    device: { address: `10.0.1.${n}`, snmp: SNMP },
  })),
];
const ANSWER: Poll = {
  result: { kind: 'answered', system: { sysName: 'router' } },
  readMonoMs: 0,
  durationMs: 20,
  inspectAgain: false,
};

let timers: FakeTimers;
let state: EngineState;
let desk: LinkActDesk;
let bursts: [number, number | undefined][];
let polls: string[];
const a = linkId('a');

beforeEach(() => {
  timers = new FakeTimers();
  bursts = [];
  polls = [];
  const now = () => ({ monoMs: timers.monoMs(), at: timers.wallMs() });
  state = startEngine(
    engineConfig(networkOf(SKETCHES)),
    { openIntervals: [], activeAlerts: [], nextAlertNumber: 1 },
    now(),
  ).state;
  const shared = new SharedBursts({
    setTargets: () => undefined,
    burst: (key, everyMs) => bursts.push([key, everyMs]),
  });
  desk = new LinkActDesk({
    state: () => state,
    now,
    bursts: shared,
    pollNow: (link) => polls.push(link),
    timers,
  });
});

function keyOf(id: string): number {
  return state.links.get(linkId(id))?.key ?? -1;
}

function echo(id: string, changes: { flags?: number; outcome?: number; sentMs?: number } = {}): void {
  const { flags = FLAG_BURST, outcome = ANSWERED, sentMs = timers.monoMs() } = changes;
  desk.take(batchOf([{ key: keyOf(id), sentMs, rttMs: 3.5, outcome, flags }]));
}

const code = (
  outcome: Awaited<ReturnType<LinkActDesk['echoNow']>> | Awaited<ReturnType<LinkActDesk['pollNow']>>,
) => (outcome.kind === 'refused' ? outcome.refusal.code : 'done');

describe('echoNow()', () => {
  it('starts extra echoes, ends them after ten, and tells what came back in the order of sending', async () => {
    const asked = desk.echoNow(a);
    expect(bursts).toEqual([[keyOf('a'), 200]]);
    echo('a', { sentMs: timers.monoMs() + 200, outcome: LOST });
    for (let n = 0; n < ASKED_ECHOES - 1; n++)
      echo('a', { sentMs: timers.monoMs() + (n === 0 ? 0 : 200 + n) });
    const outcome = await asked;
    expect(bursts).toEqual([
      [keyOf('a'), 200],
      [keyOf('a'), undefined],
    ]);
    expect(outcome).toMatchObject({ kind: 'done', reply: { link: 'a', address: '10.0.0.1', asked: 10 } });
    const { echoes } = outcome.kind === 'done' ? outcome.reply : { echoes: [] };
    expect(echoes).toHaveLength(10);
    expect(echoes[0]).toEqual({ at: timers.wallMs(), outcome: 'answered', rttMs: 3.5 });
    expect(echoes[1]).toEqual({ at: timers.wallMs() + 200, outcome: 'lost' });
    expect(timers.pending).toBe(0);
  });

  it('counts no regular echo, and none that was under way before', async () => {
    const asked = desk.echoNow(a);
    echo('a', { flags: 0 });
    echo('a', { sentMs: timers.monoMs() - 1 });
    echo('plain');
    echo('a');
    await timers.advance(20_000);
    expect(await asked).toMatchObject({ kind: 'done', reply: { echoes: [{ outcome: 'answered' }] } });
  });

  it('stops sending after ten periods and waits one timeout for what is under way', async () => {
    const asked = desk.echoNow(a);
    await timers.advance(1_899);
    expect(bursts).toHaveLength(1);
    await timers.advance(1);
    expect(bursts).toEqual([
      [keyOf('a'), 200],
      [keyOf('a'), undefined],
    ]);
    echo('a', { flags: FLAG_BURST | FLAG_TAINTED, outcome: LOST });
    await timers.advance(1_000 + 2_000);
    expect(await asked).toMatchObject({
      kind: 'done',
      reply: { echoes: [{ outcome: 'lost', tainted: true }] },
    });
  });

  it('says so when not one echo was judged', async () => {
    const asked = desk.echoNow(a);
    await timers.advance(10_000);
    expect(code(await asked)).toBe('fault');
  });

  it.each([
    ['a device without an address', 'beat', 'no-address'],
    ['a link out of service', 'gone', 'not-probed'],
    ['a link there is not', 'none', 'no-link'],
  ])('refuses %s', async (_name, id, expected) => {
    expect(code(await desk.echoNow(linkId(id)))).toBe(expected);
    expect(bursts).toEqual([]);
  });

  it('echoes a planned link', async () => {
    const asked = desk.echoNow(linkId('plan'));
    for (let n = 0; n < ASKED_ECHOES; n++) echo('plan');
    expect(code(await asked)).toBe('done');
  });

  it('refuses while the echo engine fails, with its reason', async () => {
    state.faults.set('echo', 'the echo process failed');
    const outcome = await desk.echoNow(a);
    expect(outcome).toMatchObject({
      kind: 'refused',
      refusal: { code: 'fault', message: expect.stringContaining('the echo process failed') },
    });
  });

  it('asks a link once at a time, and eight links in all, polls included', async () => {
    void desk.echoNow(a);
    expect(code(await desk.echoNow(a))).toBe('under-way');
    for (let n = 0; n < 7; n++)
      void (n % 2 === 0 ? desk.echoNow(linkId(`m${n}`)) : desk.pollNow(linkId(`m${n}`)));
    expect(code(await desk.echoNow(linkId('m7')))).toBe('busy');
    expect(code(await desk.pollNow(linkId('m7')))).toBe('busy');
    desk.close();
    expect(timers.pending).toBe(0);
  });
});

describe('pollNow()', () => {
  it('polls out of turn and tells what came back', async () => {
    const asked = desk.pollNow(a);
    expect(polls).toEqual(['a']);
    await timers.advance(20);
    desk.polled(a, ANSWER);
    expect(await asked).toMatchObject({
      kind: 'done',
      reply: { link: 'a', durationMs: 20, result: { kind: 'answered', system: { sysName: 'router' } } },
    });
    expect(timers.pending).toBe(0);
  });

  it('does not take a poll that was under way already', async () => {
    const asked = desk.pollNow(a);
    await timers.advance(10);
    desk.polled(a, ANSWER);
    await timers.advance(30);
    desk.polled(a, {
      ...ANSWER,
      durationMs: 25,
      result: { kind: 'failed', failure: 'silent', detail: 'no answer' },
    });
    expect(await asked).toMatchObject({
      kind: 'done',
      reply: { result: { kind: 'failed', failure: 'silent' } },
    });
  });

  it.each([
    ['a device that is not asked by SNMP', 'plain', 'no-snmp'],
    ['a link out of service', 'gone', 'not-probed'],
    ['a device that beats', 'beat', 'no-snmp'],
  ])('refuses %s', async (_name, id, expected) => {
    expect(code(await desk.pollNow(linkId(id)))).toBe(expected);
    expect(polls).toEqual([]);
  });

  it('gives up after a minute', async () => {
    const asked = desk.pollNow(a);
    await timers.advance(60_000);
    expect(code(await asked)).toBe('late');
    desk.polled(a, ANSWER);
    expect(code(await desk.echoNow(linkId('beat')))).toBe('no-address');
  });
});

// What a link lives through that is measured by beats alone, in virtual time.

import { describe, expect, it } from 'vitest';
import { linkId } from '../../../src/domain/ids.ts';
import { lossPct } from '../../../src/domain/round.ts';
import { Beating, beating } from './beating.ts';

const HOUR_MS = 3_600_000;
const MINUTE_MS = 60_000;
const VILLAGE = [beating('v1', 'hq', 'village')];

/** A link that has beaten for an hour. */
function settled(sketches = VILLAGE): Beating {
  const world = new Beating(sketches);
  world.run(HOUR_MS + 5_000);
  return world;
}

describe('a link that beats', () => {
  it('is up with its first beat, and its rounds have answers but no round-trip time', () => {
    const world = new Beating(VILLAGE);
    world.run(6_000);
    expect(world.sim.stateOf('v1')).toBe('unknown');
    world.run(2_000);
    expect(world.sim.intervals('v1').at(-1)).toMatchObject({
      state: 'up',
      reason: { kind: 'answering', answeredInRow: 1, beatEveryMs: MINUTE_MS },
    });
    world.run(10 * MINUTE_MS);
    const rounds = world.sim.events.filter((event) => event.kind === 'link.round');
    const counts = rounds.map(({ round }) => [round.sent, round.received]);
    expect(counts.flat().reduce((sum, each) => sum + each, 0)).toBeGreaterThanOrEqual(18);
    for (const { round } of rounds) {
      expect(round).not.toHaveProperty('rtt');
      expect(lossPct(round) ?? 0).toBe(0);
    }
    expect(world.sim.state.links.get(linkId('v1'))?.rttMs).toBeUndefined();
  });

  it('is down after five missing beats, since the first of them was due, and says how it is measured', () => {
    const world = settled();
    const device = world.device('v1');
    const lastAt = world.sim.now().at - (world.sim.nowMs - (device.nextMs - MINUTE_MS));
    device.silent = true;
    // The last beat came 58 s ago: the fifth missing one was due 4 min 2 s from now, and counts as missing after 30 s.
    world.run(4 * MINUTE_MS + 30_000);
    expect(world.sim.stateOf('v1')).toBe('up');
    expect(world.sim.alerts()).toEqual([]);
    world.run(5_000);
    const interval = world.sim.intervals('v1').at(-1);
    expect(interval).toMatchObject({
      state: 'down',
      reason: { kind: 'silent', lostInRow: 5, required: 5, outcome: 'lost', beatEveryMs: MINUTE_MS },
    });
    expect(Math.abs((interval?.from ?? 0) - (lastAt + MINUTE_MS))).toBeLessThanOrEqual(1_000);
    expect(world.sim.alerts()).toMatchObject([{ rule: 'link.down', data: { beatEveryMs: MINUTE_MS } }]);
  });

  it('asks for no extra echoes: there is nowhere to send them', () => {
    const world = settled();
    const key = world.sim.state.links.get(linkId('v1'))?.key;
    world.device('v1').silent = true;
    world.run(8 * MINUTE_MS);
    const bursts = world.sim.requests.filter((request) => request.kind === 'burst' && request.key === key);
    expect(bursts).toEqual([]);
  });

  it('sends the links before it and the anchors no extra echoes while a beat is waited for', () => {
    const world = settled([{ id: 'hq-r1', from: 'hq', to: 'r1' }, beating('r1-v1', 'r1', 'village')]);
    world.sim.requests.length = 0;
    world.device('r1-v1').silent = true;
    world.run(6 * MINUTE_MS);
    expect(world.sim.stateOf('r1-v1')).toBe('down');
    expect(world.sim.requests.filter((request) => request.kind === 'burst')).toEqual([]);
  });

  it('recovers with two beats in a row, since the first of them', () => {
    const world = settled();
    const device = world.device('v1');
    device.silent = true;
    world.run(20 * MINUTE_MS);
    device.silent = false;
    const firstAt = world.sim.now().at + (device.nextMs - world.sim.nowMs);
    world.run(MINUTE_MS);
    expect(world.sim.stateOf('v1')).toBe('down');
    world.run(MINUTE_MS);
    const interval = world.sim.intervals('v1').at(-1);
    expect(interval?.state).toBe('up');
    expect(Math.abs((interval?.from ?? 0) - firstAt)).toBeLessThanOrEqual(1_000);
    expect(world.sim.alerts()).toEqual([]);
  });

  it.each([57_000, 63_000, 75_000, 85_000])('is not punished for a minute of %i ms', (everyMs) => {
    const world = new Beating(VILLAGE);
    world.device('v1').everyMs = everyMs;
    world.run(4 * HOUR_MS);
    expect(world.sim.intervals('v1').map(({ state }) => state)).toEqual(['unknown', 'up']);
    const lost = world.sim.events.filter(
      (event) => event.kind === 'link.round' && event.round.received < event.round.sent,
    );
    expect(lost).toEqual([]);
  });

  it('forgives a single missing beat', () => {
    const world = settled();
    const device = world.device('v1');
    device.silent = true;
    world.run(MINUTE_MS + 40_000);
    device.silent = false;
    world.run(30 * MINUTE_MS);
    expect(world.sim.intervals('v1').map(({ state }) => state)).toEqual(['unknown', 'up']);
    const missed = world.sim.events.filter(
      (event) => event.kind === 'link.round' && event.round.received < event.round.sent,
    );
    expect(missed.length).toBeGreaterThan(0);
  });

  it('is young and therefore waited for longer', () => {
    const world = new Beating(VILLAGE);
    world.run(10 * MINUTE_MS);
    world.device('v1').silent = true;
    world.run(7 * MINUTE_MS);
    expect(world.sim.stateOf('v1')).toBe('up');
    world.run(6 * MINUTE_MS);
    expect(world.sim.stateOf('v1')).toBe('down');
  });
});

describe('the cause of an outage', () => {
  it.each([
    ['restart', -40_000],
    ['line', -70_000],
  ] as const)(
    'is proposed as %s where the device started %i ms after the first missing beat was due',
    (proposal, bootMs) => {
      const world = settled();
      const device = world.device('v1');
      const firstMissingMs = device.nextMs;
      device.silent = true;
      world.run(20 * MINUTE_MS);
      device.silent = false;
      world.sim.runUntil(() => {
        world.run(1_000);
        return world.sim.stateOf('v1') === 'up';
      }, 5 * MINUTE_MS);
      const ticks = Math.round((world.sim.nowMs - (firstMissingMs + bootMs)) / 10);
      world.sim.give({
        kind: 'snmp',
        observation: {
          link: linkId('v1'),
          monoMs: world.sim.nowMs,
          durationMs: 0,
          result: { kind: 'answered', system: { sysUpTimeTicks: ticks } },
        },
      });
      expect(world.sim.events.filter(({ kind }) => kind === 'link.cause')).toMatchObject([{ proposal }]);
    },
  );
});

describe('what is not the device’s fault', () => {
  it('is unknown while the monitor is blind, and up again with the next beat', () => {
    const world = settled([...VILLAGE, { id: 'hq-r1', from: 'hq', to: 'r1' }]);
    world.sim.uplinkCut = true;
    world.run(20 * MINUTE_MS);
    expect(world.sim.intervals('v1').at(-1)).toMatchObject({ state: 'unknown', reason: { kind: 'blind' } });
    world.sim.uplinkCut = false;
    world.run(MINUTE_MS + 5_000);
    expect(world.sim.intervals('v1').map(({ state }) => state)).toEqual(['unknown', 'up', 'unknown', 'up']);
    world.run(10 * MINUTE_MS);
    expect(world.sim.stateOf('v1')).toBe('up');
    const raised = world.sim.events.flatMap((event) =>
      event.kind === 'alert.raised' && 'alert' in event ? [event.alert.rule] : [],
    );
    expect(raised).toEqual(['monitor.blind']);
  });

  it('loses nothing before a whole period and its grace have passed since the start', () => {
    const world = new Beating(VILLAGE);
    world.device('v1').silent = true;
    world.run(90_000);
    expect(world.sim.state.links.get(linkId('v1'))?.verdictMs).toBeUndefined();
    world.run(2_000);
    expect(world.sim.state.links.get(linkId('v1'))?.track.lostInRow).toBe(1);
  });

  it('taints what was due while this process stood still', () => {
    const world = settled();
    world.stall(12 * MINUTE_MS);
    world.run(10 * MINUTE_MS);
    expect(world.sim.intervals('v1').map(({ state }) => state)).toEqual(['unknown', 'up']);
    const rounds = world.sim.events.flatMap((event) => (event.kind === 'link.round' ? [event.round] : []));
    expect(rounds.some((round) => round.tainted > 0)).toBe(true);
    for (const round of rounds) expect(round.received).toBe(round.sent);
    expect(world.watch.stalls).toBe(1);
  });

  it('is unreachable, not down, when the site before it is cut off', () => {
    const world = settled([{ id: 'hq-r1', from: 'hq', to: 'r1' }, beating('r1-v1', 'r1', 'village')]);
    world.sim.cut.add(linkId('hq-r1'));
    world.device('r1-v1').silent = true;
    world.run(6 * MINUTE_MS);
    expect(world.sim.intervals('r1-v1').at(-1)).toMatchObject({
      state: 'unreachable',
      reason: { kind: 'ancestor', link: 'hq-r1' },
    });
    expect(world.sim.alerts('link.down').map(({ subject }) => subject)).toEqual(['hq-r1']);
  });
});

describe('a link that beats and has others behind it', () => {
  const sketches = [beating('hq-r1', 'hq', 'r1'), { id: 'r1-v1', from: 'r1', to: 'v1' }];

  it('takes them along when it is down, and says that beats proved it', () => {
    const world = settled(sketches);
    world.device('hq-r1').silent = true;
    world.sim.cut.add(linkId('r1-v1'));
    world.run(4 * MINUTE_MS);
    expect([world.sim.stateOf('hq-r1'), world.sim.stateOf('r1-v1')]).toEqual(['up', 'up']);
    world.run(2 * MINUTE_MS);
    expect(world.sim.intervals('r1-v1').at(-1)).toMatchObject({
      state: 'unreachable',
      reason: { kind: 'ancestor', link: 'hq-r1', beatEveryMs: MINUTE_MS },
    });
    expect(world.sim.alerts('link.down').map(({ subject }) => subject)).toEqual(['hq-r1']);
  });

  it('proves with its next beat that one behind it is down by itself', () => {
    const world = settled(sketches);
    world.sim.cut.add(linkId('r1-v1'));
    world.run(MINUTE_MS + 2_000);
    expect([world.sim.stateOf('hq-r1'), world.sim.stateOf('r1-v1')]).toEqual(['up', 'down']);
  });
});

describe('a restart of the monitor', () => {
  function restarted(world: Beating, gapMs: number): Beating {
    const { sim } = world;
    return new Beating(VILLAGE, {
      startMs: sim.nowMs + gapMs,
      startAt: sim.now().at + gapMs,
      saved: {
        lastAliveAt: sim.now().at,
        openIntervals: sim.intervals('v1').slice(-1),
        activeAlerts: sim.alerts(),
        nextAlertNumber: sim.state.nextAlertNumber,
      },
    });
  }

  it('calls nothing down that beats, however long it took', () => {
    const world = settled();
    const stoppedAt = world.sim.now().at;
    const again = restarted(world, HOUR_MS);
    again.run(10 * MINUTE_MS);
    expect(again.sim.intervals('v1')).toMatchObject([
      { state: 'unknown', from: stoppedAt, reason: { kind: 'stopped' } },
      { state: 'up' },
    ]);
    expect(again.sim.alerts()).toEqual([]);
  });

  it('keeps the alert of an outage until two beats came', () => {
    const world = settled();
    world.device('v1').silent = true;
    world.run(10 * MINUTE_MS);
    const again = restarted(world, 20 * MINUTE_MS);
    again.run(10_000);
    expect(again.sim.alerts('link.down')).toHaveLength(1);
    again.run(MINUTE_MS);
    expect(again.sim.alerts()).toEqual([]);
    expect(again.sim.stateOf('v1')).toBe('up');
  });
});

// A restart repeats no alert and loses none, whenever the run before was killed.

import { describe, expect, it } from 'vitest';
import { linkId } from '../../src/domain/ids.ts';
import { province } from '../support/network.ts';
import { Runs } from './runs.ts';

describe('an alert that was open and still holds', () => {
  it('of a link that is down is not told again', () => {
    const runs = new Runs();
    runs.cut('r1-v1');
    runs.sim.run(20_000);
    runs.kill();
    runs.sim.run(120_000);
    expect(runs.told).toEqual([]);
    expect(runs.sim.alerts('link.down')).toMatchObject([{ subject: 'r1-v1', occurrences: 1 }]);
  });

  it('of a regency is not told again, nor are its villages, and what it took along is not forgotten meanwhile', () => {
    const runs = new Runs();
    runs.cut('hq-r1');
    runs.sim.run(30_000);
    const [root] = runs.sim.alerts('link.down');
    expect(root?.data).toMatchObject({ unreachable: 3, villages: 3 });
    runs.kill();
    const counts = new Set<unknown>();
    runs.sim.onEvent = ((before) => (event) => {
      before?.(event);
      if (event.kind === 'alert.changed' && event.alert.number === root?.number)
        counts.add(event.alert.data['villages']);
    })(runs.sim.onEvent);
    runs.sim.run(120_000);
    expect(runs.told).toEqual([]);
    expect([...counts].filter((count) => count !== 3)).toEqual([]);
    const held = runs.sim.alerts('link.unreachable');
    expect(held).toHaveLength(3);
    expect(
      held.every((alert) => alert.suppressed?.by === 'ancestor' && alert.incident === root?.number),
    ).toBe(true);
  });

  it('that the monitor is blind is not told again, however long that takes to prove', () => {
    const runs = new Runs();
    runs.sim.uplinkCut = true;
    runs.sim.run(60_000);
    runs.kill();
    runs.sim.run(120_000);
    expect(runs.told).toEqual([]);
    expect(runs.sim.alerts('monitor.blind')).toMatchObject([{ status: 'active', occurrences: 1 }]);
  });

  it('that all anchors are silent is not told again', () => {
    const runs = new Runs();
    runs.sim.anchorsSilent = true;
    runs.sim.run(120_000);
    runs.kill();
    runs.sim.run(180_000);
    expect(runs.told).toEqual([]);
    expect(runs.sim.alerts('monitor.anchors')).toMatchObject([{ status: 'active', occurrences: 1 }]);
  });

  it('that a link is degraded is not told again: it goes on until quality has been good for its time', () => {
    const runs = new Runs();
    runs.sim.rttMs.set(linkId('hq-r1'), 150);
    runs.sim.run(300_000);
    expect(runs.sim.stateOf('hq-r1')).toBe('degraded');
    runs.kill();
    runs.sim.run(400_000);
    expect(runs.told).toEqual([]);
    runs.sim.rttMs.set(linkId('hq-r1'), 10);
    runs.sim.run(300_000);
    expect(runs.told).toEqual(['- link.degraded hq-r1']);
  });

  it('that a link flaps is not told again, and ends when it has been calm for its time', () => {
    const runs = new Runs();
    for (let i = 0; i < 4; i++) {
      runs.cut('r1-v1');
      runs.sim.run(20_000);
      runs.mend('r1-v1');
      runs.sim.run(20_000);
    }
    expect(runs.sim.alerts('link.flapping')).toHaveLength(1);
    runs.kill();
    runs.sim.run(300_000);
    expect(runs.told.filter((each) => each.includes('flapping'))).toEqual([]);
    runs.sim.run(400_000);
    expect(runs.told.filter((each) => each.includes('flapping'))).toEqual(['- link.flapping r1-v1']);
  });
});

describe('an alert whose condition went while jalur was away', () => {
  it('is closed once, for an outage and for blindness', () => {
    const runs = new Runs();
    runs.cut('r1-v1');
    runs.sim.run(20_000);
    runs.kill(600_000, (sim) => sim.cut.clear());
    runs.sim.run(60_000);
    expect(runs.told).toEqual(['- link.down r1-v1']);
    runs.sim.uplinkCut = true;
    runs.sim.run(60_000);
    runs.kill(600_000, (sim) => {
      sim.uplinkCut = false;
    });
    runs.sim.run(60_000);
    expect(runs.told).toEqual(['- monitor.blind monitor']);
  });

  it('of a regency is closed, and a village behind it that is dead itself is told', () => {
    const runs = new Runs();
    runs.cut('hq-r1');
    runs.sim.run(30_000);
    runs.kill(600_000, (sim) => {
      sim.cut.clear();
      sim.cut.add(linkId('r1-v2'));
    });
    runs.sim.run(90_000);
    expect([...runs.told].sort()).toEqual(['+ link.down r1-v2', '- link.down hq-r1']);
    expect(runs.sim.alerts('link.unreachable')).toEqual([]);
  });
});

describe('what is found while jalur settles', () => {
  it('is held, and told once when it has settled', () => {
    const runs = new Runs();
    runs.kill(60_000, (sim) => sim.cut.add(linkId('r2-v1')));
    runs.sim.runUntil(() => runs.sim.alerts('link.down').length === 1, 14_000);
    expect(runs.sim.alerts('link.down')[0]?.suppressed).toMatchObject({ by: 'settling' });
    runs.sim.run(60_000);
    expect(runs.told).toEqual(['+ link.down r2-v1']);
  });

  it('and is over before that is never told', () => {
    const runs = new Runs();
    runs.kill(60_000, (sim) => sim.cut.add(linkId('r2-v1')));
    runs.sim.runUntil(() => runs.sim.alerts('link.down').length === 1, 14_000);
    runs.mend('r2-v1');
    runs.sim.run(60_000);
    expect(runs.told).toEqual([]);
    expect(runs.sim.alerts()).toEqual([]);
  });

  it('is held as well when the outage before still waits for somebody', () => {
    const runs = new Runs(province(2, 3), { acknowledge: { from: 'minor', returnedMs: 3_600_000 } });
    runs.cut('r1-v1');
    runs.sim.run(20_000);
    runs.mend('r1-v1');
    runs.sim.run(20_000);
    expect(runs.sim.alerts('link.down')).toMatchObject([{ status: 'returned' }]);
    runs.kill(60_000, (sim) => sim.cut.add(linkId('r1-v1')));
    runs.sim.runUntil(() => runs.sim.alerts('link.down')[0]?.status === 'active', 14_000);
    expect(runs.sim.alerts('link.down')).toMatchObject([{ occurrences: 2, suppressed: { by: 'settling' } }]);
    runs.sim.run(60_000);
    expect(runs.told).toEqual(['+ link.down r1-v1']);
  });

  it('is told once though jalur is killed in the middle of it', () => {
    const runs = new Runs();
    runs.kill(60_000, (sim) => sim.cut.add(linkId('r2-v1')));
    runs.sim.runUntil(() => runs.sim.alerts('link.down').length === 1, 14_000);
    const [found] = runs.sim.alerts('link.down');
    runs.kill();
    runs.sim.run(90_000);
    expect(runs.told).toEqual(['+ link.down r2-v1']);
    expect(runs.sim.alerts('link.down')).toMatchObject([{ number: found?.number }]);
  });

  it('is told though jalur never lives long enough to settle: what two runs have found is no chance', () => {
    const runs = new Runs();
    const told: string[] = [];
    runs.kill(60_000, (sim) => sim.cut.add(linkId('r2-v1')));
    for (let crash = 0; crash < 4; crash++) {
      runs.sim.run(12_000);
      told.push(...runs.told);
      runs.kill();
    }
    expect(told).toEqual(['+ link.down r2-v1']);
  });

  it('of a regency and its villages is one message', () => {
    const runs = new Runs();
    runs.kill(60_000, (sim) => sim.cut.add(linkId('hq-r2')));
    runs.sim.run(90_000);
    expect(runs.told).toEqual(['+ link.down hq-r2']);
  });
});

it('a clock that is set forward lets nothing go that its cause holds back', () => {
  const runs = new Runs();
  runs.cut('hq-r1');
  runs.sim.run(30_000);
  runs.told.length = 0;
  const { at } = runs.sim.now();
  runs.sim.offsetMs += 60_000;
  runs.sim.give({ kind: 'clock-forward', fromAt: at, toAt: at + 60_000 });
  runs.sim.run(30_000);
  expect(runs.told).toEqual([]);
});

describe('an alert that a run held back while it settled, and that the next one does not find', () => {
  it('of a link is not told while nothing is known of the link, and is told once it is found again', () => {
    for (const isMended of [true, false]) {
      const runs = new Runs();
      runs.kill(5_000, (sim) => sim.cut.add(linkId('r1-v1')));
      runs.sim.runUntil(() => runs.sim.alerts('link.down').length === 1, 15_000);
      expect(runs.sim.alerts('link.down')).toMatchObject([{ suppressed: { by: 'settling' } }]);
      runs.kill(5_000, (sim) => {
        sim.spoiled.add(linkId('r1-v1'));
        if (isMended) sim.cut.delete(linkId('r1-v1'));
      });
      runs.sim.run(25_000);
      expect(runs.sim.stateOf('r1-v1')).toBe('unknown');
      expect(runs.told).toEqual([]);
      runs.sim.spoiled.clear();
      runs.sim.run(15_000);
      expect(runs.told.filter((told) => told.includes('link.down'))).toEqual(
        isMended ? [] : ['+ link.down r1-v1'],
      );
    }
  });

  it('of the monitor ends untold, and waits for nobody', () => {
    const runs = new Runs(undefined, { acknowledge: { from: 'minor', returnedMs: 3_600_000 } });
    runs.kill();
    runs.sim.give({ kind: 'fault', fault: 'disk', active: true, detail: 'full' });
    expect(runs.sim.alerts('monitor.disk')).toMatchObject([{ suppressed: { by: 'settling' } }]);
    runs.kill();
    runs.sim.run(30_000);
    expect(runs.told).toEqual([]);
    expect(runs.sim.alerts('monitor.disk')).toEqual([]);
  });
});

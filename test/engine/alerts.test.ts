// Alerts through whole lives: returned and acknowledged, shelved, held back by maintenance and by settling, and what is
// told when each of these ends.

import { describe, expect, it } from 'vitest';
import type { ActKind } from '../../src/domain/act.ts';
import type { Alert } from '../../src/domain/alert.ts';
import { linkId } from '../../src/domain/ids.ts';
import type { OpenMaintenance } from '../../src/domain/maintenance.ts';
import type { ActOutcome } from '../../src/engine/acts.ts';
import { step } from '../../src/engine/step.ts';
import { engineConfig, networkOf, province } from '../support/network.ts';
import { Sim, type SimOptions } from '../support/sim.ts';

const ACKNOWLEDGE = { from: 'minor', returnedMs: 3_600_000 } as const;

function settled(options: SimOptions = {}, settleMs = 0): Sim {
  const config = engineConfig(networkOf(province(2, 3)), {}, { acknowledge: ACKNOWLEDGE, settleMs });
  const sim = new Sim(config, options);
  sim.run(20_000);
  sim.events.length = 0;
  return sim;
}

function act(sim: Sim, alert: number, kind: ActKind, who = 'Sari'): ActOutcome {
  const request = { alert, act: kind, actor: { who, via: 'screen' } } as const;
  const output = step(sim.state, { kind: 'act', request }, sim.now());
  sim.events.push(...output.events);
  if (!output.outcome) throw new Error('no outcome');
  return output.outcome;
}

function cut(sim: Sim, id: string, ms = 15_000): Alert {
  sim.cut.add(linkId(id));
  sim.run(ms);
  const found = sim.alerts('link.down').find((alert) => alert.subject === id);
  if (!found) throw new Error(`no alert about ${id}`);
  return found;
}

function mend(sim: Sim, id: string, ms = 15_000): void {
  sim.cut.delete(linkId(id));
  sim.run(ms);
}

const told = (sim: Sim) =>
  sim.events.flatMap((event) =>
    event.kind === 'alert.raised' || event.kind === 'alert.closed'
      ? [`${event.kind} #${event.alert.number}`]
      : [],
  );

function window(sim: Sim, links: readonly string[], inMs: number, forMs: number): OpenMaintenance {
  const from = sim.now().at + inMs;
  const covered = new Set(links.map(linkId));
  return { id: 'w1', name: 'Ganti FO', announcedBy: 'ICON+', from, to: from + forMs, links: covered };
}

describe('acknowledging', () => {
  it('an outage that is over leaves the list; one that nobody saw stays, and comes back as the same alert', () => {
    const sim = settled();
    const { number } = cut(sim, 'r1-v1');
    mend(sim, 'r1-v1');
    expect(sim.alerts('link.down')).toMatchObject([{ number, status: 'returned', occurrences: 1 }]);
    cut(sim, 'r1-v1');
    expect(sim.alerts('link.down')).toMatchObject([{ number, status: 'active', occurrences: 2 }]);
    expect(act(sim, number, { kind: 'acknowledge' })).toMatchObject({ kind: 'done' });
    mend(sim, 'r1-v1');
    expect(sim.alerts()).toEqual([]);
    expect(told(sim)).toEqual([`alert.raised #${number}`, `alert.closed #${number}`]);
  });

  it('of two operators the first wins, and the second is told so', () => {
    const sim = settled();
    const { number } = cut(sim, 'r1-v1');
    act(sim, number, { kind: 'acknowledge' }, 'Sari');
    expect(act(sim, number, { kind: 'acknowledge' }, 'Budi')).toMatchObject({
      kind: 'refused',
      refusal: { code: 'already-acknowledged', by: 'Sari' },
    });
    expect(sim.events.filter((event) => event.kind === 'alert.act')).toHaveLength(1);
  });

  it('what nobody acknowledges is closed after its time', () => {
    const sim = settled();
    cut(sim, 'r1-v1');
    mend(sim, 'r1-v1');
    sim.run(3_600_000);
    expect(sim.alerts()).toEqual([]);
  });

  it('an alert there is not is refused', () => {
    expect(act(settled(), 99, { kind: 'acknowledge' })).toMatchObject({ refusal: { code: 'no-alert' } });
  });
});

describe('a regency that is cut off', () => {
  it('is one incident with what it took along, counted by kind of site', () => {
    const sim = settled();
    const root = cut(sim, 'hq-r1', 20_000);
    expect(root).toMatchObject({ incident: root.number, data: { unreachable: 3, villages: 3 } });
    const children = sim.alerts('link.unreachable');
    expect(children).toHaveLength(3);
    expect(children.map((alert) => alert.incident)).toEqual([root.number, root.number, root.number]);
  });

  it('leaves exactly those alerts that stay true when it comes back', () => {
    const sim = settled();
    const root = cut(sim, 'hq-r1', 20_000);
    act(sim, root.number, { kind: 'acknowledge' });
    sim.cut.add(linkId('r1-v2'));
    mend(sim, 'hq-r1', 30_000);
    const announced = sim.alerts().filter((alert) => !alert.suppressed && alert.status === 'active');
    expect(announced).toMatchObject([{ rule: 'link.down', subject: 'r1-v2' }]);
    expect(announced[0]?.incident).toBe(announced[0]?.number);
  });
});

describe('a shelved alert', () => {
  it('is held back until its time, whatever happens, and told again if it is still true', () => {
    const sim = settled();
    const { number } = cut(sim, 'r1-v1');
    act(sim, number, { kind: 'shelve', until: sim.now().at + 60_000 });
    expect(sim.alerts('link.down')[0]?.suppressed).toMatchObject({ by: 'shelved', who: 'Sari' });
    sim.run(50_000);
    expect(sim.alerts('link.down')[0]?.suppressed).toBeDefined();
    sim.run(15_000);
    expect(sim.alerts('link.down')[0]).toMatchObject({ number, status: 'active' });
    expect(sim.alerts('link.down')[0]).not.toHaveProperty('suppressed');
    expect(sim.alerts('link.down')[0]).not.toHaveProperty('shelved');
  });

  it('stays on the shelf while its link comes and goes', () => {
    const sim = settled();
    const { number } = cut(sim, 'r1-v1');
    act(sim, number, { kind: 'acknowledge' });
    act(sim, number, { kind: 'shelve', until: sim.now().at + 120_000 });
    mend(sim, 'r1-v1');
    cut(sim, 'r1-v1');
    expect(sim.alerts('link.down')).toMatchObject([{ number, suppressed: { by: 'shelved' } }]);
    mend(sim, 'r1-v1', 120_000);
    expect(sim.alerts('link.down')).toMatchObject([{ number, status: 'returned' }]);
    act(sim, number, { kind: 'acknowledge' });
    expect(sim.alerts()).toEqual([]);
  });

  it('is told at once when somebody takes it off the shelf', () => {
    const sim = settled();
    const { number } = cut(sim, 'r1-v1');
    act(sim, number, { kind: 'shelve', until: sim.now().at + 60_000 });
    act(sim, number, { kind: 'unshelve' });
    expect(sim.alerts('link.down')[0]).not.toHaveProperty('suppressed');
  });
});

describe('maintenance', () => {
  it('holds back what begins within it, and says so when it is not over in time', () => {
    const sim = settled();
    const open = window(sim, ['r1-v1'], 0, 60_000);
    sim.give({ kind: 'maintenance', open: [open] });
    const { number } = cut(sim, 'r1-v1');
    expect(sim.alerts('link.down')[0]?.suppressed).toMatchObject({ by: 'maintenance', announcedBy: 'ICON+' });
    sim.run(45_000);
    sim.give({ kind: 'maintenance', open: [] });
    expect(sim.alerts('link.down')[0]).toMatchObject({ number, data: { overrun: 'Ganti FO' } });
    expect(sim.alerts('link.down')[0]).not.toHaveProperty('suppressed');
    mend(sim, 'r1-v1');
    cut(sim, 'r1-v1');
    expect(sim.alerts('link.down')[0]?.data).not.toHaveProperty('overrun');
  });

  it('that ends with everything working leaves nothing behind', () => {
    const sim = settled();
    sim.give({ kind: 'maintenance', open: [window(sim, ['r1-v1'], 0, 60_000)] });
    cut(sim, 'r1-v1');
    mend(sim, 'r1-v1');
    sim.give({ kind: 'maintenance', open: [] });
    expect(sim.alerts()).toEqual([]);
    expect(sim.events.map((event) => event.kind)).toEqual(
      expect.arrayContaining(['maintenance.begun', 'maintenance.ended']),
    );
  });

  it('holds back an outage within it also when nobody has acknowledged the one before', () => {
    const sim = settled();
    const { number } = cut(sim, 'r1-v1');
    mend(sim, 'r1-v1');
    sim.give({ kind: 'maintenance', open: [window(sim, ['r1-v1'], 0, 60_000)] });
    cut(sim, 'r1-v1');
    expect(sim.alerts('link.down')).toMatchObject([
      { number, occurrences: 2, suppressed: { by: 'maintenance' } },
    ]);
  });

  it('never hides an outage that began before it', () => {
    const sim = settled();
    cut(sim, 'r1-v1');
    sim.give({ kind: 'maintenance', open: [window(sim, ['r1-v1'], 0, 60_000)] });
    expect(sim.alerts('link.down')[0]).not.toHaveProperty('suppressed');
  });
});

describe('a restart', () => {
  function restarted(sim: Sim, settleMs = 15_000): Sim {
    const saved = {
      lastAliveAt: sim.now().at,
      openIntervals: [...sim.state.links.keys()].flatMap((id) => sim.intervals(id).slice(-1)),
      activeAlerts: sim.alerts(),
      nextAlertNumber: sim.state.nextAlertNumber,
    };
    const config = engineConfig(sim.state.config.network, {}, { acknowledge: ACKNOWLEDGE, settleMs });
    const after = new Sim(config, { saved, startMs: sim.nowMs + 5_000, startAt: sim.now().at + 5_000 });
    for (const id of sim.cut) after.cut.add(id);
    after.uplinkCut = sim.uplinkCut;
    return after;
  }

  it('repeats no alert and loses none', () => {
    const sim = settled();
    const known = cut(sim, 'r1-v1');
    const after = restarted(sim);
    after.cut.add(linkId('r2-v2'));
    after.run(40_000);
    const down = after.alerts('link.down');
    expect(down.map((alert) => [alert.subject, alert.number])).toEqual([
      ['r1-v1', known.number],
      ['r2-v2', known.number + 1],
    ]);
    expect(down.every((alert) => alert.suppressed === undefined)).toBe(true);
  });

  it('holds new alerts back while it settles, and then tells those that are still true', () => {
    const after = restarted(settled(), 60_000);
    cut(after, 'r1-v1', 20_000);
    expect(after.alerts('link.down')[0]?.suppressed).toMatchObject({ by: 'settling' });
    cut(after, 'r2-v1', 15_000);
    mend(after, 'r2-v1');
    after.run(20_000);
    expect(after.alerts()).toMatchObject([{ rule: 'link.down', subject: 'r1-v1' }]);
    expect(after.alerts()[0]).not.toHaveProperty('suppressed');
  });

  it('keeps the alert that the monitor is blind when it still is, and ends it when it is not', () => {
    const sim = settled();
    sim.uplinkCut = true;
    sim.run(30_000);
    const [blind] = sim.alerts('monitor.blind');
    const still = restarted(sim);
    still.run(60_000);
    expect(still.alerts('monitor.blind')).toMatchObject([{ number: blind?.number, status: 'active' }]);
    sim.uplinkCut = false;
    const sighted = restarted(sim);
    sighted.run(60_000);
    expect(sighted.alerts('monitor.blind').map((alert) => alert.status)).toEqual(['returned']);
  });
});

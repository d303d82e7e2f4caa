// Windows that end while the monitor cannot see: jalur is not running, or blind. An outage that outlives its window is told
// as such, and one that was mended in time is never told.

import { describe, expect, it } from 'vitest';
import { linkId } from '../../src/domain/ids.ts';
import type { OpenMaintenance } from '../../src/domain/maintenance.ts';
import type { Round } from '../../src/domain/round.ts';
import { engineConfig, networkOf, province } from '../support/network.ts';
import { Sim } from '../support/sim.ts';

const MINUTE = 60_000;

function settled(): Sim {
  const sim = new Sim(engineConfig(networkOf(province(2, 3))));
  sim.run(20_000);
  return sim;
}

function windowOf(sim: Sim, links: readonly string[], forMs: number): OpenMaintenance {
  const from = sim.now().at;
  const covered = new Set(links.map(linkId));
  return { id: 'w1', name: 'Ganti FO', announcedBy: 'ICON+', from, to: from + forMs, links: covered };
}

function downOf(sim: Sim, id: string) {
  return sim.alerts('link.down').find((alert) => alert.subject === id);
}

/** The same province after jalur was away; `open` is given at once, as the daemon does. */
function restarted(sim: Sim, awayMs: number, open: readonly OpenMaintenance[]): Sim {
  const saved = {
    lastAliveAt: sim.now().at,
    openIntervals: [...sim.state.links.keys()].flatMap((id) => sim.intervals(id).slice(-1)),
    activeAlerts: sim.alerts(),
    nextAlertNumber: sim.state.nextAlertNumber,
  };
  const config = engineConfig(sim.state.config.network, {}, { settleMs: 15_000 });
  const after = new Sim(config, {
    saved,
    startMs: sim.nowMs + awayMs,
    startAt: sim.now().at + awayMs,
  });
  after.give({ kind: 'maintenance', open });
  for (const id of sim.cut) after.cut.add(id);
  return after;
}

const changes = (sim: Sim) =>
  sim.events.flatMap((event) =>
    event.kind === 'alert.raised' || event.kind === 'alert.changed' || event.kind === 'alert.closed'
      ? [`${event.kind} ${event.alert.subject} ${event.alert.suppressed?.by ?? 'told'}`]
      : [],
  );

describe('a restart within a window', () => {
  it('tells nothing of what the window holds', () => {
    const sim = settled();
    const open = windowOf(sim, ['r1-v1'], 60 * MINUTE);
    sim.give({ kind: 'maintenance', open: [open] });
    sim.cut.add(linkId('r1-v1'));
    sim.run(15_000);
    const after = restarted(sim, 5_000, [open]);
    after.run(40_000);
    expect(downOf(after, 'r1-v1')).toMatchObject({ suppressed: { by: 'maintenance', window: 'w1' } });
    expect(changes(after).filter((change) => change.endsWith('told'))).toEqual([]);
  });
});

describe('a window that ended while jalur was not running', () => {
  function outageInWindow(): Sim {
    const sim = settled();
    sim.give({ kind: 'maintenance', open: [windowOf(sim, ['r1-v1'], 10 * MINUTE)] });
    sim.cut.add(linkId('r1-v1'));
    sim.run(15_000);
    expect(downOf(sim, 'r1-v1')).toMatchObject({ suppressed: { by: 'maintenance' } });
    return sim;
  }

  it('and left an outage behind: it is told once it is proved, as an overrun, under its number', () => {
    const sim = outageInWindow();
    const before = downOf(sim, 'r1-v1');
    const after = restarted(sim, 30 * MINUTE, []);
    expect(downOf(after, 'r1-v1'), 'nothing is known yet').toMatchObject({
      suppressed: { by: 'maintenance' },
    });
    after.run(30_000);
    const found = downOf(after, 'r1-v1');
    expect(found).toMatchObject({ number: before?.number, since: before?.since, status: 'active' });
    expect(found).not.toHaveProperty('suppressed');
    const proof = before?.suppressed?.by === 'maintenance' ? before.suppressed : undefined;
    expect(found?.data).toMatchObject({ overrun: 'Ganti FO', overrunSince: proof?.until });
  });

  it('and whose link works again: nobody is told of anything', () => {
    const sim = outageInWindow();
    sim.cut.clear();
    const after = restarted(sim, 30 * MINUTE, []);
    after.run(60_000);
    expect(after.alerts()).toEqual([]);
    expect(changes(after)).toEqual(['alert.closed r1-v1 told']);
  });

  it('and an outage after it is no overrun', () => {
    const sim = outageInWindow();
    sim.cut.clear();
    const after = restarted(sim, 30 * MINUTE, []);
    after.run(60_000);
    after.cut.add(linkId('r1-v1'));
    after.run(15_000);
    expect(downOf(after, 'r1-v1')).not.toHaveProperty('suppressed');
    expect(downOf(after, 'r1-v1')?.data).not.toHaveProperty('overrun');
  });
});

describe('what an earlier run told to be open', () => {
  const tellings = (sim: Sim) =>
    sim.events.flatMap((event) =>
      event.kind === 'maintenance.begun' || event.kind === 'maintenance.ended'
        ? [`${event.kind} ${event.window}`]
        : [],
    );

  it('is told to be over when it ended meanwhile, and not told to begin again when it did not', () => {
    const sim = settled();
    const over = windowOf(sim, ['r1-v1'], MINUTE);
    const open = { ...windowOf(sim, ['r1-v2'], 60 * MINUTE), id: 'w2' };
    // As the state store has them: without whom they cover.
    sim.state.maintenance = [over, open].map((window) => ({ ...window, links: new Set() }));
    sim.give({ kind: 'maintenance', open: [open] });
    expect(tellings(sim)).toEqual(['maintenance.ended w1']);
    expect(sim.state.maintenance).toEqual([open]);
  });
});

describe('a window', () => {
  it('that ends while the monitor is blind is overrun by what is found down afterwards', () => {
    const sim = settled();
    sim.give({ kind: 'maintenance', open: [windowOf(sim, ['r1-v1'], 2 * MINUTE)] });
    sim.cut.add(linkId('r1-v1'));
    sim.run(15_000);
    sim.uplinkCut = true;
    sim.run(30_000);
    sim.give({ kind: 'maintenance', open: [] });
    expect(downOf(sim, 'r1-v1')).toMatchObject({ suppressed: { by: 'blind' } });
    sim.uplinkCut = false;
    sim.run(60_000);
    expect(downOf(sim, 'r1-v1')).toMatchObject({ data: { overrun: 'Ganti FO' } });
    expect(downOf(sim, 'r1-v1')).not.toHaveProperty('suppressed');
  });

  it('that no longer covers a link lets go of its alert', () => {
    const sim = settled();
    const open = windowOf(sim, ['r1-v1', 'r1-v2'], 60 * MINUTE);
    sim.give({ kind: 'maintenance', open: [open] });
    sim.cut.add(linkId('r1-v1'));
    sim.cut.add(linkId('r1-v2'));
    sim.run(15_000);
    sim.give({ kind: 'maintenance', open: [{ ...open, links: new Set([linkId('r1-v2')]) }] });
    expect(downOf(sim, 'r1-v1')).not.toHaveProperty('suppressed');
    expect(downOf(sim, 'r1-v2')).toMatchObject({ suppressed: { by: 'maintenance' } });
  });

  it('whose end was put off is not begun again', () => {
    const sim = settled();
    const open = windowOf(sim, ['r1-v1'], 10 * MINUTE);
    sim.give({ kind: 'maintenance', open: [open] });
    sim.cut.add(linkId('r1-v1'));
    sim.run(15_000);
    sim.give({ kind: 'maintenance', open: [{ ...open, to: open.to + MINUTE }] });
    expect(downOf(sim, 'r1-v1')?.suppressed).toMatchObject({ until: open.to + MINUTE });
    expect(sim.events.filter((event) => event.kind === 'maintenance.begun')).toHaveLength(1);
  });

  it('tells once of an end that was put off, and of other links, and of nothing when nothing has changed', () => {
    const sim = settled();
    const open = windowOf(sim, ['r1-v1'], 10 * MINUTE);
    const later = { ...open, to: open.to + MINUTE };
    const moved = { ...later, links: new Set([linkId('r1-v2')]) };
    for (const each of [open, { ...open, links: new Set(open.links) }, later, later, moved])
      sim.give({ kind: 'maintenance', open: [each] });
    const told = sim.events.filter((event) => event.kind.startsWith('maintenance.'));
    expect(told).toMatchObject([
      { kind: 'maintenance.begun', to: open.to },
      { kind: 'maintenance.changed', window: 'w1', from: open.from, to: later.to, links: 1 },
      { kind: 'maintenance.changed', window: 'w1', from: open.from, to: later.to, links: 1 },
    ]);
  });

  it('never hides an outage that began a second before it', () => {
    const sim = settled();
    sim.cut.add(linkId('r1-v1'));
    sim.run(1_500);
    sim.give({ kind: 'maintenance', open: [windowOf(sim, ['r1-v1'], 60 * MINUTE)] });
    sim.run(15_000);
    const found = downOf(sim, 'r1-v1');
    expect(found, 'the outage is back-dated to its first lost echo').toBeDefined();
    expect(found).not.toHaveProperty('suppressed');
  });
});

describe('rounds and windows', () => {
  it('give maintenance exactly what the windows took, whether they end by plan, early, or overlap', () => {
    const sim = settled();
    const link = linkId('r1-v1');
    sim.run(90_000);
    const first = { ...windowOf(sim, ['r1-v1'], 10 * MINUTE), id: 'w1' };
    sim.give({ kind: 'maintenance', open: [first] });
    sim.cut.add(link);
    sim.run(95_000);
    const second = { ...windowOf(sim, ['r1-v1'], 10 * MINUTE), id: 'w2' };
    sim.give({ kind: 'maintenance', open: [first, second] });
    sim.run(30_000);
    sim.give({ kind: 'maintenance', open: [second] });
    sim.run(47_300);
    sim.cut.delete(link);
    sim.give({ kind: 'maintenance', open: [] });
    const end = sim.now().at;
    sim.run(3 * MINUTE);
    const rounds = sim.events.flatMap((event) =>
      event.kind === 'link.round' && event.link === link ? [event.round] : [],
    );
    const sum = (of: (round: Round) => number): number =>
      rounds.reduce((total, round) => total + of(round), 0);
    const planned = ({ maintenance }: Round): number =>
      maintenance
        ? maintenance.durations.upMs + maintenance.durations.downMs + maintenance.durations.unknownMs
        : 0;
    expect(sum(planned)).toBe(end - first.from);
    // What the link did is as true in maintenance as out of it.
    expect(
      sum(({ durations }) => durations.upMs + durations.downMs + durations.unknownMs),
      'the classes tile the rounds',
    ).toBe(sum(({ from, to }) => to - from));
    expect(sum(({ maintenance }) => maintenance?.durations.downMs ?? 0)).toBeGreaterThan(160_000);
    for (const { from, to, maintenance } of rounds)
      expect(maintenance?.atEnd ?? false).toBe(from < end && to > first.from && to <= end);
    const other = sim.events.filter((event) => event.kind === 'link.round' && event.link !== link);
    expect(other.some((event) => event.kind === 'link.round' && event.round.maintenance)).toBe(false);
    sim.give({ kind: 'maintenance', open: [] });
    expect(sim.state.endedMaintenance, 'forgotten once no round can reach into them').toEqual([]);
  });
});

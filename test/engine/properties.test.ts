// What must hold whatever happens: random cuts, losses, reorderings, restarts and clock steps on random trees.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { EngineEvent } from '../../src/domain/event.ts';
import { linkId } from '../../src/domain/ids.ts';
import { overlapMs } from '../../src/domain/interval.ts';
import { seededRandom } from '../../src/runtime/random.ts';
import { engineConfig, type LinkSketch, networkOf } from '../support/network.ts';
import { Sim } from '../support/sim.ts';

const ACTS = ['cut', 'mend', 'uplink', 'loss', 'forward', 'back', 'wait'] as const;
type Act = { readonly do: (typeof ACTS)[number]; readonly link: number; readonly forMs: number };

/** Trees of up to nine links; link i hangs at a site of an earlier link or at the monitor, some sites have two links. */
const tree = fc
  .array(fc.record({ parent: fc.nat(), backup: fc.boolean() }), { minLength: 1, maxLength: 9 })
  .map((shapes): LinkSketch[] =>
    shapes.map(({ parent, backup }, index): LinkSketch => {
      const before = parent % (index + 1);
      const from = before === 0 ? 'hq' : `s${before}`;
      const twin = backup && before > 0 && from !== 'hq' && before !== index;
      return twin
        ? { id: `l${index + 1}`, from: 'hq', to: from, role: 'backup' }
        : { id: `l${index + 1}`, from, to: `s${index + 1}` };
    }),
  )
  .map(withoutOrphans);

/** A twin leaves its own site out; what would hang there hangs at the monitor instead. */
function withoutOrphans(sketches: LinkSketch[]): LinkSketch[] {
  const sites = new Set(['hq', ...sketches.map((sketch) => sketch.to)]);
  return sketches.map((sketch) => (sites.has(sketch.from) ? sketch : { ...sketch, from: 'hq' }));
}

const story = fc.array(
  fc.record({
    do: fc.constantFrom(...ACTS),
    link: fc.nat(),
    forMs: fc.integer({ min: 1, max: 150 }).map((tenths) => tenths * 100),
  }),
  { minLength: 1, maxLength: 25 },
);

function play(sim: Sim, acts: readonly Act[], each?: () => void): void {
  const ids = [...sim.state.links.keys()];
  for (const act of acts) {
    const id = ids[act.link % ids.length] ?? linkId('l1');
    if (act.do === 'cut') sim.cut.add(id);
    else if (act.do === 'mend') sim.cut.delete(id);
    else if (act.do === 'uplink') sim.uplinkCut = !sim.uplinkCut;
    else if (act.do === 'loss') sim.loss.set(id, sim.loss.get(id) ? 0 : 0.2);
    else if (act.do === 'forward') stepForward(sim, act.forMs);
    each?.();
    sim.run(act.forMs);
  }
}

/** As the timeline does it: a forward step is told, a backward one never reaches a label. */
function stepForward(sim: Sim, ms: number): void {
  const fromAt = sim.now().at;
  sim.offsetMs += ms;
  sim.give({ kind: 'clock-forward', fromAt, toAt: sim.now().at });
}

function simOf(sketches: LinkSketch[], seed: number, lateMs: number): Sim {
  const random = seededRandom(seed);
  return new Sim(engineConfig(networkOf(sketches)), { random, delayMs: () => random() * lateMs });
}

describe('properties of the engine', () => {
  it('intervals tile any window', () => {
    fc.assert(
      fc.property(tree, story, fc.nat(), (sketches, acts, seed) => {
        const sim = simOf(sketches, seed, 0);
        const beginAt = sim.now().at;
        play(sim, acts);
        const endAt = sim.now().at;
        for (const id of sim.state.links.keys()) {
          const intervals = sim.intervals(id);
          for (const [from, to] of [
            [beginAt, endAt],
            [beginAt + 700, Math.max(beginAt + 700, endAt - 900)],
          ] as const) {
            const covered = intervals.reduce((sum, interval) => sum + overlapMs(interval, from, to), 0);
            expect(covered, id).toBe(to - from);
          }
        }
      }),
      { numRuns: 150 },
    );
  });

  it('a link never becomes down while every link into the site before it is down or unreachable', () => {
    fc.assert(
      fc.property(
        tree,
        story,
        fc.nat(),
        fc.integer({ min: 0, max: 2_500 }),
        (sketches, acts, seed, lateMs) => {
          const sim = simOf(sketches, seed, lateMs);
          sim.onEvent = (event) => {
            if (event.kind !== 'link.state' || event.state !== 'down') return;
            // After a clock step a link goes on as it was: no verdict.
            if (
              sim.events.at(-2)?.kind === 'link.state' &&
              sim.intervals(event.link).at(-2)?.reason.kind === 'clock'
            )
              return;
            const { guard, inbound } = sim.state.topology;
            const before = inbound.get(guard.get(event.link) ?? sim.state.config.network.monitorSite) ?? [];
            const states = before.map((link) => sim.stateOf(link.id));
            const alive =
              states.length === 0 || states.some((state) => state === 'up' || state === 'degraded');
            expect(alive, `${event.link} down while ${states.join(' ')}`).toBe(true);
          };
          play(sim, acts);
        },
      ),
      { numRuns: 300 },
    );
  });

  it('one link.down alert at most per link, closed when it is up, and none while it never was cut', () => {
    fc.assert(
      fc.property(tree, story, fc.nat(), (sketches, acts, seed) => {
        const sim = simOf(sketches, seed, 0);
        const everCut = new Set<string>();
        play(sim, acts, () => {
          for (const id of sim.cut) everCut.add(id);
        });
        sim.uplinkCut = false;
        sim.run(40_000);
        for (const alert of sim.alerts('link.down')) {
          expect(everCut.has(alert.subject), `${alert.subject} was never cut`).toBe(true);
          expect(['down', 'unreachable']).toContain(sim.stateOf(alert.subject));
        }
        const lastWord = new Map<number, EngineEvent['kind']>();
        for (const event of sim.events) {
          if (!('alert' in event)) continue;
          const before = lastWord.get(event.alert.number);
          expect([before, event.kind]).not.toEqual([
            before,
            before === undefined ? 'alert.closed' : 'alert.raised',
          ]);
          expect(before).not.toBe('alert.closed');
          lastWord.set(event.alert.number, event.kind);
        }
      }),
      { numRuns: 150 },
    );
  });

  it('ends in the truth once things stay as they are', () => {
    fc.assert(
      fc.property(tree, story, fc.nat(), (sketches, acts, seed) => {
        const sim = simOf(sketches, seed, 0);
        play(sim, acts);
        sim.uplinkCut = false;
        sim.loss.clear();
        sim.run(90_000);
        for (const watch of sim.state.links.values()) {
          const wanted = sim.pathWorks(watch.link) ? ['up', 'degraded'] : ['down', 'unreachable'];
          expect(wanted, watch.link.id).toContain(watch.state);
        }
      }),
      { numRuns: 100 },
    );
  });

  it('a stepped wall clock invents no outage', () => {
    const steps = fc.array(fc.record({ back: fc.boolean(), ms: fc.integer({ min: 1, max: 90_000_000 }) }), {
      minLength: 1,
      maxLength: 8,
    });
    fc.assert(
      fc.property(steps, (all) => {
        const sim = simOf([{ id: 'l1', from: 'hq', to: 's1' }], 1, 0);
        for (const { back, ms } of all) {
          if (!back) stepForward(sim, ms);
          sim.run(70_000);
        }
        const states = sim.events.flatMap((event) => (event.kind === 'link.state' ? [event.state] : []));
        expect(states.filter((state) => state === 'down' || state === 'unreachable')).toEqual([]);
        expect(sim.alerts()).toEqual([]);
      }),
      { numRuns: 30 },
    );
  });
});

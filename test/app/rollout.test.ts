// The board at work: intervals of the store and of the engine's present, how long it holds, and who sees which part.

import { describe, expect, it } from 'vitest';
import { openRollout } from '../../src/app/rollout.ts';
import { type Scope, WHOLE_PROVINCE } from '../../src/domain/access.ts';
import { linkId, siteId } from '../../src/domain/ids.ts';
import type { RolloutTarget } from '../../src/domain/rollout-plan.ts';
import { FakeStore } from '../support/fake-store.ts';
import { engineConfig, type LinkSketch, networkOf } from '../support/network.ts';
import { Sim } from '../support/sim.ts';

const MINUTE = 60_000;
const SLOW = { everyMs: 5_000, timeoutMs: 1_000 };
const LINKS: readonly LinkSketch[] = [
  { id: 'hq-r1', from: 'hq', to: 'r1', echo: SLOW },
  { id: 'hq-r2', from: 'hq', to: 'r2', echo: SLOW },
  { id: 'a', from: 'r1', to: 'v-a', echo: SLOW, year: 2025, programme: 'P', provider: 'ICON+' },
  { id: 'b', from: 'r1', to: 'v-b', echo: SLOW, year: 2025, programme: 'P', provider: 'Telkom' },
  { id: 'b2', from: 'r1', to: 'v-b', echo: SLOW, role: 'backup', provider: 'ICON+' },
  { id: 'c', from: 'r2', to: 'v-c', echo: SLOW, stage: 'planned', year: 2026, programme: 'Q' },
];
const TARGETS: readonly RolloutTarget[] = [
  { year: 2025, villages: 3, regency: siteId('r1') },
  { year: 2026, villages: 4, regency: siteId('r2') },
];

/** A province that has run for a while, `cut` links cut from the beginning on. */
function boardAfter(ms: number, cut: readonly string[] = [], targets = TARGETS) {
  const plain = networkOf(LINKS);
  const sites = new Map(
    [...plain.sites].map(([id, site]) => {
      const parent = id === 'v-c' ? siteId('r2') : siteId('r1');
      return [id, site.kind === 'village' ? { ...site, parent } : site];
    }),
  );
  const sim = new Sim(engineConfig({ ...plain, sites }));
  for (const id of cut) sim.cut.add(linkId(id));
  const store = new FakeStore();
  for (const event of sim.events) store.commit([event]);
  sim.onEvent = (event) => void store.commit([event]);
  sim.run(ms);
  let reads = 0;
  const port = openRollout({
    plan: {
      config: {
        rollout: {
          targets,
          connected: { withinMs: 60 * MINUTE, atLeastMs: 10 * MINUTE },
          acceptance: { lengthMs: 1, silentMs: 1, availabilityPct: 0, coveragePct: 0 },
        },
      },
    },
    store: {
      intervals: (link, from, to) => {
        reads++;
        return store.intervals(link, from, to);
      },
    },
    loop: { state: sim.state, now: () => sim.now() },
    latest: (link) => (link === 'c' ? { id: 7, state: 'running' } : undefined),
  });
  const board = (query = {}, scope: Scope = WHOLE_PROVINCE) => port.board(query, scope);
  return { sim, board, reads: () => reads };
}

describe('the board', () => {
  it('tells what was measured of each village, whatever is declared', async () => {
    const { board } = boardAfter(20 * MINUTE, ['a', 'b']);
    const { total, villageList, at } = await board();
    expect(
      villageList.map(({ site, declared, measured, state }) => [site, declared, measured, state]),
    ).toEqual([
      ['v-a', 'active', 'silent', 'down'],
      ['v-b', 'active', 'connected', 'up'],
      ['v-c', 'planned', 'connected', 'up'],
    ]);
    expect(villageList[2]).toMatchObject({ acceptance: { id: 7, state: 'running' }, regency: 'r2' });
    expect(villageList[0]).not.toHaveProperty('probed');
    expect(total).toMatchObject({ villages: 3, target: 7, connected: 2, activeSilent: 1, undeclared: 1 });
    expect(at).toBeGreaterThan(0);
  });

  it('does not know before it has watched for long enough', async () => {
    const { board } = boardAfter(5 * MINUTE, ['a']);
    const { total, villageList } = await board();
    expect(villageList.map(({ measured }) => measured)).toEqual(['unseen', 'unseen', 'unseen']);
    expect(total).toMatchObject({ connected: 0, activeUnseen: 2, activeSilent: 0 });
  });

  it('is worked out anew after half a minute, and at once for another plan; those who ask together share it', async () => {
    const { sim, board, reads } = boardAfter(20 * MINUTE);
    await Promise.all([board(), board({ year: 2025 })]);
    expect(reads()).toBe(4);
    sim.run(20_000);
    await board();
    expect(reads()).toBe(4);
    sim.run(11_000);
    await board();
    expect(reads()).toBe(8);
    const { config } = sim.state;
    const links = new Map([...config.network.links].filter(([id]) => id !== 'c'));
    sim.give({ kind: 'config', config: { ...config, network: { ...config.network, links } } });
    expect((await board()).villageList).toHaveLength(2);
  });

  it('gives a part when a part is asked for, and still all there is to choose from', async () => {
    const { board } = boardAfter(20 * MINUTE);
    const { total, villageList, byRegency, choices } = await board({ year: 2026 });
    expect(total).toMatchObject({ villages: 1, target: 4 });
    expect(villageList.map(({ site }) => site)).toEqual(['v-c']);
    expect(byRegency.map(({ key }) => key)).toEqual(['r2']);
    expect(choices).toEqual({
      years: [2025, 2026],
      programmes: ['P', 'Q'],
      regencies: [
        { id: 'r1', name: 'r1' },
        { id: 'r2', name: 'r2' },
      ],
    });
  });
});

describe('who sees a part', () => {
  it('of the tree sees its villages and its targets, and asks for nobody else’s', async () => {
    const { board } = boardAfter(20 * MINUTE);
    const scope: Scope = { kind: 'regency', regency: siteId('r2') };
    const own = await board({}, scope);
    expect(own).toMatchObject({
      total: { villages: 1, target: 4 },
      targetsShown: true,
      choices: { years: [2026], programmes: ['Q'], regencies: [{ id: 'r2', name: 'r2' }] },
    });
    const foreign = await board({ regency: 'r1' }, scope);
    expect(foreign.total).toMatchObject({ villages: 0 });
    expect(foreign.total).not.toHaveProperty('target');
    expect(JSON.stringify(foreign)).not.toContain('v-a');
  });

  it('of the tree is told of no programme that is the whole province’s: it is no choice of his', async () => {
    const ofProvince: RolloutTarget = { year: 2027, villages: 6, programme: 'Internet Desa 2027' };
    const { board } = boardAfter(20 * MINUTE, [], [...TARGETS, ofProvince]);
    expect((await board({})).choices).toMatchObject({ years: [2025, 2026, 2027] });
    const own = await board({}, { kind: 'regency', regency: siteId('r2') });
    expect(own.choices).toMatchObject({ years: [2026], programmes: ['Q'] });
    expect(JSON.stringify(own)).not.toContain('2027');
  });

  it('of a provider sees villages with a link of it, and no target: none is a provider’s', async () => {
    const { board } = boardAfter(20 * MINUTE);
    const { total, villageList, targetsShown, choices } = await board(
      {},
      { kind: 'provider', provider: 'ICON+' },
    );
    expect(villageList.map(({ site }) => site)).toEqual(['v-a', 'v-b']);
    expect(villageList.map(({ links }) => links)).toEqual([['a'], ['b2']]);
    expect(total).not.toHaveProperty('target');
    expect(targetsShown).toBe(false);
    // The year of v-b is that of another provider's link.
    expect(choices.years).toEqual([2025]);
    expect(villageList[1]).not.toHaveProperty('year');
  });
});

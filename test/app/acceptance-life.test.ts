// Acceptance records in virtual time, with the engine and a simulated province behind the desk: across a restart and outages,
// broken off and begun anew, and where the history cannot be read.

import { describe, expect, it } from 'vitest';
import { WHOLE_PROVINCE } from '../../src/domain/access.ts';
import { linkId } from '../../src/domain/ids.ts';
import { FakeHistory, LINK, LINKS, MINUTE, NOW, RULE, Run } from './support/acceptance-run.ts';

function all(run: Run) {
  return run.desk.list({ limit: 100 }, WHOLE_PROVINCE).records;
}

describe('a record', () => {
  it('begins when the planned link first answers, runs its time, and is passed', async () => {
    const run = new Run({ cut: ['r1-v'] });
    await run.pass(5 * MINUTE);
    expect(all(run)).toEqual([]);
    run.sim.cut.clear();
    await run.pass(MINUTE);
    const [begun] = all(run);
    expect(begun).toMatchObject({
      id: 1,
      link: LINK,
      state: 'running',
      signable: 'running',
      linkState: 'up',
    });
    // Its begin is that of the interval: the first echo that was answered.
    expect(begun?.begunAt).toBe(run.sim.state.links.get(LINK)?.from);
    expect((begun?.dueAt ?? 0) - (begun?.begunAt ?? 0)).toBe(RULE.lengthMs);

    const soFar = await run.desk.get(1, WHOLE_PROVINCE);
    expect(soFar?.figures?.durationsMs.up).toBeGreaterThan(30_000);

    await run.pass(RULE.lengthMs + 2 * MINUTE);
    const done = await run.desk.get(1, WHOLE_PROVINCE);
    expect(done).toMatchObject({ state: 'complete', findings: [], signable: 'yes', endedAt: begun?.dueAt });
    expect(done?.figures).toMatchObject({
      from: begun?.begunAt,
      to: begun?.dueAt,
      availabilityPct: 100,
      coveragePct: 100,
      outages: [],
      lossPct: 0,
      jitterMs: 0,
    });
    // Six echoes a minute; the round at either end reaches beyond the record.
    expect(done?.figures?.rounds).toBeGreaterThanOrEqual(57);
    expect(done?.figures?.sent).toBe(6 * (done?.figures?.rounds ?? 0));
    await run.end();
  });

  it('goes on across a restart: what was not seen lowers the coverage, not the availability', async () => {
    const first = new Run({});
    await first.pass(20 * MINUTE);
    await first.end();
    const { store, history } = first;
    const again = new Run({ store, history, startAt: first.sim.now().at + 6 * MINUTE });
    expect(all(again)).toMatchObject([{ id: 1, state: 'running' }]);
    await again.pass(45 * MINUTE);
    const record = await again.desk.get(1, WHOLE_PROVINCE);
    expect(record).toMatchObject({ state: 'complete', findings: [] });
    expect(record?.figures?.availabilityPct).toBe(100);
    expect(record?.figures?.coveragePct).toBeGreaterThan(89);
    expect(record?.figures?.coveragePct).toBeLessThan(90.1);
    expect(record?.figures?.rounds).toBeLessThan(54);
    await again.end();
  });

  it('that ended while jalur stood still is judged by what was seen of it, and for the rest not passed', async () => {
    const first = new Run({});
    await first.pass(30 * MINUTE);
    await first.end();
    const { store, history } = first;
    const again = new Run({ store, history, startAt: first.sim.now().at + 120 * MINUTE });
    await again.pass(5_000);
    const record = await again.desk.get(1, WHOLE_PROVINCE);
    expect(record).toMatchObject({ state: 'complete', findings: [{ criterion: 'coverage', limit: 80 }] });
    expect(record?.figures?.coveragePct).toBeCloseTo(50, 0);
    await again.end();
  });

  it('counts an outage of its own in time, and its echoes not as loss a second time', async () => {
    const run = new Run({});
    await run.pass(20 * MINUTE);
    run.sim.cut.add(LINK);
    await run.pass(6 * MINUTE);
    run.sim.cut.clear();
    await run.pass(40 * MINUTE);
    const record = await run.desk.get(1, WHOLE_PROVINCE);
    expect(record).toMatchObject({ state: 'complete', findings: [{ criterion: 'availability', limit: 95 }] });
    expect(record?.figures).toMatchObject({ lossPct: 0, outageCount: 1, coveragePct: 100 });
    const [outage] = record?.figures?.outages ?? [];
    expect((outage?.to ?? 0) - (outage?.from ?? 0)).toBeGreaterThan(5.5 * MINUTE);
    expect((outage?.to ?? 0) - (outage?.from ?? 0)).toBeLessThan(6.5 * MINUTE);
    await run.end();
  });

  it('blames no link for what hangs above it', async () => {
    const run = new Run({});
    await run.pass(20 * MINUTE);
    run.sim.cut.add(linkId('hq-r1'));
    await run.pass(20 * MINUTE);
    run.sim.cut.clear();
    await run.pass(26 * MINUTE);
    const record = await run.desk.get(1, WHOLE_PROVINCE);
    expect(record?.state).toBe('complete');
    expect(record?.figures).toMatchObject({ lossPct: 0, outageCount: 0, availabilityPct: 100 });
    expect(record?.findings?.map(({ criterion }) => criterion)).toEqual(['coverage']);
    await run.end();
  });

  it('is broken off by a long silence, and another begins when the link answers again', async () => {
    const run = new Run({});
    await run.pass(20 * MINUTE);
    run.sim.cut.add(LINK);
    await run.pass(12 * MINUTE);
    expect(all(run)).toMatchObject([
      { id: 1, state: 'broken-off', brokenBy: 'silent', signable: 'broken-off', figures: { outageCount: 1 } },
    ]);
    run.sim.cut.clear();
    await run.pass(2 * MINUTE);
    expect(all(run)).toMatchObject([
      { id: 2, state: 'running' },
      { id: 1, state: 'broken-off' },
    ]);
    await run.end();
  });

  it('is broken off when the office takes the link out of use', async () => {
    const run = new Run({});
    await run.pass(10 * MINUTE);
    const { config } = run.sim.state;
    const links = new Map(config.network.links);
    const link = links.get(LINK);
    if (!link) throw new Error('the link is there');
    links.set(LINK, { ...link, stage: 'suspended' });
    run.sim.give({ kind: 'config', config: { ...config, network: { ...config.network, links } } });
    await run.pass(10_000);
    expect(all(run)).toMatchObject([{ state: 'broken-off', brokenBy: 'out-of-service' }]);
    await run.end();
  });

  it('does not begin by itself for a link in service, nor again for one that has a complete record', async () => {
    const run = new Run({ links: LINKS.map((link) => ({ ...link, stage: 'active' as const })) });
    await run.pass(10 * MINUTE);
    expect(all(run)).toEqual([]);
    await run.end();
    const planned = new Run({});
    await planned.pass(RULE.lengthMs + 10 * MINUTE);
    expect(all(planned)).toMatchObject([{ id: 1, state: 'complete' }]);
    await planned.end();
  });
});

describe('restarts of the device', () => {
  it('are noted within a run and across the end of one, once each', async () => {
    const first = new Run({});
    await first.pass(2 * MINUTE);
    first.poll(NOW - 100 * MINUTE, 'first');
    await first.pass(MINUTE);
    first.poll(NOW - 100 * MINUTE, 'same');
    const boot = first.sim.now().at;
    await first.pass(MINUTE);
    first.poll(boot, 'restarted');
    first.poll(boot + 400, 'same');
    await first.end();
    const { store, history } = first;
    const again = new Run({ store, history, startAt: first.sim.now().at + 8 * MINUTE });
    again.poll(boot + 900, 'first');
    expect((await again.desk.get(1, WHOLE_PROVINCE))?.restartCount).toBe(1);
    await again.end();
    const last = new Run({ store, history, startAt: again.sim.now().at + MINUTE });
    const second = last.sim.now().at - 30_000;
    last.poll(second, 'first');
    expect(await last.desk.get(1, WHOLE_PROVINCE)).toMatchObject({
      restartCount: 2,
      restarts: [{ bootAt: boot }, { bootAt: second }],
    });
    await last.end();
  });

  it('are none where the uptime has wrapped, or the device had restarted before the record began', async () => {
    const run = new Run({});
    await run.pass(MINUTE);
    const bootAt = NOW - 490 * 86_400_000;
    run.poll(bootAt, 'first');
    run.poll(bootAt + 2 ** 32 * 10, 'first');
    run.poll(NOW - 60_000, 'restarted');
    expect((await run.desk.get(1, WHOLE_PROVINCE))?.restartCount).toBe(0);
    await run.end();
  });
});

describe('a history that cannot be read', () => {
  it('makes the record wait, say so, and end once it can', async () => {
    const run = new Run({});
    await run.pass(50 * MINUTE);
    run.history.failure = 'InfluxDB does not answer';
    await run.pass(15 * MINUTE);
    expect(await run.desk.get(1, WHOLE_PROVINCE)).toMatchObject({
      state: 'running',
      waitsFor: 'InfluxDB does not answer',
    });
    expect(run.logged.filter((line) => line.includes('waits for its figures'))).toHaveLength(1);
    run.history.failure = undefined;
    run.history.status = { spooledPoints: 9, oldestSpooledMs: 20 * MINUTE };
    await run.pass(2 * MINUTE);
    expect((await run.desk.get(1, WHOLE_PROVINCE))?.waitsFor).toContain('9 points wait');
    run.history.status = {};
    await run.pass(2 * MINUTE);
    expect(await run.desk.get(1, WHOLE_PROVINCE)).toMatchObject({ state: 'complete', findings: [] });
    await run.end();
  });

  it('for a week is lost: the record ends without its figures, and not passed', async () => {
    const history = new FakeHistory();
    const first = new Run({ history });
    await first.pass(RULE.lengthMs);
    await first.end();
    history.failure = 'gone';
    const again = new Run({ store: first.store, history, startAt: NOW + 8 * 86_400_000 });
    await again.pass(5_000);
    const [record] = all(again);
    expect(record).toMatchObject({ state: 'complete', figures: { rounds: 0 } });
    expect(record?.findings?.map(({ criterion }) => criterion)).toEqual(['rounds', 'loss', 'rtt', 'jitter']);
    await again.end();
  });
});

// A conference from the calendar to its summary, in virtual time, with the engine and simulated links behind the desk: what
// is seen, what people are told, and what a restart in the middle of it leaves out.

import { beforeEach, describe, expect, it } from 'vitest';
import { linkId, siteId } from '../../src/domain/ids.ts';
import { gap } from '../../src/domain/vicon.ts';
import { EIGHT, MINUTE, SARI, ViconBench } from './support/vicon-bench.ts';

let bench: ViconBench;
beforeEach(async () => {
  bench = ViconBench.first();
  await bench.pass(3 * MINUTE);
});

describe('an event', () => {
  it('is watched from half an hour before it starts until it ends, and no longer', async () => {
    const { id } = bench.announce(40, 5);
    await bench.pass(9 * MINUTE);
    expect(bench.desk.event(id)).toMatchObject({ event: { phase: 'planned' }, changes: [] });
    await bench.pass(2 * MINUTE);
    expect(bench.desk.event(id)?.event.phase).toBe('watched');
    expect(bench.seen(id)).toEqual(['13.0 ready rtt']);
    await bench.pass(30 * MINUTE);
    expect(bench.desk.event(id)?.event.phase).toBe('running');
    await bench.pass(5 * MINUTE);
    bench.sim.cut.add(linkId('hq-r1'));
    await bench.pass(2 * MINUTE);
    expect(bench.seen(id)).toEqual(['13.0 ready rtt']);
    expect(bench.told()).toEqual([]);
    const detail = bench.desk.event(id);
    expect(detail?.event.phase).toBe('over');
    expect(detail?.summary[0]).toMatchObject({
      beforeMs: { ready: 30 * MINUTE, unfit: 0, unknown: 0 },
      duringMs: { ready: 5 * MINUTE, unfit: 0, unknown: 0 },
      changes: 0,
    });
  });

  it('whose line is cut says so within a look, tells people, and takes it back when it is good again', async () => {
    const { id } = bench.announce(10, 30);
    bench.sim.cut.add(linkId('hq-r1'));
    await bench.pass(30_000);
    expect(bench.seen(id).at(-1)).toMatch(/unfit down$/);
    expect(bench.told()).toEqual(['hq-r1 unfit down']);
    const [alert] = bench.sim.alerts('link.vicon');
    expect(alert?.data).toMatchObject({ event: id, title: 'Tatap muka', site: 'r1', name: 'hq-r1' });
    bench.sim.cut.clear();
    await bench.pass(90_000);
    expect(bench.told()).toHaveLength(1);
    await bench.pass(4 * MINUTE);
    expect(bench.told()).toEqual([]);
    // The round in which it came back holds the outage's losses: it says nothing of the line as it is.
    expect(bench.seen(id).map((line) => line.split(' ').slice(1).join(' '))).toEqual([
      expect.stringMatching(/^ready/),
      'unfit down',
      'unknown no-round',
      expect.stringMatching(/^ready/),
    ]);
    expect(bench.seen(id, 'r2')).toEqual(['3.0 ready rtt']);
  });

  it('with a slow line rings after two bad rounds, with the figure', async () => {
    const { id } = bench.announce(10, 30);
    bench.sim.rttMs.set(linkId('hq-r1'), 612);
    for (let n = 0; n < 30 && !bench.seen(id).at(-1)?.endsWith(' unfit rtt'); n++) await bench.pass(15_000);
    expect(bench.seen(id).at(-1)).toMatch(/ unfit rtt$/);
    expect(bench.told()).toEqual([]);
    await bench.pass(75_000);
    expect(bench.told()).toEqual([]);
    await bench.pass(15_000);
    expect(bench.sim.alerts('link.vicon')[0]?.data).toMatchObject({ decides: 'rtt', value: 612, limit: 500 });
  });

  it('with a village is not reachable while the link before it is down', async () => {
    const { id } = bench.announce(10, 30, ['v1-1']);
    bench.sim.cut.add(linkId('hq-r1'));
    await bench.pass(MINUTE);
    expect(bench.seen(id, 'v1-1').at(-1)).toMatch(/unfit unreachable$/);
    expect(bench.told()).toEqual(['r1-v1 unfit unreachable']);
  });

  it('that is taken out is not watched any more, and its alert ends', async () => {
    const { id } = bench.announce(10, 30);
    bench.sim.cut.add(linkId('hq-r1'));
    await bench.pass(30_000);
    expect(bench.told()).toHaveLength(1);
    expect(bench.desk.remove(id, SARI)).toMatchObject({ kind: 'done', event: { phase: 'removed' } });
    expect(bench.told()).toEqual([]);
    expect(bench.desk.remove(id, SARI)).toMatchObject({ refusal: { code: 'removed', by: 'Sari' } });
    expect(bench.desk.events()).toHaveLength(1);
  });

  it('of two with the same site, one rings', async () => {
    bench.announce(10, 30);
    bench.announce(20, 30, ['r1']);
    bench.sim.cut.add(linkId('hq-r1'));
    await bench.pass(30_000);
    expect(bench.told()).toEqual(['hq-r1 unfit down']);
  });

  it('of two with the same site, the one that starts first rings, whichever was put in first', async () => {
    bench.announce(20, 30, ['r1']);
    const { id } = bench.announce(10, 30, ['r1']);
    bench.sim.cut.add(linkId('hq-r1'));
    await bench.pass(30_000);
    expect(bench.sim.alerts('link.vicon').map(({ data }) => data['event'])).toEqual([id]);
  });
});

describe('a site that flaps all day', () => {
  it('fills 2,000 changes; the rest of the event is not known, and says so', async () => {
    const { id } = bench.announce(40, 30);
    const before = Array.from({ length: 1_999 }, (_, n) => ({
      ...gap({ kind: 'unknown', why: 'no-round' }),
      at: EIGHT + n,
      site: siteId('r1'),
    }));
    bench.store.vicon.addChanges(id, before);
    await bench.pass(11 * MINUTE);
    const rows = bench.desk.event(id)?.changes.length;
    expect(rows).toBe(2_001);
    for (const site of ['r1', 'r2']) expect(bench.seen(id, site).at(-1)).toMatch(/unknown not-watched$/);
    bench.sim.cut.add(linkId('hq-r1'));
    await bench.pass(MINUTE);
    expect(bench.told()).toEqual(['hq-r1 unfit down']);
    expect(bench.desk.event(id)?.changes).toHaveLength(2_001);
    expect(bench.logged.filter((line) => line.includes('too often'))).toHaveLength(1);
  });
});

describe('a restart', () => {
  it('in the middle goes on where it was, and knows that nobody looked', async () => {
    const { id } = bench.announce(10, 30);
    bench.sim.cut.add(linkId('hq-r1'));
    await bench.pass(2 * MINUTE);
    const number = bench.sim.alerts('link.vicon')[0]?.number;
    bench = await bench.restarted(5 * MINUTE);
    expect(bench.sim.alerts('link.vicon')[0]).toMatchObject({ number, status: 'active' });
    await bench.pass(3 * MINUTE);
    expect(bench.seen(id)).toEqual([
      '3.0 ready rtt',
      '3.3 unfit down',
      '5.0 unknown not-watched',
      expect.stringMatching(/^10\.0 unknown state/),
      expect.stringMatching(/^10\.. unfit down/),
    ]);
    expect(bench.sim.alerts('link.vicon')[0]).toMatchObject({ number, occurrences: 1, status: 'active' });
    bench.sim.cut.clear();
    await bench.pass(40 * MINUTE);
    const summary = bench.desk.event(id)?.summary[0];
    expect(summary?.worst?.decides).toEqual({ kind: 'down' });
    const total = [summary?.beforeMs, summary?.duringMs].flatMap((ms) => Object.values(ms ?? {}));
    expect(total.reduce((sum, ms) => sum + ms, 0)).toBe(40 * MINUTE);
    expect(summary?.beforeMs.unknown).toBeGreaterThanOrEqual(5 * MINUTE);
  });

  it('after its end does not stretch what was seen last, and ends its alert', async () => {
    const { id } = bench.announce(1, 10);
    bench.sim.cut.add(linkId('hq-r1'));
    await bench.pass(5 * MINUTE);
    expect(bench.told()).toHaveLength(1);
    bench = await bench.restarted(60 * MINUTE);
    expect(bench.told()).toEqual([]);
    expect(bench.seen(id).at(-1)).toBe('8.0 unknown not-watched');
    expect(bench.desk.event(id)?.summary[0]?.duringMs.unknown).toBe(6 * MINUTE);
  });
});

describe('what cannot be', () => {
  const draft = (changes: object) => ({
    title: 'Tatap muka',
    startsAt: EIGHT + 60 * MINUTE,
    endsAt: EIGHT + 120 * MINUTE,
    sites: ['r1'],
    ...changes,
  });

  it.each([
    [{ sites: ['nowhere', 'r1', 'hq'] }, 'sites', 'there is no site "nowhere"; "hq" is where jalur stands'],
    [{ sites: ['UPPER CASE'] }, 'sites', 'there is no site "UPPER CASE"'],
    [{ sites: [] }, 'sites', 'at least one'],
    [{ endsAt: EIGHT + 60 * MINUTE }, 'time', 'at least a minute'],
    [{ endsAt: EIGHT + 26 * 60 * MINUTE }, 'time', '24 hours'],
    [{ startsAt: EIGHT - 90 * MINUTE, endsAt: EIGHT - 30 * MINUTE }, 'time', 'over already'],
    [{ startsAt: EIGHT + 1e11, endsAt: EIGHT + 1e11 + MINUTE }, 'time', 'more than a year'],
  ])('%o is refused', (changes, code, message) => {
    const outcome = bench.desk.create(draft(changes), SARI);
    expect(outcome).toMatchObject({ kind: 'refused', refusal: { code } });
    if (outcome.kind === 'refused') expect(outcome.refusal.message).toContain(message);
    expect(bench.desk.events()).toEqual([]);
  });

  it('nothing is in the calendar that the disk does not have', () => {
    bench.store.failing = 'full';
    expect(bench.desk.create(draft({}), SARI)).toMatchObject({ refusal: { code: 'store' } });
    bench.store.failing = undefined;
    expect(bench.desk.events()).toEqual([]);
  });

  it('what is seen while the disk is full is kept when there is room, and people are told all the same', async () => {
    const { id } = bench.announce(10, 30);
    bench.store.failing = 'full';
    bench.sim.cut.add(linkId('hq-r1'));
    await bench.pass(MINUTE);
    expect(bench.told()).toEqual(['hq-r1 unfit down']);
    expect(bench.seen(id)).toEqual(['3.0 ready rtt']);
    expect(bench.logged.filter((line) => line.includes('cannot be kept'))).toHaveLength(1);
    bench.store.failing = undefined;
    await bench.pass(15_000);
    expect(bench.seen(id).at(-1)).toMatch(/unfit down$/);
  });

  it('the 501st event is refused', () => {
    for (let n = 0; n < 500; n++) expect(bench.desk.create(draft({}), SARI).kind).toBe('done');
    expect(bench.desk.create(draft({}), SARI)).toMatchObject({ refusal: { code: 'too-many' } });
  });
});

describe('who sees a part', () => {
  it('sees events with a site of it, and of these that part', () => {
    const { id } = bench.announce(10, 30);
    const sight = (site: string) => site === 'r2';
    const [event] = bench.desk.events({ sight });
    expect(event).toMatchObject({ id, sites: ['r2'], createdBy: { who: 'Sari', via: 'screen' } });
    expect(event?.createdBy.address).toBeUndefined();
    const detail = bench.desk.event(id, sight);
    expect(detail?.sites.map(({ site }) => site)).toEqual(['r2']);
    expect(detail?.changes.map(({ site }) => site)).toEqual(['r2']);
    expect(detail?.summary.map(({ site }) => site)).toEqual(['r2']);
    expect(bench.desk.event(id, () => false)).toBeUndefined();
    expect(bench.desk.board(sight).sites.map(({ site }) => site)).toEqual(['r2']);
    expect(bench.desk.board().sites.map(({ site }) => site)).toEqual(['r1', 'r2']);
  });
});

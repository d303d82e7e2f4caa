// The whole daemon on a real network: real kernels' routing, real SNMP agents, a real InfluxDB, a real WebSocket client.
// The tests are one story and run in order.

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Interval } from '../../src/domain/state.ts';
import type { NetworkView } from '../../src/stream/protocol.ts';
import { Observer } from './observer.ts';
import { pause, until } from './processes.ts';
import { canSendTraps, Province, systemTestNeeds } from './province.ts';

const needs = systemTestNeeds();
const TRAPS_PER_SECOND = 10_000;
const FLOOD_S = 10;

describe.skipIf(needs !== undefined)(`a province of network namespaces${needs ? ` (${needs})` : ''}`, () => {
  const province = new Province();
  const seen = new Observer(province);
  const detectionMs: number[] = [];

  beforeAll(async () => {
    province.build();
    province.startWitness();
    for (const place of ['r1', 'r2', 'v11', 'v12', 'v21', 'v22'] as const) province.startAgent(place);
    await province.startInflux();
    const readyMs = await province.startDaemon();
    expect(readyMs).toBeLessThan(10_000);
    await until(
      'every link is up',
      async () => (await seen.states()).every(([, state]) => state === 'up'),
      15_000,
    );
  }, 60_000);

  afterAll(async () => {
    if (process.env['JALUR_SYSTEM_LOG']) console.log(province.log());
    await province.remove();
  });

  it('reads each device by SNMP, and the interface by its name', async () => {
    await until(
      'every device was read',
      async () => {
        const network = await province.witness.json<NetworkView>('/api/v1/network');
        return network.links.every((link) => link.device?.result.kind === 'answered');
      },
      15_000,
    );
    const network = await province.witness.json<NetworkView>('/api/v1/network');
    for (const link of network.links) {
      expect(link.device?.result).toMatchObject({
        kind: 'answered',
        system: { sysName: link.to },
        interface: { ifName: 'lo', operStatus: 'up' },
      });
    }
  });

  it('a cut village is down, alone, within seconds', async () => {
    for (const place of ['v11', 'v22', 'v12', 'v21'] as const) {
      const since = Date.now();
      province.cut(place);
      detectionMs.push(await seen.alerted(place, 'link.down', since));
      const others = (await seen.states()).filter(([id]) => id !== province.linkTo(place));
      expect(others.every(([, state]) => state === 'up')).toBe(true);
      province.mend(place);
      await seen.allUpAgain();
    }
  }, 120_000);

  it.skipIf(!canSendTraps)(
    'a cut that the router above tells of by a trap is down within two seconds (needs the Debian package snmp)',
    async () => {
      const tookMs: number[] = [];
      for (const [place, router] of [
        ['v11', 'r1'],
        ['v22', 'r2'],
        ['v12', 'r1'],
      ] as const) {
        const since = Date.now();
        province.cut(place);
        province.sendLinkDown(router);
        tookMs.push(await seen.alerted(place, 'link.down', since));
        expect(await seen.stateOf(router)).toBe('up');
        province.mend(place);
        await seen.allUpAgain();
        // The same kind of trap from the same router counts once in ten seconds.
        await pause(10_000);
      }
      console.log(`cut to alert with a trap: ${tookMs.map((ms) => (ms / 1000).toFixed(1)).join(', ')} s`);
      const sorted = tookMs.toSorted((a, b) => a - b);
      expect(sorted[1]).toBeLessThanOrEqual(2_000);
      // Two seconds are what the engine takes; a busy machine and the way to the client may add to it.
      expect(sorted[2]).toBeLessThanOrEqual(3_000);
    },
    120_000,
  );

  it.skipIf(!canSendTraps)('a trap about nothing changes nothing', async () => {
    // The rounds that the cuts before spoiled may call a link degraded for a while.
    await until(
      'every link is up',
      async () => (await seen.states()).every(([, state]) => state === 'up'),
      60_000,
    );
    province.sendLinkDown('r2');
    const since = Date.now();
    await pause(3_000);
    expect((await seen.states()).every(([, state]) => state === 'up')).toBe(true);
    expect(province.witness.alerts(since)).toEqual([]);
  });

  it('ten thousand traps a second delay no alert, and take no memory', async () => {
    const beforeBytes = province.memoryBytes();
    const flood = province.floodTraps('r2', TRAPS_PER_SECOND, FLOOD_S);
    await pause(2_000);
    const since = Date.now();
    province.cut('v11');
    const tookMs = await seen.alerted('v11', 'link.down', since);
    const sent = await flood;
    const grownMb = (province.memoryBytes() - beforeBytes) / 1e6;
    province.mend('v11');
    await seen.allUpAgain();
    const metrics = (await province.witness.get('/metrics')).body;
    const arrived = Number(/^jalur_trap_datagrams_total (\d+)$/m.exec(metrics)?.[1]);
    console.log(
      `${sent} traps in ${FLOOD_S} s, ${arrived} arrived; cut to alert ${(tookMs / 1000).toFixed(1)} s; memory ${grownMb.toFixed(0)} MB more`,
    );
    expect(sent).toBe(TRAPS_PER_SECOND * FLOOD_S);
    expect(arrived).toBeGreaterThan(sent / 2);
    expect(tookMs).toBeLessThanOrEqual(6_000);
    expect(grownMb).toBeLessThan(50);
  }, 60_000);

  it('a cut regency is one alert, and its villages are unreachable because of it', async () => {
    const since = Date.now();
    province.cut('r1');
    detectionMs.push(await seen.alerted('r1', 'link.down', since));
    await until(
      'both villages are unreachable',
      async () =>
        (await seen.stateOf('v11')) === 'unreachable' && (await seen.stateOf('v12')) === 'unreachable',
      15_000,
    );
    const loud = province.witness
      .alerts(since)
      .filter(({ kind, alert }) => kind === 'alert.raised' && !alert.suppressed);
    expect(loud.map(({ alert }) => alert.subject)).toEqual(['hq-r1']);
    const intervals = await province.witness.json<{ intervals: Interval[] }>(
      `/api/v1/links/r1-v11/intervals?from=${since}&to=${Date.now()}`,
    );
    expect(intervals.intervals.at(-1)?.reason).toMatchObject({ kind: 'ancestor', site: 'r1', link: 'hq-r1' });
    province.mend('r1');
    await seen.allUpAgain();
  }, 60_000);

  it('tells the time from cut to alert', () => {
    const sorted = detectionMs.toSorted((a, b) => a - b);
    console.log(`cut to alert on a client: ${sorted.map((ms) => (ms / 1000).toFixed(1)).join(', ')} s`);
    expect(sorted[Math.floor(sorted.length / 2)]).toBeLessThanOrEqual(4_000);
    expect(sorted.at(-1)).toBeLessThanOrEqual(6_000);
  });

  it('without its uplink the monitor is blind, and accuses nobody', async () => {
    const since = Date.now();
    province.cut('mon');
    await seen.alerted('monitor', 'monitor.blind', since);
    await until(
      'every link is unknown',
      async () => (await seen.states()).every(([, state]) => state === 'unknown'),
      5_000,
    );
    await pause(3_000);
    province.mend('mon');
    province.net.route('mon', '10.76.0.0/16', '10.76.0.1');
    await seen.allUpAgain();
    const raised = province.witness.alerts(since).filter(({ kind }) => kind === 'alert.raised');
    expect(raised.map(({ alert }) => alert.rule)).toEqual(['monitor.blind']);
  }, 60_000);

  it('30 % loss on one link is degraded, never down', async () => {
    const since = Date.now();
    province.net.drop('v21', 30);
    // Two bad rounds of five echoes in a row are needed, and chance makes some of them look good.
    await seen.alerted('v21', 'link.degraded', since, 60_000);
    await pause(20_000);
    province.net.drop('v21', 0);
    const rules = province.witness.alerts(since).map(({ alert }) => alert.rule);
    expect(rules).not.toContain('link.down');
    await until('v21 is up again', async () => (await seen.stateOf('v21')) === 'up', 40_000);
  }, 120_000);

  it('a restarted agent is told as a reboot, a dead one as silent', async () => {
    await pause(6_000);
    const since = Date.now();
    await province.stopAgent('v12');
    // Three polls of two tries each must fail, 5 s apart.
    await seen.alerted('v12', 'link.snmp-silent', since, 30_000);
    expect(await seen.stateOf('v12')).toBe('up');
    province.startAgent('v12');
    // A silent agent is asked less often.
    await seen.alerted('v12', 'link.rebooted', since, 45_000);
    await until(
      'link.snmp-silent is closed',
      () =>
        province.witness
          .alerts(since)
          .some(({ kind, alert }) => kind === 'alert.closed' && alert.rule === 'link.snmp-silent'),
      20_000,
    );
  }, 120_000);

  it('a kill -9 loses no announced event, doubles none, and its gap is unknown', async () => {
    province.cut('v11');
    await seen.alerted('v11', 'link.down', Date.now());
    await pause(2_500);
    const killedAt = Date.now();
    await province.stopDaemon('SIGKILL');
    await pause(4_000);
    const startedAt = Date.now();
    const readyMs = await province.startDaemon();
    expect(readyMs).toBeLessThanOrEqual(3_000);
    await until(
      'links are known again',
      async () => (await seen.stateOf('v12')) === 'up' && (await seen.stateOf('v11')) === 'down',
      15_000,
    );

    const raisedAgain = province.witness.alerts(startedAt).filter(({ kind }) => kind === 'alert.raised');
    expect(raisedAgain).toEqual([]);
    const numbers = province.witness.seen.flatMap(({ message }) =>
      message.type === 'event' ? [message.seq] : [],
    );
    expect(new Set(numbers).size).toBe(numbers.length);
    const told = province.witness.seen.flatMap(({ message }) =>
      message.type === 'event' && message.kind === 'link.state' ? [message] : [],
    );
    for (const event of told) {
      const { intervals } = await province.witness.json<{ intervals: Interval[] }>(
        `/api/v1/links/${event.link}/intervals?from=${event.from}&to=${event.from + 1}`,
      );
      expect(
        intervals.map((interval) => interval.from),
        `${event.link} ${event.state}`,
      ).toContain(event.from);
    }
    const { intervals } = await province.witness.json<{ intervals: Interval[] }>(
      `/api/v1/links/r1-v12/intervals?from=${killedAt - 10_000}&to=${Date.now()}`,
    );
    const gap = intervals.find((interval) => interval.reason.kind === 'stopped');
    expect(gap).toMatchObject({ state: 'unknown' });
    expect(gap?.from).toBeLessThanOrEqual(killedAt);
    expect(killedAt - (gap?.from ?? 0)).toBeLessThan(3_000);
    expect(gap?.to).toBeGreaterThanOrEqual(startedAt);
    const covered = intervals.reduce((sum, interval) => sum + ((interval.to ?? 0) - interval.from), 0);
    expect(covered).toBe((intervals.at(-1)?.to ?? 0) - (intervals[0]?.from ?? 0));
    province.mend('v11');
    await seen.allUpAgain();
  }, 90_000);

  it('two minutes without InfluxDB lose nothing, and alerts do not wait for it', async () => {
    await province.stopInflux();
    const stoppedAt = Date.now();
    await pause(30_000);
    province.cut('v22');
    expect(await seen.alerted('v22', 'link.down', Date.now())).toBeLessThan(7_000);
    province.mend('v22');
    await pause(stoppedAt + 120_000 - Date.now());
    await province.startInflux();
    const endedAt = Date.now();
    await until(
      'the spool is drained and what happened since is there too',
      async () => {
        const { body } = await province.witness.get('/metrics');
        const [last] = await province.influx('SELECT last(sent) FROM "1m".icmp WHERE link = \'hq-r1\'');
        return (
          /^jalur_history_trouble 0$/m.test(body) &&
          /^jalur_history_spooled_points 0$/m.test(body) &&
          Number(last?.['time'] ?? 0) > endedAt + 5_000
        );
      },
      60_000,
    );
    for (const place of ['r1', 'r2', 'v11', 'v12', 'v21', 'v22'] as const) {
      const link = province.linkTo(place);
      const rows = await province.influx(
        `SELECT sent FROM "1m".icmp WHERE link = '${link}' AND time > ${stoppedAt}ms AND time <= ${endedAt + 5_000}ms`,
      );
      const ends = rows.map((row) => Number(row['time'])).sort((a, b) => a - b);
      const marks = [stoppedAt, ...ends, endedAt + 5_000];
      const gapsMs = marks.slice(1).map((mark, index) => mark - (marks[index] ?? 0));
      expect(Math.max(...gapsMs), `${link}: ${gapsMs.join(' ')}`).toBeLessThan(5_100);
    }
    const down = await province.influx('SELECT sum(down_s) FROM "1m".icmp WHERE link = \'r2-v22\'');
    expect(Number(down[0]?.['sum'])).toBeGreaterThan(0);
  }, 240_000);
});

// What SNMP polls lead to.

import { describe, expect, it } from 'vitest';
import { linkId } from '../../src/domain/ids.ts';
import type { SnmpResult } from '../../src/domain/reading.ts';
import { engineConfig, networkOf } from '../support/network.ts';
import { Sim } from '../support/sim.ts';

const ID = linkId('hq-r1');
const SNMP = {
  everyMs: 60_000,
  timeoutMs: 1_000,
  retries: 1,
  port: 161,
  access: { version: '2c', community: 'public' },
} as const;

function watched(): Sim {
  const device = { address: '10.76.1.1', snmp: SNMP, interface: 'sfp1' };
  const sim = new Sim(engineConfig(networkOf([{ id: ID, from: 'hq', to: 'r1', device }])));
  sim.run(5_000);
  return sim;
}

function poll(sim: Sim, uptimeS: number, octets?: bigint): void {
  give(sim, {
    kind: 'answered',
    system: { sysUpTimeTicks: uptimeS * 100, snmpEngineBoots: 1 },
    ...(octets !== undefined && {
      interface: { ifName: 'sfp1', ifIndex: 1, octetBits: 64, counters: { inOctets: octets, outOctets: 0n } },
    }),
  });
}

function give(sim: Sim, result: SnmpResult): void {
  sim.give({ kind: 'snmp', observation: { link: ID, monoMs: sim.nowMs, durationMs: 3, result } });
}

const SILENT: SnmpResult = { kind: 'failed', failure: 'silent', detail: 'no answer within 1 s, twice' };

describe('polls', () => {
  it('give rates between two of them', () => {
    const sim = watched();
    poll(sim, 1_000, 0n);
    sim.run(60_000);
    poll(sim, 1_060, 75_000_000n);
    expect(sim.state.links.get(ID)?.device).toMatchObject({
      incarnation: 'same',
      rates: { inBps: 10_000_000 },
    });
  });

  it('have their metrics kept once in five minutes, of each link in minutes of its own', () => {
    const links = Array.from({ length: 60 }, (_, index) => ({
      id: `l${index}`,
      from: 'hq',
      to: `s${index}`,
      device: { address: `10.76.9.${index + 1}`, snmp: SNMP },
    }));
    const sim = new Sim(engineConfig(networkOf(links)));
    const kept: number[] = [];
    for (let minute = 0; minute < 16; minute++) {
      sim.events.length = 0;
      for (const { id } of links) {
        const result: SnmpResult = { kind: 'answered', system: { sysUpTimeTicks: 100_000 + minute * 6_000 } };
        sim.give({
          kind: 'snmp',
          observation: { link: linkId(id), monoMs: sim.nowMs, durationMs: 3, result },
        });
      }
      kept.push(sim.events.filter((event) => event.kind === 'link.device' && event.keepMetrics).length);
      sim.run(60_000);
    }
    // The first polls of all; then a fifth of the links each minute, give or take chance.
    expect(kept[0]).toBe(60);
    for (let begin = 1; begin + 5 <= kept.length; begin += 5)
      expect(kept.slice(begin, begin + 5).reduce((sum, each) => sum + each)).toBe(60);
    expect(Math.max(...kept.slice(1))).toBeLessThan(30);
  });

  it('that fail while echoes are answered become one alert, which an answer closes', () => {
    const sim = watched();
    for (let i = 0; i < 5; i++) give(sim, SILENT);
    expect(sim.alerts()).toMatchObject([{ rule: 'link.snmp-silent', data: { failure: 'silent', polls: 3 } }]);
    expect(sim.events.filter((event) => event.kind === 'alert.changed')).toEqual([]);
    poll(sim, 1_000);
    expect(sim.alerts()).toEqual([]);
  });

  it('that fail while the link is down, or because of us, say nothing about the agent', () => {
    const sim = watched();
    for (let i = 0; i < 5; i++) give(sim, { kind: 'failed', failure: 'local', detail: 'socket' });
    sim.cut.add(ID);
    sim.run(20_000);
    for (let i = 0; i < 5; i++) give(sim, SILENT);
    expect(sim.alerts().map((alert) => alert.rule)).toEqual(['link.down']);
  });

  it('tell a reboot, shown for a while and counted', () => {
    const sim = watched();
    poll(sim, 1_000);
    sim.run(60_000);
    poll(sim, 20);
    expect(sim.alerts()).toMatchObject([{ rule: 'link.rebooted', data: { reboots: 1, uptimeS: 20 } }]);
    sim.run(60_000);
    poll(sim, 10);
    expect(sim.alerts()).toMatchObject([{ rule: 'link.rebooted', data: { reboots: 2 } }]);
    sim.run(11 * 60_000);
    expect(sim.alerts()).toEqual([]);
  });

  it.each([
    ['restart', 15],
    ['line', 50_000],
  ] as const)('after an outage propose %s as its cause', (proposal, uptimeS) => {
    const sim = watched();
    poll(sim, 40_000);
    sim.cut.add(ID);
    sim.run(60_000);
    sim.cut.delete(ID);
    sim.runUntil(() => sim.stateOf(ID) === 'up', 10_000);
    const [outage] = sim.intervals(ID).filter((interval) => interval.state === 'down');
    expect(sim.requests.filter((request) => request.kind !== 'burst').map((request) => request.kind)).toEqual(
      ['pause-polls', 'resume-polls', 'poll'],
    );
    poll(sim, uptimeS);
    expect(sim.events.filter((event) => event.kind === 'link.cause')).toMatchObject([
      { proposal, uptimeS, outageFrom: outage?.from },
    ]);
    poll(sim, uptimeS + 1);
    expect(sim.events.filter((event) => event.kind === 'link.cause')).toHaveLength(1);
  });
});

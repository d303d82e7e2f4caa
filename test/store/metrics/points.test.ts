import { describe, expect, it } from 'vitest';
import type { EngineEvent, LinkDeviceEvent } from '../../../src/domain/event.ts';
import { linkId, siteId } from '../../../src/domain/ids.ts';
import type { MetricReading } from '../../../src/domain/metric.ts';
import type { Network } from '../../../src/domain/network.ts';
import { cleanPoint } from '../../../src/store/metrics/clean.ts';
import { pointsOf } from '../../../src/store/metrics/points.ts';
import { networkOf } from '../../support/network.ts';
import { alertEvent, roundEvent, stateEvent } from '../support/events.ts';

const T0 = 1_790_000_000_000;
const LINK = 'prov-majene';
const TAGS = { link: LINK, site: 'r1', regency: 'r1' };

function network(): Network {
  const base = networkOf([
    { id: LINK, from: 'hq', to: 'r1' },
    { id: 'hq-opd', from: 'hq', to: 'opd' },
  ]);
  const sites = new Map(base.sites);
  const majene = sites.get(siteId('r1'));
  if (majene) sites.set(majene.id, { ...majene, position: [-3.54, 118.97] });
  return { ...base, sites };
}
const points = (event: EngineEvent) => pointsOf(event, network());
const poll = (change: Partial<LinkDeviceEvent>): LinkDeviceEvent => ({
  kind: 'link.device',
  at: T0,
  link: linkId(LINK),
  durationMs: 42.5,
  incarnation: 'same',
  result: { kind: 'failed', failure: 'silent', detail: '' },
  ...change,
});

describe('pointsOf()', () => {
  it('gives a round its figures, stamped at its end', () => {
    expect(points(roundEvent(LINK, T0 + 60_000))[0]).toEqual({
      measurement: 'icmp',
      tags: TAGS,
      at: T0 + 60_000,
      fields: {
        ...{ sent: 60, recv: 60, state: 2, up: 1, deg: 0, up_s: 60, down_s: 0, deg_s: 0 },
        ...{ unreach_s: 0, unknown_s: 0, maint_s: 0 },
        ...{ rtt_min: 10, rtt_avg: 12.5, rtt_med: 12, rtt_p95: 18.25, rtt_max: 20, jitter: 1.5 },
        ...{ h_5: 0, h_10: 20, h_20: 40, h_50: 0, h_100: 0, h_200: 0, h_500: 0, h_inf: 0 },
      },
    });
  });

  it.each([
    ['up', 2, 1, 0],
    ['degraded', 1, 1, 1],
    ['down', 0, 0, 0],
    ['unreachable', 0, 0, 0],
    ['unknown', 4, undefined, undefined],
  ] as const)('writes state %s as %i', (state, code, up, deg) => {
    const [point] = points(roundEvent(LINK, T0, { state }));
    expect([point?.fields['state'], point?.fields['up'], point?.fields['deg']]).toEqual([code, up, deg]);
  });

  it('puts what lay in maintenance into seconds of its own, and into none of the others', () => {
    const durations = {
      upMs: 20_000,
      degradedMs: 5_000,
      downMs: 30_000,
      unreachableMs: 10_000,
      unknownMs: 10_000,
    };
    const planned = { upMs: 0, degradedMs: 0, downMs: 25_000, unreachableMs: 4_000, unknownMs: 1_000 };
    const boundary = Math.ceil(T0 / 300_000) * 300_000 + 17_000;
    const event = (atEnd: boolean) =>
      roundEvent(LINK, boundary, { state: 'down', durations, maintenance: { durations: planned, atEnd } });
    const [point, status] = points(event(true));
    expect(point?.fields).toMatchObject({
      ...{ up_s: 20, deg_s: 5, down_s: 5, unreach_s: 6, unknown_s: 9, maint_s: 26 },
      ...{ maint_up_s: 0, maint_deg_s: 0, maint_down_s: 25 },
      ...{ state: 3, up: 0, deg: 0 },
    });
    expect(status?.fields).toMatchObject({ state: 3, lat: -3.54 });
    expect(points(roundEvent(LINK, boundary, { state: 'unknown' }))[1]?.fields['state'], 'on the map').toBe(
      4,
    );
    expect(points(event(false))[0]?.fields['state'], 'over before the end of the round').toBe(0);
  });

  it('says nothing of loss and RTT in a tainted round', () => {
    const [point] = points(roundEvent(LINK, T0, { tainted: 3 }));
    expect(point?.fields).toMatchObject({ tainted: 3, up_s: 60 });
    expect(
      Object.keys(point?.fields ?? {}).filter((name) => /^(sent|recv|rtt|jitter|h_)/.test(name)),
    ).toEqual([]);
  });

  it('writes state and position for maps every five minutes', () => {
    const boundary = Math.ceil(T0 / 300_000) * 300_000;
    expect(points(roundEvent(LINK, boundary - 1)).map(({ measurement }) => measurement)).toEqual(['icmp']);
    expect(points(roundEvent(LINK, boundary + 17_000))[1]).toEqual({
      measurement: 'link_status',
      tags: { ...TAGS, kind: 'regency', medium: 'fiber' },
      fields: { state: 2, lat: -3.54, lon: 118.97 },
      at: boundary + 17_000,
    });
  });

  it('writes a transition with what it ended, and a mark where a gap begins', () => {
    const previous = { state: 'up', from: T0 - 10_000 } as const;
    expect(points({ ...stateEvent(LINK, 'down', T0), previous })).toEqual([
      {
        measurement: 'link_tr',
        tags: TAGS,
        fields: { state: 0, prev: 2, prev_s: 10, reason: 'answering' },
        at: T0,
      },
    ]);
    const stopped = { ...stateEvent(LINK, 'unknown', T0), reason: { kind: 'stopped' } } as const;
    expect(points(stopped)[1]).toEqual({ measurement: 'icmp', tags: TAGS, fields: { state: 4 }, at: T0 + 1 });
  });

  it('rewrites the point of an alert as it changes, its end last', () => {
    const raised = points(alertEvent('alert.raised', 7, { at: T0 }))[0];
    expect(raised).toMatchObject({
      measurement: 'alert',
      tags: { ...TAGS, rule: 'link.down', severity: 'critical' },
      fields: { id: '7', event: 'raised', tags: 'link.down,critical', time_end: T0 },
      at: T0,
    });
    const closed = points(alertEvent('alert.closed', 7, { at: T0 + 60_000, raisedAt: T0 }))[0];
    expect(closed).toMatchObject({
      tags: raised?.tags,
      at: T0,
      fields: { event: 'closed', time_end: T0 + 60_000 },
    });
    const blind = points(
      alertEvent('alert.raised', 8, { at: T0, subject: 'monitor', rule: 'monitor.blind' }),
    )[0];
    expect(blind?.tags).toEqual({ link: 'monitor', site: 'hq', rule: 'monitor.blind', severity: 'critical' });
  });

  it('writes what a poll said, and only that', () => {
    const result = {
      kind: 'answered',
      system: { sysUpTimeTicks: 12_345, snmpEngineBoots: 3 },
      interface: {
        ifName: 'sfp1',
        ifIndex: 2,
        operStatus: 'up',
        speedBps: 1e9,
        octetBits: 64,
        counters: { inOctets: 2n ** 60n, outOctets: 5n, inErrors: 0n },
      },
    } as const;
    expect(points(poll({ result, rates: { periodMs: 60_000, inBps: 8.5, errors: 2 } }))).toEqual([
      {
        measurement: 'device',
        tags: TAGS,
        fields: { up: 1, poll_ms: 42.5, uptime_s: 123, boots: 3 },
        at: T0,
      },
      {
        measurement: 'iface',
        tags: { ...TAGS, ifname: 'sfp1' },
        fields: {
          in_octets: 2n ** 60n,
          out_octets: 5n,
          in_err: 0n,
          in_bps: 8.5,
          err: 2,
          oper: 1,
          speed: 1e9,
          util_pct: 8.5e-7,
        },
        at: T0,
      },
    ]);
    expect(points(poll({}))).toMatchObject([{ measurement: 'device', fields: { up: 0 } }]);
    expect(points(poll({ result: { kind: 'failed', failure: 'local', detail: '' } }))).toEqual([]);
  });

  it("writes a device's metrics: the few that stand for it, its radios, and every five minutes all of them", () => {
    const gauge = (metric: string, value: number, instance?: string): MetricReading => ({
      metric,
      kind: 'gauge',
      unit: '1',
      value,
      ...(instance !== undefined && { instance }),
    });
    const metrics: MetricReading[] = [
      gauge('cpu', 21),
      gauge('temperature', 40, 'board'),
      gauge('temperature', 55, 'sfp1'),
      gauge('clients', 11),
      gauge('clients', 7, 'wlan1'),
      gauge('noise', -117, 'wlan1'),
      { metric: 'operator', kind: 'text', text: 'Telkomsel' },
      { metric: 'rx_octets', kind: 'counter', unit: 'octet', total: 5n, bits: 64 },
    ];
    const result = { kind: 'answered', system: {}, metrics } as const;
    const at = 1_800_000_000_000;
    const due = points({ ...poll({ result }), at, keepMetrics: true });
    expect(due.filter(({ measurement }) => measurement === 'device')).toMatchObject([
      { fields: { up: 1, cpu: 21, temp_c: 55, clients: 11 } },
    ]);
    expect(due.filter(({ measurement }) => measurement === 'wlan')).toEqual([
      { measurement: 'wlan', tags: { ...TAGS, radio: 'wlan1' }, fields: { clients: 7, noise: -117 }, at },
    ]);
    expect(
      due.flatMap(({ measurement, tags, fields }) =>
        measurement === 'metric' ? [[tags['metric'], tags['instance'], fields]] : [],
      ),
    ).toEqual([
      ['cpu', undefined, { value: 21 }],
      ['temperature', 'board', { value: 40 }],
      ['temperature', 'sfp1', { value: 55 }],
      ['clients', undefined, { value: 11 }],
      ['clients', 'wlan1', { value: 7 }],
      ['noise', 'wlan1', { value: -117 }],
      ['operator', undefined, { text: 'Telkomsel' }],
    ]);
    const between = points({ ...poll({ result }), at });
    expect(new Set(between.map(({ measurement }) => measurement))).toEqual(new Set(['device', 'wlan']));
  });

  it('leaves the regency out above the regencies, and says nothing of links no longer in the plan', () => {
    expect(points(roundEvent('hq-opd', T0))[0]?.tags).toEqual({ link: 'hq-opd', site: 'opd' });
    expect(points(roundEvent('gone', T0))).toEqual([]);
    expect(points({ kind: 'monitor.blind', at: T0, from: T0 })).toEqual([]);
  });

  it('gives only what the schema knows', () => {
    const events = [
      roundEvent(LINK, T0),
      stateEvent(LINK, 'up', T0),
      alertEvent('alert.raised', 1, { at: T0 }),
    ];
    for (const point of [...events, poll({})].flatMap(points))
      expect(cleanPoint(point)).not.toHaveProperty('unfit');
  });
});

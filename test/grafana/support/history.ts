// A province whose history is known to the millisecond, and the points that jalur's own code writes of it.

import type { AlertEvent, EngineEvent, LinkDeviceEvent } from '../../../src/domain/event.ts';
import { type LinkId, linkId, siteId } from '../../../src/domain/ids.ts';
import type { Network } from '../../../src/domain/network.ts';
import type { Round, StateDurations } from '../../../src/domain/round.ts';
import type { SiteKind } from '../../../src/domain/site.ts';
import type { Interval, LinkState, Reason } from '../../../src/domain/state.ts';
import { pointsOf } from '../../../src/store/metrics/points.ts';
import type { MetricPoint } from '../../../src/store/metrics/port.ts';
import { alertEvent } from '../../store/support/events.ts';
import { networkOf } from '../../support/network.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 3_600_000;
/** Length of the history. */
export const HOURS = 26;

/** Digits first, dots, and a dash: all that an id may hold. */
export const AWKWARD = '76.05-majene.vsat_2';

const SITES: readonly (readonly [id: string, kind: SiteKind, parent?: string])[] = [
  ['hq', 'province'],
  ['majene', 'regency', 'hq'],
  ['mamuju', 'regency', 'hq'],
  ['desa-a', 'village', 'majene'],
  ['desa-b', 'village', 'mamuju'],
  ['opd', 'office', 'hq'],
];

/** The province: two regencies, two villages, an office above the regencies; one link without a provider. */
export function knownNetwork(): Network {
  const base = networkOf([
    { id: 'prov-majene', from: 'hq', to: 'majene', provider: 'ICON+', bandwidthBps: 100e6 },
    { id: AWKWARD, from: 'hq', to: 'majene', medium: 'vsat', role: 'backup', provider: 'Satelit, (PT)' },
    { id: 'prov-mamuju', from: 'hq', to: 'mamuju', medium: 'radio' },
    { id: 'majene-desa-a', from: 'majene', to: 'desa-a', medium: 'lte', provider: 'ICON+' },
    { id: 'mamuju-desa-b', from: 'mamuju', to: 'desa-b', medium: 'radio', provider: 'Satelit, (PT)' },
    { id: 'hq-opd', from: 'hq', to: 'opd', provider: 'ICON+' },
  ]);
  const sites = new Map(
    SITES.map(([id, kind, parent], index) => [
      siteId(id),
      {
        id: siteId(id),
        name: id,
        kind,
        ...(parent !== undefined && { parent: siteId(parent) }),
        position: [-2.6 - index / 10, 118.9 + index / 10] as const,
      },
    ]),
  );
  return { ...base, sites };
}

/** What happened to each link: state from so many ms after the beginning; the first is at 0. */
type Story = readonly (readonly [atMs: number, state: LinkState])[];
const STORIES: Readonly<Record<string, Story>> = {
  'prov-majene': [
    [0, 'up'],
    [3 * HOUR_MS + 17_345, 'down'],
    [3 * HOUR_MS + 17_345 + 2_844_000, 'up'],
    [5 * HOUR_MS, 'degraded'],
    [5 * HOUR_MS + 2_400_123, 'up'],
    [22 * HOUR_MS + 31_001, 'down'],
    [22 * HOUR_MS + 95_002, 'up'],
  ],
  [AWKWARD]: [
    [0, 'up'],
    [7 * HOUR_MS + 600_500, 'down'],
    [8 * HOUR_MS, 'up'],
    [15 * HOUR_MS + 1_111, 'down'],
    [15 * HOUR_MS + 1_802_222, 'up'],
  ],
  'prov-mamuju': [
    [0, 'up'],
    [10 * HOUR_MS + 20_500, 'unknown'],
    [10 * HOUR_MS + 20_500 + 47 * MINUTE_MS, 'up'],
  ],
  'majene-desa-a': [
    [0, 'up'],
    [3 * HOUR_MS + 17_345, 'unreachable'],
    [3 * HOUR_MS + 17_345 + 2_844_000, 'up'],
    [12 * HOUR_MS + 59_999, 'down'],
    [12 * HOUR_MS + 300_001, 'up'],
  ],
  'mamuju-desa-b': [
    [0, 'up'],
    [20 * HOUR_MS + 1, 'down'],
  ],
  'hq-opd': [[0, 'up']],
};
/** Announced work, ms after the beginning. */
const WORK: Readonly<Record<string, readonly [from: number, to: number]>> = {
  [AWKWARD]: [7 * HOUR_MS, 8 * HOUR_MS + 1_800_000],
};

/** What was true of a link. */
export interface Known {
  readonly link: LinkId;
  readonly intervals: readonly Required<Interval>[];
  readonly work: readonly (readonly [from: number, to: number])[];
}

const REASONS: Readonly<Record<LinkState, Reason>> = {
  up: { kind: 'answering', answeredInRow: 5 },
  degraded: { kind: 'answering', answeredInRow: 5 },
  down: { kind: 'own-faults' },
  unreachable: { kind: 'own-faults' },
  unknown: { kind: 'stopped' },
};

/** The truth, for a history that begins at `begin` (epoch ms). */
export function truthAt(begin: number): readonly Known[] {
  const end = begin + HOURS * HOUR_MS;
  return Object.entries(STORIES).map(([id, story]) => {
    const work = WORK[id];
    return {
      link: linkId(id),
      intervals: story.map(([at, state], index) => ({
        link: linkId(id),
        state,
        from: begin + at,
        to: story[index + 1] ? begin + (story[index + 1]?.[0] ?? 0) : end,
        reason: REASONS[state],
      })),
      work: work ? [[begin + work[0], begin + work[1]] as const] : [],
    };
  });
}

const overlap = (a: number, b: number, c: number, d: number): number =>
  Math.max(0, Math.min(b, d) - Math.max(a, c));

/** Ms of each kind within [from, to). */
export function durationsIn(intervals: Known['intervals'], from: number, to: number): StateDurations {
  const of = (...states: LinkState[]): number =>
    intervals.reduce(
      (sum, each) => sum + (states.includes(each.state) ? overlap(each.from, each.to, from, to) : 0),
      0,
    );
  return {
    upMs: of('up', 'degraded'),
    degradedMs: of('degraded'),
    downMs: of('down', 'unreachable'),
    unreachableMs: of('unreachable'),
    unknownMs: of('unknown'),
  };
}

/** All points of the history, as the engine's events give them. */
export function knownPoints(begin: number): readonly MetricPoint[] {
  const network = knownNetwork();
  const events = truthAt(begin).flatMap((known) => [
    ...rounds(known, begin),
    ...transitions(known),
    ...polls(known.link, begin),
  ]);
  return [...events, ...alerts(begin)].flatMap((event) => pointsOf(event, network));
}

function rounds({ link, intervals, work }: Known, begin: number): EngineEvent[] {
  const events: EngineEvent[] = [];
  for (let index = 1; index <= HOURS * 60; index++) {
    const to = begin + index * MINUTE_MS;
    const from = to - MINUTE_MS;
    const durations = durationsIn(intervals, from, to);
    // Nobody is there to write a round that the monitor slept through.
    if (durations.unknownMs === MINUTE_MS) continue;
    const state = intervals.find((each) => each.from < to && each.to >= to)?.state ?? 'up';
    const planned = work.find(([a, b]) => overlap(a, b, from, to) > 0);
    const received = Math.round((durations.upMs / MINUTE_MS) * 60) - (durations.degradedMs > 0 ? 4 : 0);
    const round: Round = {
      from,
      to,
      sent: 60,
      received: Math.max(0, received),
      tainted: index % 400 === 0 ? 2 : 0,
      durations,
      ...(received > 0 && { rtt: rttOf(index, received) }),
      ...(planned && {
        maintenance: {
          durations: durationsIn(intervals, Math.max(from, planned[0]), Math.min(to, planned[1])),
          atEnd: to <= planned[1],
        },
      }),
    };
    events.push({ kind: 'link.round', at: to + 100, link, state, round });
  }
  return events;
}

function rttOf(index: number, received: number): NonNullable<Round['rtt']> {
  const base = 10 + 5 * Math.sin(index / 50);
  return {
    minMs: base,
    meanMs: base + 2,
    medianMs: base + 1,
    p95Ms: base + 8,
    maxMs: base + 30,
    jitterMs: 0.5 + (index % 7) / 10,
    buckets: [0, 0, received - 1, 1, 0, 0, 0, 0],
  };
}

function transitions({ link, intervals }: Known): EngineEvent[] {
  return intervals.slice(1).map((each, index) => {
    const previous = intervals[index];
    return {
      kind: 'link.state',
      at: each.from + 5_000,
      link,
      state: each.state,
      from: each.from,
      reason: each.reason,
      ...(previous && { previous: { state: previous.state, from: previous.from } }),
    };
  });
}

/** Two devices tell everything, one is silent at the end; polled every five minutes. */
function polls(link: LinkId, begin: number): EngineEvent[] {
  if (!['prov-majene', 'majene-desa-a', 'mamuju-desa-b'].includes(link)) return [];
  const events: LinkDeviceEvent[] = [];
  for (let index = 1; index <= HOURS * 12; index++) {
    const at = begin + index * 300_000 - 20_000;
    const common = {
      kind: 'link.device',
      at,
      link,
      durationMs: 40 + (index % 5),
      incarnation: 'same',
    } as const;
    if (link === 'mamuju-desa-b' && index > 240) {
      events.push({ ...common, result: { kind: 'failed', failure: 'silent', detail: 'no answer' } });
      continue;
    }
    const gauge = (metric: string, value: number, instance?: string) =>
      ({ kind: 'gauge', metric, unit: '1', value, ...(instance !== undefined && { instance }) }) as const;
    events.push({
      ...common,
      keepMetrics: true,
      rates: {
        periodMs: 300_000,
        inBps: 1e6 + index * 1_000,
        outBps: 2e5 + index * 100,
        errors: index % 3,
        discards: index % 2,
      },
      result: {
        kind: 'answered',
        // It started anew in the middle.
        system: { sysUpTimeTicks: (index < 150 ? 1_000 + index : index - 149) * 30_000 },
        interface: {
          ifName: 'sfp1',
          ifIndex: 1,
          operStatus: 'up',
          speedBps: 1e9,
          octetBits: 64,
          counters: { inOctets: BigInt(index) * 1_000_000n, outOctets: BigInt(index) * 100_000n },
        },
        metrics: [
          gauge('cpu', 20 + (index % 10)),
          gauge('memory', 40),
          gauge('temperature', 45),
          gauge('voltage', 24.1),
          gauge('on_battery', link === 'majene-desa-a' && index > 300 ? 1 : 0),
          gauge('battery_charge', 90),
          gauge('clients', 12 + (index % 4)),
          gauge('snr', 31, 'wlan1'),
          gauge('signal', -61, 'wlan1'),
          gauge('clients', 7, 'wlan1'),
        ],
      },
    });
  }
  return events;
}

function alerts(begin: number): AlertEvent[] {
  const downAt = begin + 3 * HOUR_MS + 25_000;
  const openAt = begin + 20 * HOUR_MS + 8_000;
  return [
    alertEvent('alert.raised', 1, { at: downAt }),
    { ...alertEvent('alert.closed', 1, { at: downAt }), ...closed(downAt) },
    alertEvent('alert.raised', 2, { at: openAt, subject: linkId('mamuju-desa-b') }),
    alertEvent('alert.raised', 3, {
      at: begin + 11 * HOUR_MS,
      subject: 'monitor',
      rule: 'monitor.blind',
      severity: 'critical',
    }),
  ];
}

function closed(at: number): Pick<AlertEvent, 'alert'> {
  const { alert } = alertEvent('alert.closed', 1, { at });
  return { alert: { ...alert, closedAt: at + 2_844_000 } };
}

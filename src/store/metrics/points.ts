// What becomes history of what the engine says. Pure: an event and the network it happened in give points.

import type { AlertEvent, EngineEvent, LinkRoundEvent, LinkStateEvent } from '../../domain/event.ts';
import type { LinkId, SiteId } from '../../domain/ids.ts';
import { type Network, regencyOf } from '../../domain/network.ts';
import { type Round, RTT_BUCKETS_MS } from '../../domain/round.ts';
import type { LinkState } from '../../domain/state.ts';
import { devicePoints } from './device-points.ts';
import type { FieldValue, MetricPoint } from './port.ts';
import { STATE_CODES } from './schema.ts';

/** How often a link's state and position are written for maps. */
const STATUS_EVERY_MS = 300_000;

/** Code of each state; an unreachable link is as good as down for whoever is behind it. */
const CODES: Readonly<Record<LinkState, number>> = {
  up: STATE_CODES.up,
  degraded: STATE_CODES.degraded,
  down: STATE_CODES.down,
  unreachable: STATE_CODES.down,
  unknown: STATE_CODES.unknown,
};

/** The code a state is written as. */
export function codeOf(state: LinkState): number {
  return CODES[state];
}

/** The points of one event; none for events that are not history, or about links that the network no longer has. */
export function pointsOf(event: EngineEvent, network: Network): readonly MetricPoint[] {
  switch (event.kind) {
    case 'link.round':
      return roundPoints(event, network);
    case 'link.device': {
      const tags = linkTags(event.link, network);
      const link = network.links.get(event.link);
      return tags && link ? devicePoints(event, tags, link) : [];
    }
    case 'link.state':
      return statePoints(event, network);
    case 'alert.raised':
    case 'alert.changed':
    case 'alert.closed':
      return alertPoints(event, network);
    case 'link.cause':
    case 'alert.act':
    case 'maintenance.begun':
    case 'maintenance.changed':
    case 'maintenance.ended':
    case 'link.inventory':
    case 'link.trap':
    case 'monitor.blind':
    case 'monitor.sighted':
    case 'monitor.started':
    case 'monitor.config':
    case 'monitor.fault':
      return [];
    default:
      return event satisfies never;
  }
}

function roundPoints(event: LinkRoundEvent, network: Network): readonly MetricPoint[] {
  const { round, state } = event;
  const tags = linkTags(event.link, network);
  if (!tags) return [];
  const fields: Record<string, FieldValue> = {
    state: round.maintenance?.atEnd ? STATE_CODES.maintenance : CODES[state],
    ...durationFields(round),
  };
  if (state !== 'unknown') {
    fields['up'] = state === 'up' || state === 'degraded' ? 1 : 0;
    fields['deg'] = state === 'degraded' ? 1 : 0;
  }
  if (round.tainted > 0) {
    fields['tainted'] = round.tainted;
  } else {
    fields['sent'] = round.sent;
    fields['recv'] = round.received;
    if (round.rtt) Object.assign(fields, rttFields(round.rtt));
  }
  const points: MetricPoint[] = [{ measurement: 'icmp', tags, fields, at: round.to }];
  if (Math.floor(round.from / STATUS_EVERY_MS) !== Math.floor(round.to / STATUS_EVERY_MS)) {
    const link = network.links.get(event.link);
    const site = network.sites.get(link?.to ?? network.monitorSite);
    const position = site?.position;
    points.push({
      measurement: 'link_status',
      tags: {
        ...tags,
        ...(site && { kind: site.kind }),
        ...(link?.provider !== undefined && { provider: link.provider }),
        ...(link && { medium: link.medium }),
      },
      fields: {
        state: fields['state'] ?? CODES[state],
        ...(position && { lat: position[0], lon: position[1] }),
      },
      at: round.to,
    });
  }
  return points;
}

/**
 * Seconds per class: up, down, unknown and maintenance sum to the round. What the link did during maintenance is in fields of
 * its own, so that charts can show it and availability leaves it out.
 */
export function durationFields({
  durations,
  maintenance,
}: Pick<Round, 'durations' | 'maintenance'>): Record<string, FieldValue> {
  const planned = maintenance?.durations;
  const fields = {
    up_s: (durations.upMs - (planned?.upMs ?? 0)) / 1000,
    down_s: (durations.downMs - (planned?.downMs ?? 0)) / 1000,
    deg_s: (durations.degradedMs - (planned?.degradedMs ?? 0)) / 1000,
    unreach_s: (durations.unreachableMs - (planned?.unreachableMs ?? 0)) / 1000,
    unknown_s: (durations.unknownMs - (planned?.unknownMs ?? 0)) / 1000,
    maint_s: 0,
  };
  if (!planned) return fields;
  return {
    ...fields,
    maint_s: (planned.upMs + planned.downMs + planned.unknownMs) / 1000,
    maint_up_s: planned.upMs / 1000,
    maint_deg_s: planned.degradedMs / 1000,
    maint_down_s: planned.downMs / 1000,
  };
}

function rttFields(rtt: NonNullable<LinkRoundEvent['round']['rtt']>): Record<string, FieldValue> {
  const fields: Record<string, FieldValue> = {
    rtt_min: rtt.minMs,
    rtt_avg: rtt.meanMs,
    rtt_med: rtt.medianMs,
    rtt_p95: rtt.p95Ms,
    rtt_max: rtt.maxMs,
  };
  if (rtt.jitterMs !== undefined) fields['jitter'] = rtt.jitterMs;
  for (let index = 0; index <= RTT_BUCKETS_MS.length; index++)
    fields[`h_${RTT_BUCKETS_MS[index] ?? 'inf'}`] = rtt.buckets[index] ?? 0;
  return fields;
}

function statePoints(event: LinkStateEvent, network: Network): readonly MetricPoint[] {
  const tags = linkTags(event.link, network);
  if (!tags) return [];
  const { previous, reason } = event;
  const points: MetricPoint[] = [
    {
      measurement: 'link_tr',
      tags,
      fields: {
        state: CODES[event.state],
        ...(previous && { prev: CODES[previous.state], prev_s: (event.from - previous.from) / 1000 }),
        reason: reason.kind,
      },
      at: event.from,
    },
  ];
  // No round covers these stretches: without this point a chart would draw the old state through the gap. One ms later
  // than the last round, which may end at the same moment and must not be overwritten.
  if (reason.kind === 'stopped' || reason.kind === 'clock')
    points.push({ measurement: 'icmp', tags, fields: { state: STATE_CODES.unknown }, at: event.from + 1 });
  return points;
}

/** Rewritten as the alert changes: the same tags and time. An open alert ends where it began (Grafana needs an end). */
function alertPoints(event: AlertEvent, network: Network): readonly MetricPoint[] {
  const { alert } = event;
  const tags =
    alert.subject === 'monitor'
      ? { link: 'monitor', ...siteTags(network.monitorSite, network) }
      : linkTags(alert.subject, network);
  if (!tags) return [];
  const facts = Object.entries(alert.data).map(([name, value]) => `${name} ${value}`);
  return [
    {
      measurement: 'alert',
      tags: { ...tags, rule: alert.rule, severity: alert.severity },
      fields: {
        id: String(alert.number),
        text: [`${alert.rule} ${alert.subject}`, ...facts].join(', '),
        tags: [alert.rule, alert.severity, ...(alert.suppressed ? ['suppressed'] : [])].join(','),
        event: event.kind.slice('alert.'.length),
        time_end: alert.closedAt ?? alert.raisedAt,
      },
      at: alert.raisedAt,
    },
  ];
}

/** The tags of everything about a link; undefined when the network does not have it. */
export function linkTags(id: LinkId, network: Network): Record<string, string> | undefined {
  const link = network.links.get(id);
  return link && { link: id, ...siteTags(link.to, network) };
}

function siteTags(site: SiteId, network: Network): Record<string, string> {
  const regency = regencyOf(network, site);
  return { site, ...(regency && { regency: regency.id }) };
}

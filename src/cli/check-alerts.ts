// What a configuration makes of alerts: which rule looks at which links, who would be told now, what work is planned.

import type { Config } from '../config/config.ts';
import type { ChannelConfig, RosterConfig } from '../config/notify-config.ts';
import type { Severity } from '../domain/alert.ts';
import { type Zone, zoneOf } from '../domain/local-time.ts';
import type { MaintenanceWindow } from '../domain/maintenance.ts';
import { coveredLinks, nextEdge, openingAt } from '../domain/maintenance-plan.ts';
import { covers } from '../domain/rule-book.ts';
import { type LocalTime, withinHours } from '../domain/rule-judge.ts';
import { type Topology, topologyOf } from '../domain/topology.ts';

const DAY_MINUTES = 1_440;
const WEEK_MINUTES = 7 * DAY_MINUTES;

/** A rule, and the ids of the active links it looks at. */
export interface RuleRow {
  readonly id: string;
  readonly name: string;
  readonly severity: Severity;
  readonly origin: 'shipped' | 'config';
  readonly links: readonly string[];
}

/** A channel, what is at its end, and the routes that use it. */
export interface ChannelRow {
  readonly id: string;
  readonly kind: ChannelConfig['kind'];
  /** Host or program; never a secret. */
  readonly to: string;
  readonly recipients: number;
  readonly routes: readonly string[];
}

/** A route, and the ids of the links it is about. */
export interface RouteRow {
  readonly id: string;
  readonly from: Severity;
  readonly links: readonly string[];
}

/** Who is on call; nobody: the channels' own recipients are told. */
export interface OnCallRow {
  readonly roster: string;
  readonly people: readonly string[];
  /** When that changes, epoch ms; absent: never. */
  readonly until?: number;
}

/** A window that is open, or will be; one that never opens again has neither `until` nor `next`. */
export interface WindowRow {
  readonly id: string;
  readonly name: string;
  readonly announcedBy: string;
  /** Open until, epoch ms. */
  readonly until?: number;
  /** Opens next at, epoch ms. */
  readonly next?: number;
  readonly links: readonly string[];
}

/** Everything about alerts that a check tells. */
export interface AlertsReport {
  readonly rules: readonly RuleRow[];
  readonly channels: readonly ChannelRow[];
  readonly routes: readonly RouteRow[];
  readonly onCall: readonly OnCallRow[];
  readonly maintenance: readonly WindowRow[];
}

/** Works it out for one moment. */
export function alertsReport(config: Config, nowMs: number): AlertsReport {
  const { network, notify } = config;
  const zone = zoneOf(network.province.timezone);
  const topology = topologyOf(network);
  const links = [...network.links.values()];
  return {
    rules: config.rules.map((rule) => ({
      id: rule.id,
      name: rule.name.en,
      severity: rule.severity,
      origin: rule.origin,
      links: links
        .filter((link) => link.stage === 'active' && covers(rule, link, network))
        .map(({ id }) => id),
    })),
    channels: notify.channels.map((channel) => ({
      id: channel.id,
      kind: channel.kind,
      to: endOf(channel),
      recipients: 'recipients' in channel ? channel.recipients.length : 0,
      routes: notify.routes
        .filter(({ steps }) => steps.some((step) => step.channels.includes(channel.id)))
        .map(({ id }) => id),
    })),
    routes: notify.routes.map((route) => ({
      id: route.id,
      from: route.from,
      links: links.filter((link) => covers(route, link, network)).map(({ id }) => id),
    })),
    onCall: notify.rosters.map((roster) => {
      const { people, minutesLeft } = onCall(roster, zone.at(nowMs));
      const names = people.map((id) => notify.people.find((person) => person.id === id)?.name ?? id);
      const minuteMs = Math.floor(nowMs / 60_000) * 60_000;
      return {
        roster: roster.id,
        people: names,
        ...(minutesLeft !== undefined && { until: minuteMs + minutesLeft * 60_000 }),
      };
    }),
    maintenance: config.maintenance
      .map((window) => windowRow(window, nowMs, { config, zone, topology }))
      .sort((a, b) => order(a) - order(b)),
  };
}

function endOf(channel: ChannelConfig): string {
  switch (channel.kind) {
    case 'webhook':
      return hostOf(channel.url.reveal());
    case 'telegram':
      return hostOf(channel.apiUrl);
    case 'email':
    case 'syslog':
      return `${channel.host}:${channel.port}`;
    case 'alertmanager':
      return channel.urls.map(hostOf).join(', ');
    case 'command':
      return channel.command[0];
  }
}

/** The host alone: the rest of an address may be a secret. */
function hostOf(url: string): string {
  return URL.canParse(url) ? new URL(url).host : 'an address that is not set here';
}

/** Who has the first shift of this moment, and for how many minutes nobody else has; no end: the week through. */
function onCall(
  { shifts }: RosterConfig,
  now: LocalTime,
): { readonly people: readonly string[]; readonly minutesLeft?: number } {
  const start = now.weekday * DAY_MINUTES + now.minute;
  const shiftAt = (minute: number) => {
    const at = minute % WEEK_MINUTES;
    const local = { weekday: Math.floor(at / DAY_MINUTES), minute: at % DAY_MINUTES };
    return shifts.findIndex(({ hours }) => withinHours(hours, local));
  };
  const mine = shiftAt(start);
  const people = shifts[mine]?.people ?? [];
  for (let left = 1; left < WEEK_MINUTES; left++)
    if (shiftAt(start + left) !== mine) return { people, minutesLeft: left };
  return { people };
}

function windowRow(
  window: MaintenanceWindow,
  nowMs: number,
  place: { readonly config: Config; readonly zone: Zone; readonly topology: Topology },
): WindowRow {
  const { id, name, announcedBy, scope } = window;
  const open = openingAt(window, nowMs, place.zone);
  const next = open ? undefined : nextEdge(window, nowMs, place.zone);
  return {
    id,
    name,
    announcedBy,
    ...(open && { until: open.to }),
    ...(next !== undefined && { next }),
    links: [...coveredLinks(scope, place.config.network, place.topology)],
  };
}

/** Open ones first, then by when they open, then what is over. */
function order({ until, next }: WindowRow): number {
  return until === undefined ? (next ?? Number.MAX_SAFE_INTEGER) : 0;
}

// What the API asks of the rest of the program.

import type { Act, ActRequest } from '../domain/act.ts';
import type { Alert, AlertStatus } from '../domain/alert.ts';
import type { AlertWish } from '../domain/alert-search.ts';
import type { LinkCauseEvent } from '../domain/event.ts';
import type { Locale } from '../domain/explain.ts';
import type { LinkId } from '../domain/ids.ts';
import type { ScopeView } from '../domain/scope-view.ts';
import type { MaintenanceSpan } from '../domain/sla/account.ts';
import type { Place } from '../domain/sla/places.ts';
import type { Interval } from '../domain/state.ts';
import type { ActOutcome } from '../engine/acts.ts';
import type { BeatAnswer, BeatCall } from '../probe/beat/port.ts';
import type { InterfacesRead } from '../probe/snmp/port.ts';
import type { DeviceDetail } from '../stream/device.ts';
import type { LinkPlan } from '../stream/link-detail.ts';
import type { EchoView, LinkView, NetworkView } from '../stream/protocol.ts';
import type { AcceptancePort } from './acceptance-port.ts';
import type { Explanation } from './explanation.ts';
import type { IncidentView } from './incident.ts';
import type { LedgerPort } from './ledger-port.ts';
import type { LinkActPort } from './link-act-port.ts';
import type { MaintenancePort } from './maintenance-port.ts';
import type { MapPort } from './map-port.ts';
import type { ReportPort } from './report-port.ts';
import type { RolloutPort } from './rollout-port.ts';
import type { ViconPort } from './vicon-port.ts';

/** How the daemon is doing. */
export interface Health {
  /** What keeps it from working at all; empty while it lives. */
  readonly dead: readonly string[];
  /** What keeps it from its whole job; empty while it is ready. */
  readonly notReady: readonly string[];
}

/** One figure of the daemon itself for /metrics. */
export interface Figure {
  /** Prometheus name, with its unit. */
  readonly name: string;
  readonly help: string;
  readonly type: 'counter' | 'gauge';
  readonly value: number;
  readonly labels?: Readonly<Record<string, string>>;
}

/** History of a link, as the metric store gives it. */
export interface HistoryReply {
  readonly link: LinkId;
  readonly stepMs: number;
  readonly buckets: readonly object[];
}

/** What became of a message about an alert; whom it went to is nobody else's business. */
export interface MessageView {
  readonly channel: string;
  readonly kind: string;
  readonly subject: string;
  /** How many recipients it had by name; 0: the channel's own. */
  readonly recipients: number;
  /** When it was decided, and when it ended, epoch ms. */
  readonly bornAt: number;
  readonly endedAt: number;
  readonly attempts: number;
  readonly outcome: string;
  /** What the other end said, or why there was none. */
  readonly detail?: string;
}

/** Alerts to look for. */
export interface AlertQuery {
  readonly statuses: readonly AlertStatus[];
  /** Epoch ms; with `to`: alerts whose time, since to closedAt, overlaps [from, to). */
  readonly from?: number;
  readonly to?: number;
  readonly link?: LinkId;
  /** Of these subjects only. */
  readonly subjects?: ReadonlySet<string>;
  /** Alerts with a smaller number. */
  readonly before?: number;
  readonly wish?: AlertWish;
  readonly limit: number;
}

/** Everything the routes need. */
export interface ApiDeps {
  /** Epoch ms on jalur's timeline. */
  readonly now: () => number;
  /** A clock that never steps, ms: for limits of what may be asked how often. */
  readonly monoMs: () => number;
  readonly network: () => NetworkView;
  /** The network as JSON, at most a second old and shared with the stream: at 10,000 links it is several megabytes. */
  readonly networkJson: () => Buffer;
  readonly link: (id: string) => LinkView | undefined;
  /** Contract, cadence and limits of a link; absent: nothing is told of them. */
  readonly linkPlan?: (id: LinkId) => LinkPlan | undefined;
  readonly linkIds: () => Iterable<LinkId>;
  /** The link's regency, provider and contract, for grouping. */
  readonly groupOf: (id: LinkId, by: 'regency' | 'provider' | 'contract') => string | undefined;
  /** Sites and the ways to them; absent: nothing is summed over places. */
  readonly places?: (by: 'site' | 'path') => readonly Place[];
  /** Announced maintenance that touches [from, to), by link; absent: it is not told. */
  readonly maintenanceSpans?: (from: number, to: number) => ReadonlyMap<LinkId, readonly MaintenanceSpan[]>;
  readonly recentEchoes: (id: LinkId) => readonly EchoView[];
  /** Intervals that overlap [from, to), oldest first, not clipped; the last one may lack its end. */
  readonly intervals: (id: LinkId, from: number, to: number) => readonly Interval[];
  /** Lets the event loop look after everything else; awaited within long work. */
  readonly breathe: () => Promise<void>;
  readonly alerts: (query: AlertQuery) => readonly Alert[];
  readonly alert: (number: number) => Alert | undefined;
  /** What devices let suppose about outages since a moment, oldest first. */
  readonly causes: (from: number) => readonly LinkCauseEvent[];
  /** What was done about an alert, oldest first. */
  readonly acts: (alert: number) => readonly Act[];
  /** What became of the newest messages about an alert; those that still wait are not among them. */
  readonly messages: (alert: number) => readonly MessageView[];
  /** Does an operator's act, or says why not. */
  readonly act: (request: ActRequest) => ActOutcome;
  /** An incident with at most `limit` members listed; whose a member's number is; undefined when there is no such alert. */
  readonly incident: (
    number: number,
    limit: number,
  ) => IncidentView | { readonly belongsTo: number } | undefined;
  readonly history: (query: {
    readonly link: LinkId;
    readonly from: number;
    readonly to: number;
    readonly points: number;
  }) => Promise<HistoryReply>;
  readonly metricHistory: (query: {
    readonly link: LinkId;
    readonly metric: string;
    readonly instance?: string;
    readonly from: number;
    readonly to: number;
    readonly points: number;
  }) => Promise<object>;
  /** What is known about a link's device; undefined for a link there is not. */
  readonly device: (id: LinkId) => DeviceDetail | undefined;
  /** Reads all interfaces of a link's device now. */
  readonly interfaces: (id: LinkId) => Promise<InterfacesRead>;
  /** `view`: names nothing that somebody with it may not see. */
  readonly explain: (id: LinkId, locale: Locale | undefined, view?: ScopeView) => Explanation | undefined;
  /** Planned work; absent: the routes about it are not there. */
  readonly maintenance?: MaintenancePort;
  /** Video conferences; absent: the routes about them are not there. */
  readonly vicon?: ViconPort;
  /** What lies under the map; absent: the route is not there. */
  readonly map?: MapPort;
  /** The roll-out board, and the acceptance records of new links; absent: the routes about them are not there. */
  readonly rollout?: RolloutPort;
  readonly acceptance?: AcceptancePort;
  /** Stop clocks, corrections and tickets; absent: the routes about them are not there. */
  readonly ledger?: LedgerPort;
  /** Reports; absent: the routes about them are not there. */
  readonly reports?: ReportPort;
  /** Echoes and polls at an operator's wish; absent: the routes are not there. */
  readonly linkActs?: LinkActPort;
  /** Takes the call of a device that beats by itself. */
  readonly beat: (call: BeatCall) => BeatAnswer;
  readonly health: () => Health;
  readonly figures: () => readonly Figure[];
}

// The API's view of the engine and the stores.

import { setImmediate } from 'node:timers/promises';
import type { Contract } from '../config/config.ts';
import type { GrafanaConfig } from '../config/grafana-config.ts';
import type { Alert } from '../domain/alert.ts';
import { isId, linkId } from '../domain/ids.ts';
import { labelOf } from '../domain/instant.ts';
import { zoneOf } from '../domain/local-time.ts';
import { regencyOf } from '../domain/network.ts';
import { coveringWindows, maintenanceSpans } from '../domain/sla/maintenance-spans.ts';
import { placesOf } from '../domain/sla/places.ts';
import type { EchoMemory } from '../engine/echo-memory.ts';
import type { EngineLoop } from '../engine/loop.ts';
import type { LinkWatch } from '../engine/state.ts';
import type { BeatDesk } from '../probe/beat/beat-desk.ts';
import type { EchoEngine } from '../probe/icmp/port.ts';
import type { SnmpInspector, SnmpPoller } from '../probe/snmp/port.ts';
import type { TrapStatus } from '../probe/snmp/traps/status.ts';
import type { EventLoopMonitor } from '../runtime/eventloop.ts';
import type { PollScheduler } from '../schedule/scheduler.ts';
import type { MetricStore } from '../store/metrics/port.ts';
import type { StateStore } from '../store/state/port.ts';
import type { Hub } from '../stream/hub.ts';
import type { NetworkView } from '../stream/protocol.ts';
import { linkView } from '../stream/view.ts';
import type { AcceptancePort } from './acceptance-port.ts';
import type { ApiDeps, Figure, Health, MessageView } from './deps.ts';
import { deviceDetail } from './device-detail.ts';
import { explanationOf } from './explanation.ts';
import { figuresOf } from './figures.ts';
import { incidentOf } from './incident.ts';
import type { LedgerPort } from './ledger-port.ts';
import type { LinkActPort } from './link-act-port.ts';
import { linkPlanOf } from './link-plan.ts';
import type { MaintenancePort } from './maintenance-port.ts';
import type { MapPort } from './map-port.ts';
import { withActive, withOpen } from './present.ts';
import type { ReportPort } from './report-port.ts';
import type { RolloutPort } from './rollout-port.ts';
import type { ViconPort } from './vicon-port.ts';

/** The running parts. */
export interface ApiParts {
  readonly loop: EngineLoop;
  readonly store: StateStore;
  readonly metrics: MetricStore;
  readonly echoes: EchoEngine;
  readonly poller: SnmpPoller & SnmpInspector;
  readonly scheduler: PollScheduler;
  readonly hub: Hub;
  readonly memory: EchoMemory;
  readonly eventLoop: EventLoopMonitor;
  /** Absent: nobody waits for beats. */
  readonly beats?: BeatDesk;
  /** Absent, or without a status: no traps are received. */
  readonly traps?: { status(): TrapStatus | undefined; readonly strangers: number };
  /** Absent: the API knows nothing of planned work. */
  readonly maintenance?: MaintenancePort;
  /** Absent: the API knows nothing of video conferences. */
  readonly vicon?: ViconPort;
  /** Absent: nothing lies under the map. */
  readonly map?: MapPort;
  /** Absent: the API knows nothing of the roll-out, or of acceptance records. */
  readonly rollout?: RolloutPort;
  readonly acceptance?: AcceptancePort;
  /** Absent: the API knows nothing of stop clocks, corrections and tickets. */
  readonly ledger?: LedgerPort;
  /** Absent: the API makes no reports. */
  readonly reports?: ReportPort;
  /** Contracts in force; absent: none is told. */
  readonly contracts?: () => readonly Contract[];
  /** Where Grafana is; absent: no page leads there. */
  readonly grafana?: () => GrafanaConfig | undefined;
  /** Absent: nobody can have a link echoed or polled. */
  readonly linkActs?: LinkActPort;
  /** Absent: nobody is told anything. */
  readonly messages?: { of(alert: number): readonly MessageView[] };
  /** Figures of parts that the API does not know otherwise. */
  readonly figures?: () => readonly Figure[];
  readonly snapshot: () => NetworkView;
}

/** Verdicts older than this mean that the echo engine does not do its work; the slowest cadence is an hour. */
const STALE_MS = 30_000;

/** What the routes need, from the parts. */
export function apiDepsOf(parts: ApiParts): ApiDeps {
  const { loop, store, metrics, memory } = parts;
  const { state } = loop;
  const watchOf = (id: string): LinkWatch | undefined => (isId(id) ? state.links.get(linkId(id)) : undefined);
  const alertOf = (number: number): Alert | undefined =>
    [...state.alerts.values()].find((alert) => alert.number === number) ?? store.alert(number);
  return {
    now: () => loop.now().at,
    monoMs: () => loop.now().monoMs,
    network: parts.snapshot,
    networkJson: () => parts.hub.network(),
    link: (id) => {
      const watch = watchOf(id);
      return watch && linkView(state, watch, loop.now());
    },
    linkPlan: (id) => {
      const watch = state.links.get(id);
      const contracts = parts.contracts?.() ?? [];
      const windows = parts.maintenance?.windows() ?? [];
      return watch && linkPlanOf(watch, { state, contracts, windows, grafana: parts.grafana?.() });
    },
    linkIds: () => state.links.keys(),
    groupOf: (id, by) => {
      const link = state.links.get(id)?.link;
      if (!link) return undefined;
      switch (by) {
        case 'provider':
          return link.provider;
        case 'contract':
          return link.contractId ?? link.contract;
        case 'regency':
          return regencyOf(state.config.network, link.to)?.id;
      }
    },
    places: (by) => placesOf(state.topology, by),
    maintenanceSpans: (from, to) => {
      const { network } = state.config;
      const windows = (parts.maintenance?.windows({ all: true }) ?? []).map(({ window }) => window);
      return maintenanceSpans(coveringWindows(windows, network, state.topology), {
        from,
        to,
        asOf: loop.now().at,
        zone: zoneOf(network.province.timezone),
      });
    },
    recentEchoes: (id) => {
      const key = state.links.get(id)?.key;
      const now = loop.now();
      return (key === undefined ? [] : memory.of(key)).map(({ sentMs, ...echo }) => ({
        at: labelOf(sentMs, now),
        ...echo,
      }));
    },
    intervals: (id, from, to) => {
      const watch = state.links.get(id);
      const stored = store.intervals(id, from, to);
      if (!watch) return stored;
      const open = { link: id, state: watch.state, from: watch.from, reason: watch.reason };
      return withOpen(stored, open, { from, to });
    },
    breathe: () => setImmediate(),
    alerts: (query) => {
      // Those that are not closed the engine has itself.
      const closed = query.statuses.includes('closed') ? store.alerts({ ...query, status: 'closed' }) : [];
      return withActive(closed, state.alerts, query);
    },
    alert: alertOf,
    causes: (from) => store.causes(from),
    acts: (alert) => store.acts(alert),
    messages: (alert) => parts.messages?.of(alert) ?? [],
    act: (request) => loop.act(request),
    incident: (number, limit) =>
      incidentOf(
        {
          alert: alertOf,
          stored: (incident, most) => store.incident(incident, most),
          present: state.alerts.values(),
          acts: (alert) => store.acts(alert),
          network: state.config.network,
        },
        number,
        limit,
      ),
    history: (query) => metrics.history(query),
    metricHistory: (query) => metrics.metricHistory(query),
    device: (id) => {
      const watch = state.links.get(id);
      const engine = parts.echoes.status().engine === 'ping' ? 'ping' : 'socket';
      return watch && deviceDetail(watch, { store, poller: parts.poller, engine });
    },
    interfaces: (id) => {
      const watch = state.links.get(id);
      if (!watch)
        return Promise.resolve({ kind: 'failed', failure: 'local', detail: 'the link left the plan' });
      return parts.poller.interfaces(id, watch.link.device);
    },
    explain: (id, locale, view) => explanationOf(view ? { ...parts, view } : parts, id, locale),
    ...(parts.maintenance && { maintenance: parts.maintenance }),
    ...(parts.vicon && { vicon: parts.vicon }),
    ...(parts.map && { map: parts.map }),
    ...(parts.rollout && { rollout: parts.rollout }),
    ...(parts.acceptance && { acceptance: parts.acceptance }),
    ...(parts.ledger && { ledger: parts.ledger }),
    ...(parts.reports && { reports: parts.reports }),
    ...(parts.linkActs && { linkActs: parts.linkActs }),
    beat: (call) => parts.beats?.receive(call) ?? 'unknown',
    health: () => healthOf(parts),
    figures: () => [...figuresOf(parts), ...(parts.figures?.() ?? [])],
  };
}

function healthOf({ loop, echoes, store }: ApiParts): Health {
  const { state } = loop;
  const notReady: string[] = [];
  const now = loop.now();
  const active = [...state.links.values()].filter((watch) => watch.link.stage === 'active');
  const fresh = active.filter(
    (watch) =>
      watch.verdictMs !== undefined &&
      now.monoMs - watch.verdictMs < STALE_MS + watch.link.echo.everyMs + watch.link.echo.timeoutMs,
  );
  if (active.length > 0 && fresh.length === 0)
    notReady.push(`no echo verdict yet, or none for ${STALE_MS / 1000} s (engine ${echoes.status().engine})`);
  const { backlogEvents } = store.status();
  if (backlogEvents > 0)
    notReady.push(`${backlogEvents} events could not be committed to the state store yet`);
  // History that waits on disk is no reason to be restarted: alerts do not depend on it, and it has an alert of its own.
  return { dead: [], notReady };
}

// Everything the engine knows. The step updates it in place: a copy per step would cost more than the whole measurement
// at 10,000 echoes a second. It is owned by the engine alone, and two engines given the same inputs agree in it.

import type { Alert, AlertRule, BuiltInRule, MonitorFault, Severity } from '../domain/alert.ts';
import type { AcknowledgePolicy } from '../domain/alert-life.ts';
import type { CounterBaseline } from '../domain/counter.ts';
import { QualityTrack } from '../domain/degraded.ts';
import { EchoTrack } from '../domain/echo-track.ts';
import type { EngineEvent, LinkDeviceEvent } from '../domain/event.ts';
import { FlapTrack } from '../domain/flapping.ts';
import { hash32 } from '../domain/hash.ts';
import type { LinkId, SiteId } from '../domain/ids.ts';
import type { Instant } from '../domain/instant.ts';
import type { Span } from '../domain/interval.ts';
import type { DeviceIdentity } from '../domain/inventory.ts';
import type { Link } from '../domain/link.ts';
import type { OpenMaintenance } from '../domain/maintenance.ts';
import type { Anchor, Network } from '../domain/network.ts';
import type { Round } from '../domain/round.ts';
import { RoundBuilder } from '../domain/round-builder.ts';
import type { RuleBook } from '../domain/rule-book.ts';
import type { LocalTime } from '../domain/rule-judge.ts';
import type { RuleTrack } from '../domain/rule-track.ts';
import type { LinkState, Reason } from '../domain/state.ts';
import type { Topology } from '../domain/topology.ts';
import type { ActOutcome } from './acts.ts';
import type { EngineRequest } from './input.ts';

/** What of the configuration the engine works by. */
export interface EngineConfig {
  readonly network: Network;
  readonly severities: Readonly<Record<BuiltInRule, Severity | 'off'>>;
  readonly acknowledge: AcknowledgePolicy;
  /** After a restart, alerts that are raised within this time are held back: what is found may be what was known. */
  readonly settleMs: number;
  /** Rules that are not built in, and whom each is about. */
  readonly rules: RuleBook;
  /** The time of the week in the province's time zone, of an epoch ms. */
  readonly localTime: (at: number) => LocalTime;
  /** Failed polls in a row, while echoes are answered, before link.snmp-silent. */
  readonly snmpSilentPolls: number;
}

/** Newest send times (CLOCK_MONOTONIC ms) of answered echoes: by devices at a site, and across it by those behind. */
export interface SiteSight {
  seenMs: number;
  seenBehindMs: number;
}

/** Start of an outage on both clocks. */
export interface OutageStart {
  readonly fromAt: number;
  readonly fromMs: number;
}

/** One link under watch. */
export interface LinkWatch {
  link: Link;
  /** Key among the targets; a new one when the address changes, so that old verdicts fall on nobody. */
  key: number;
  track: EchoTrack;
  /** The sites at its ends. */
  fromSight: SiteSight;
  toSight: SiteSight;
  state: LinkState;
  /** Start of the present interval, epoch ms and CLOCK_MONOTONIC ms. */
  from: number;
  fromMs: number;
  reason: Reason;
  /** Spans that the round under way may still touch, oldest first, the last one open. */
  recent: Span[];
  /** Send time of the last lost echo when `down` or `unreachable` was decided. */
  confirmedMs: number;
  /** Losses sent before this moment prove nothing: the monitor was blind, or the site before the link was cut off. */
  rowAfterMs: number;
  /** The outage under way, blind stretches within it included. */
  outage: OutageStart | undefined;
  /** The outage that ended last, while its cause awaits a poll. */
  endedOutage: OutageStart | undefined;
  rounds: RoundBuilder;
  /** Start of the round under way, epoch ms. */
  roundFrom: number;
  lastRound: Round | undefined;
  quality: QualityTrack;
  /** What it is degraded by, while it is unknown: it goes on so until quality says otherwise. */
  degradedBy: Reason | undefined;
  flaps: FlapTrack;
  /** When the last verdict came, CLOCK_MONOTONIC ms; undefined before the first. */
  verdictMs: number | undefined;
  /** When the present row of verdicts that our own faults spoiled began, CLOCK_MONOTONIC ms; undefined where the last was none. */
  spoiledMs: number | undefined;
  rttMs: number | undefined;
  baseline: CounterBaseline | undefined;
  failedPolls: number;
  /** The last poll, and the last one that was answered. */
  device: LinkDeviceEvent | undefined;
  answered: LinkDeviceEvent | undefined;
  /** When a poll was last answered, CLOCK_MONOTONIC ms; undefined before the first. */
  answeredPollMs: number | undefined;
  /** Number of the five minutes whose metrics were kept last. */
  metricsWindow: number | undefined;
  /** A maintenance window that was over before the outage it covered; until the link works again. */
  overrun: OpenMaintenance | undefined;
  /** What the device said it is when it was last inspected, in this run or an earlier one. */
  known: KnownDevice | undefined;
  /** Traps of late that are not heard again for a while, by kind and interface (traps.ts): CLOCK_MONOTONIC ms. */
  readonly heardMs: Map<string, number>;
}

/** What is known of a device. */
export interface KnownDevice {
  readonly profile: string;
  readonly identity: DeviceIdentity;
}

/** One anchor under watch. */
export interface AnchorWatch {
  readonly anchor: Anchor;
  readonly key: number;
  readonly track: EchoTrack;
}

/** Who a key belongs to. */
export type Target =
  | { readonly kind: 'link'; readonly watch: LinkWatch }
  | { readonly kind: 'anchor'; readonly watch: AnchorWatch };

/** The engine's state. */
export interface EngineState {
  config: EngineConfig;
  topology: Topology;
  readonly links: Map<LinkId, LinkWatch>;
  anchors: AnchorWatch[];
  /** Indexed by key; keys are never used twice within a run. */
  readonly targets: (Target | undefined)[];
  readonly sights: Map<SiteId, SiteSight>;
  /** Newest send time of any answered echo. */
  seenMs: number;
  /** Until then beats vouch for the monitor's sight though all anchors are silent, CLOCK_MONOTONIC ms. */
  vouchedMs: number;
  /** Present while the monitor is blind: since when, and the send time of the last echo that proved it. */
  blind: { readonly from: number; readonly provedMs: number } | undefined;
  /** Links with lost echoes that await a verdict. */
  readonly suspects: Set<LinkWatch>;
  /** Links in an outage that answer again. */
  readonly recovering: Set<LinkWatch>;
  /** Links that get extra echoes because of a trap, until CLOCK_MONOTONIC ms. */
  readonly alarms: Map<LinkWatch, number>;
  /** Keys that get extra echoes now, and their period in ms. */
  bursting: ReadonlyMap<number, number>;
  /** Whether `bursting` has to be worked out again. */
  burstsStale: boolean;
  /** Alerts that are not closed, by `alertKey`. */
  readonly alerts: Map<string, Alert>;
  /** Rules with such an alert, by subject. */
  readonly openRules: Map<LinkId | 'monitor', Set<AlertRule>>;
  /** Maintenance windows that are open now. */
  maintenance: readonly OpenMaintenance[];
  /** Windows that ended a moment ago, each with its true end: rounds that they reach into are still to be told. */
  endedMaintenance: readonly OpenMaintenance[];
  /** Present while jalur settles after a restart; epoch ms, and CLOCK_MONOTONIC ms of its end. */
  settling: { readonly from: number; readonly until: number; readonly untilMs: number } | undefined;
  nextAlertNumber: number;
  /** What is building up, or raised, per rule and link. */
  readonly ruleTracks: Map<string, RuleTrack>;
  /** When rules about time were last looked at, CLOCK_MONOTONIC ms. */
  rulesJudgedMs: number;
  /** Rates that were more than their interface can carry: a device's nonsense, never shown. */
  refusedRates: number;
  /** Parts of the monitor that have failed, and what they said. */
  readonly faults: Map<MonitorFault, string>;
  /** How many links each failed one has made unreachable, by the site they lead to. */
  readonly takenAlong: Map<LinkId, Map<SiteId, number>>;
  /** Links whose number changed in this step. */
  readonly touchedCauses: Set<LinkId>;
  /** Links with an alert that holds others of the same link back, and changed in this step. */
  readonly touchedDependents: Set<LinkId>;
}

/** One step under way. */
export interface Step {
  readonly state: EngineState;
  readonly now: Instant;
  readonly events: EngineEvent[];
  readonly requests: EngineRequest[];
  outcome?: ActOutcome;
}

/** The sight of a site, made when first asked for. */
export function sightOf(sights: Map<SiteId, SiteSight>, site: SiteId): SiteSight {
  const known = sights.get(site);
  if (known) return known;
  const fresh = { seenMs: Number.NEGATIVE_INFINITY, seenBehindMs: Number.NEGATIVE_INFINITY };
  sights.set(site, fresh);
  return fresh;
}

/** Starts watching a link, in the state that is given. Rounds of different links end at different times. */
export function newWatch(
  state: EngineState,
  link: Link,
  begin: { readonly now: Instant; readonly state: LinkState; readonly from: number; readonly reason: Reason },
): LinkWatch {
  const { roundMs } = state.config.network.settings;
  const firstEndMs = begin.now.monoMs + roundMs / 2 + ((hash32(link.id) % 1_000) / 1_000) * roundMs;
  const watch: LinkWatch = {
    link,
    key: state.targets.length,
    track: trackOf(link),
    fromSight: sightOf(state.sights, link.from),
    toSight: sightOf(state.sights, link.to),
    state: begin.state,
    from: begin.from,
    fromMs: begin.now.monoMs - (begin.now.at - begin.from),
    reason: begin.reason,
    recent: [{ state: begin.state, from: begin.from }],
    confirmedMs: Number.NEGATIVE_INFINITY,
    rowAfterMs: Number.NEGATIVE_INFINITY,
    outage: undefined,
    endedOutage: undefined,
    rounds: new RoundBuilder(firstEndMs, roundMs),
    roundFrom: begin.now.at,
    lastRound: undefined,
    quality: new QualityTrack(),
    degradedBy: undefined,
    flaps: new FlapTrack(),
    verdictMs: undefined,
    spoiledMs: undefined,
    rttMs: undefined,
    baseline: undefined,
    failedPolls: 0,
    device: undefined,
    answeredPollMs: undefined,
    overrun: undefined,
    answered: undefined,
    metricsWindow: undefined,
    known: undefined,
    heardMs: new Map(),
  };
  state.targets.push({ kind: 'link', watch });
  state.links.set(link.id, watch);
  return watch;
}

/** A fresh track of a link. */
export function trackOf({ device }: Link): EchoTrack {
  return new EchoTrack({ slow: device.beat !== undefined });
}

/** What a link is once it answers again: what it was degraded by is not over because nobody looked for a while. */
export function workingAgain(watch: LinkWatch): { readonly state: LinkState; readonly reason: Reason } {
  return watch.degradedBy
    ? { state: 'degraded', reason: watch.degradedBy }
    : { state: 'up', reason: answering(watch) };
}

/** The reason of a link that works. */
export function answering({ link, track }: LinkWatch): Reason {
  const { beat } = link.device;
  return {
    kind: 'answering',
    answeredInRow: track.answeredInRow,
    ...(beat && { beatEveryMs: beat.everyMs }),
  };
}

/** Key of an active alert: a rule is raised once per subject. */
export function alertKey(rule: AlertRule, subject: LinkId | 'monitor'): string {
  return `${rule} ${subject}`;
}

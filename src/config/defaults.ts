// What a configuration does not say. docs/configuration.md prints these tables.

import type { BuiltInRule, Severity } from '../domain/alert.ts';
import type { AcknowledgePolicy } from '../domain/alert-life.ts';
import type { EchoPlan, Medium, QualityLimits } from '../domain/link.ts';
import type { EngineSettings } from '../domain/network.ts';
import type { AcceptanceRule, ConnectedRule } from '../domain/rollout-plan.ts';
import type { RetentionConfig, SpoolConfig } from './config.ts';
import type { KeptFormat } from './report-config.ts';

/** Echo cadence per medium; GEO VSAT is slow and paid by volume. */
export const ECHO_DEFAULTS: Readonly<Record<Medium, EchoPlan>> = {
  fiber: { everyMs: 1_000, timeoutMs: 1_000 },
  radio: { everyMs: 1_000, timeoutMs: 1_000 },
  lte: { everyMs: 1_000, timeoutMs: 1_000 },
  vsat: { everyMs: 5_000, timeoutMs: 3_000 },
  copper: { everyMs: 1_000, timeoutMs: 1_000 },
  other: { everyMs: 1_000, timeoutMs: 1_000 },
};

/** Echoes of anchors. */
export const ANCHOR_ECHO: EchoPlan = { everyMs: 1_000, timeoutMs: 1_000 };
/** Tag of links that are paid by volume, and their echo period. */
export const METERED_TAG = 'metered';
export const METERED_EVERY_MS = 5_000;
/** Planned links are probed this seldom at least. */
export const PLANNED_ECHO_EVERY_MS = 60_000;
export const PLANNED_SNMP_EVERY_MS = 300_000;

/** Period of the beats of a device that cannot be reached. */
export const BEAT_EVERY_MS = 60_000;

/** Traps where the configuration says whose are taken; a switch that loses 48 ports says so 48 times. */
export const TRAP_DEFAULTS = {
  listen: [
    { host: '0.0.0.0', port: 162 },
    { host: '::', port: 162 },
  ],
  perSecond: 50,
} as const;

/** SNMP where the configuration gives credentials. */
export const SNMP_DEFAULTS = { everyMs: 60_000, timeoutMs: 2_000, retries: 1, port: 161 } as const;

/** How long quality must be bad, or good again. */
export const QUALITY_FOR_MS = 120_000;
/** `clear` where only `raise` is given, as a share of it. */
export const CLEAR_SHARE = 0.8;

/** Thresholds per medium: what is unusual for it, not what is unpleasant. A healthy GEO VSAT has 600 ms. */
export const QUALITY_DEFAULTS: Readonly<Record<Medium, Omit<QualityLimits, 'forMs'>>> = {
  fiber: limits([2, 1], [50, 40], [15, 10]),
  radio: limits([5, 3], [100, 80], [30, 20]),
  lte: limits([5, 3], [250, 200], [80, 60]),
  vsat: limits([10, 6], [900, 800], [200, 150]),
  copper: limits([5, 3], [100, 80], [30, 20]),
  other: limits([5, 3], [300, 250], [100, 80]),
};

type Pair = readonly [raise: number, clear: number];

function limits(lossPct: Pair, rttMs: Pair, jitterMs: Pair): Omit<QualityLimits, 'forMs'> {
  const threshold = ([raise, clear]: Pair) => ({ raise, clear });
  return { lossPct: threshold(lossPct), rttMs: threshold(rttMs), jitterMs: threshold(jitterMs) };
}

/** Detection. */
export const ENGINE_DEFAULTS: EngineSettings = {
  roundMs: 60_000,
  falseAlarmYears: 100,
  recoverEchoes: 5,
  burstEveryMs: 200,
  burstPerSecond: 2_000,
  flapChanges: 6,
  flapWindowMs: 600_000,
};

/** Severity per rule. */
export const SEVERITY_DEFAULTS: Readonly<Record<BuiltInRule, Severity>> = {
  'link.down': 'major',
  'link.unreachable': 'info',
  'link.degraded': 'minor',
  'link.flapping': 'warning',
  'link.snmp-silent': 'warning',
  'link.rebooted': 'info',
  'link.answering': 'info',
  'link.vicon': 'major',
  'monitor.blind': 'critical',
  'monitor.anchors': 'warning',
  'monitor.store': 'critical',
  'monitor.spool': 'major',
  'monitor.metrics': 'major',
  'monitor.clock': 'warning',
  'monitor.echo': 'critical',
  'monitor.config': 'warning',
  'monitor.traps': 'warning',
  'monitor.profiles': 'warning',
  'monitor.loop': 'major',
  'monitor.schedule': 'major',
  'monitor.disk': 'warning',
  'monitor.disk-full': 'critical',
  'monitor.notify': 'major',
  'monitor.dead-man': 'warning',
  'monitor.unmeasured': 'major',
};

/** Announced outages stay on the list until somebody has seen them, for a day at most. */
export const ACKNOWLEDGE_DEFAULTS: AcknowledgePolicy = { from: 'major', returnedMs: 86_400_000 };
/** At least this long; the engine settles for one whole suspicion of the slowest link where that takes longer. */
export const SETTLE_MS = 15_000;

/** Failed polls in a row before link.snmp-silent. */
export const SNMP_SILENT_POLLS = 3;
/** A week forgives a broken cable, a day of work proves the connection. */
export const CONNECTED_DEFAULTS: ConnectedRule = { withinMs: 7 * 86_400_000, atLeastMs: 86_400_000 };
/** As the design says; 99 % of a day forgives a quarter of an hour. */
export const ACCEPTANCE_DEFAULTS: AcceptanceRule = {
  lengthMs: 86_400_000,
  silentMs: 3_600_000,
  availabilityPct: 99,
  coveragePct: 90,
};
/** The first of the month before the office opens; a year's evidence once the year's last report is signed. */
export const REPORT_DEFAULTS: {
  readonly monthlyCron: string;
  readonly yearlyCron: string;
  readonly formats: readonly KeptFormat[];
  readonly keepBytes: number;
} = { monthlyCron: '0 6 1 * *', yearlyCron: '0 6 5 1 *', formats: ['pdf', 'xlsx'], keepBytes: 2e9 };
/** Where screens and API are. */
export const LISTEN_DEFAULT = '127.0.0.1:8080';
/** How long a log-in holds: a shift. */
export const SESSION_MS = 12 * 3_600_000;
/** Database of InfluxDB. */
export const INFLUX_DATABASE = 'jalur';

const DAY_MS = 86_400_000;

/** An hour of 10,000 links is about 100 MB of points. */
export const SPOOL_DEFAULTS: SpoolConfig = { maxBytes: 2e9, maxAgeMs: 7 * DAY_MS };
/** As the design says. */
export const RETENTION_DEFAULTS: RetentionConfig = {
  rawMs: 35 * DAY_MS,
  fiveMinutesMs: 400 * DAY_MS,
  oneHourMs: 3_650 * DAY_MS,
};
/** The lab. */
export const LAB_DEFAULTS = { seed: 76, snmpPort: 1161, repeatMs: 240_000 } as const;

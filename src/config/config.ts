// The loaded configuration: every default resolved, every reference checked. How it gets here is the loader's business.

import type { BuiltInRule, Severity } from '../domain/alert.ts';
import type { AcknowledgePolicy } from '../domain/alert-life.ts';
import type { LinkId } from '../domain/ids.ts';
import type { UsmAccess } from '../domain/link.ts';
import type { MaintenanceWindow } from '../domain/maintenance.ts';
import type { Network } from '../domain/network.ts';
import type { RolloutSettings } from '../domain/rollout-plan.ts';
import type { Rule } from '../domain/rule.ts';
import type { SlaTerms } from '../domain/sla/terms.ts';
import type { ViconLimits } from '../domain/vicon.ts';
import type { AccessConfig, TlsConfig } from './access-config.ts';
import type { GrafanaConfig } from './grafana-config.ts';
import type { MapConfig } from './map-config.ts';
import type { DeadManConfig, NotifyConfig } from './notify-config.ts';
import type { ReportsConfig } from './report-config.ts';

/** A secret; printing or logging it shows `[secret]` (util.inspect, JSON and text alike). */
export interface Secret {
  reveal(): string;
}

/** Where InfluxDB is. */
export interface InfluxConfig {
  readonly url: string;
  readonly database: string;
  readonly username?: string;
  readonly password?: Secret;
  /** InfluxDB 2.x or 3: sent as `Authorization: Token …`. */
  readonly token?: Secret;
}

/** Limits of the metric spool; what is beyond is dropped oldest first, counted and told. */
export interface SpoolConfig {
  readonly maxBytes: number;
  readonly maxAgeMs: number;
}

/** How long the embedded history keeps each resolution, in ms. */
export interface RetentionConfig {
  readonly rawMs: number;
  readonly fiveMinutesMs: number;
  readonly oneHourMs: number;
}

/** Where the API listens. */
export interface ListenConfig {
  readonly host: string;
  readonly port: number;
  /** Access token; without one, and without users, only loopback is listened on. */
  readonly token?: Secret;
  /** Absent: HTTP. */
  readonly tls?: TlsConfig;
}

/** An address and a UDP port to listen at. */
export interface TrapPlace {
  /** Literal IPv4 or IPv6 address of this machine; `0.0.0.0` and `::` are all of one family. */
  readonly host: string;
  readonly port: number;
}

/** Who may send SNMPv3 traps and informs. */
export interface TrapUser {
  readonly user: string;
  /** Messages below this level are refused; nobody is taken without authentication. */
  readonly level: 'authNoPriv' | 'authPriv';
  readonly authProtocol: NonNullable<UsmAccess['authProtocol']>;
  readonly authKey: Secret;
  /** Both present for `authPriv`; a user of `authNoPriv` who has them may encrypt. */
  readonly privProtocol?: NonNullable<UsmAccess['privProtocol']>;
  readonly privKey?: Secret;
}

/** Where traps and informs are received, and whose are taken. */
export interface TrapConfig {
  readonly listen: readonly TrapPlace[];
  /** Communities of SNMPv1 and v2c. */
  readonly communities: readonly Secret[];
  readonly users: readonly TrapUser[];
  /** Datagrams of one source taken per second; twice as many at once. */
  readonly perSecond: number;
}

/** A province configured for the lab: which devices are simulated, and the story told with them. */
export interface LabConfig {
  readonly seed: number;
  /** UDP port of the simulated SNMP agents. */
  readonly snmpPort: number;
  /** Links whose device does not exist until a `build` of the story; once built it stays, also when the story repeats. */
  readonly absent: readonly LinkId[];
  /** In the order of `atMs`; every `atMs` is below `repeatMs`. */
  readonly story: readonly LabStep[];
  /** The story starts again after this many ms; what is still broken then is mended. */
  readonly repeatMs: number;
}

/**
 * One act of a lab story. Times are ms since the story's start.
 * - `cut`: the line is cut; the device runs on, and what hangs behind it is cut off too.
 * - `power-cut`: the device has no power; its sysUpTime starts anew when it is mended.
 * - `mend`: ends `cut`, `power-cut` and `degrade` of the link.
 * - `reboot`: the device restarts (some seconds of silence, sysUpTime from 0).
 * - `build`: the device of an absent link begins to exist.
 * - `degrade`: loss and delay on top of the medium's own.
 * - `uplink-cut`, `uplink-mend`: the monitor's own way out; everything goes silent, the anchors too.
 */
export type LabStep =
  | {
      readonly atMs: number;
      readonly do: 'cut' | 'power-cut' | 'mend' | 'reboot' | 'build';
      readonly link: LinkId;
    }
  | {
      readonly atMs: number;
      readonly do: 'degrade';
      readonly link: LinkId;
      readonly lossPct: number;
      readonly delayMs: number;
      readonly jitterMs: number;
    }
  | { readonly atMs: number; readonly do: 'uplink-cut' | 'uplink-mend' };

/** Who a link is rented from. A link's `provider` is this one's name. */
export interface Provider {
  readonly id: string;
  readonly name: string;
}

/** What was agreed about a group of links. A link's `contract` is this one's name. */
export interface Contract {
  readonly id: string;
  readonly name: string;
  /** Id of a {@link Provider}. */
  readonly provider: string;
  /** Promised availability per month in percent; absent when none was promised. */
  readonly slaPct?: number;
  /** Fee per link and month in rupiah, before VAT; absent when not recorded. */
  readonly monthlyFeeIdr?: number;
  /** Events not longer than this are listed but not counted, in ms (default 0: all count). */
  readonly minEventMs: number;
  /** How availability is counted and what is given back; slaPct, monthlyFeeIdr and minEventMs stand there too. */
  readonly sla: SlaTerms;
  /** Number and day (`YYYY-MM-DD`) of the document, and the procurement package; absent when not recorded. */
  readonly number?: string;
  readonly date?: string;
  readonly packageName?: string;
  /** Who signs for the office (PPK): name, civil servant number (NIP), position. */
  readonly owner?: { readonly name: string; readonly nip?: string; readonly position?: string };
  /** Who signs for the provider. */
  readonly signatory?: { readonly name: string; readonly position?: string };
}

/** Everything a configuration file says. */
export interface Config {
  readonly network: Network;
  readonly providers: readonly Provider[];
  readonly contracts: readonly Contract[];
  readonly listen: ListenConfig;
  /** Who may come in, beside users and tokens. */
  readonly access: AccessConfig;
  /** Absent: no traps are received. */
  readonly traps?: TrapConfig;
  /** Absent: the embedded history. */
  readonly influx?: InfluxConfig;
  readonly spool: SpoolConfig;
  readonly retention: RetentionConfig;
  /** Severity of each rule; `off` never raises it. */
  readonly severities: Readonly<Record<BuiltInRule, Severity | 'off'>>;
  /** Rules that are not built in: the shipped ones and the office's own. */
  readonly rules: readonly Rule[];
  /** Who is told of alerts. */
  readonly notify: NotifyConfig;
  /** Absent: no sign of life is given. */
  readonly deadMan?: DeadManConfig;
  /** Targets of the roll-out, and by what it is measured. */
  readonly rollout: RolloutSettings;
  /** What a video conference asks of a path. */
  readonly vicon: ViconLimits;
  /** What reports look like, and which are made by themselves. */
  readonly reports: ReportsConfig;
  /** Planned work, in the order of the file. */
  readonly maintenance: readonly MaintenanceWindow[];
  /** Addresses of NTP servers that the clock is compared with; empty: it is not. */
  readonly ntpServers: readonly string[];
  /** Which alerts stay until somebody has seen them. */
  readonly acknowledge: AcknowledgePolicy;
  /** How long new alerts are held back after a restart, ms. */
  readonly settleMs: number;
  /** How many SNMP polls in a row must fail, while echoes are answered, before link.snmp-silent. */
  readonly snmpSilentPolls: number;
  /** Absent: the map shows the coast alone. */
  readonly map?: MapConfig;
  /** Absent: no page leads to Grafana. */
  readonly grafana?: GrafanaConfig;
  /** Present in a demonstration. */
  readonly lab?: LabConfig;
  /** Files the configuration was read from, to be watched. */
  readonly files: readonly string[];
  /** What is allowed but probably not meant, each with its file:line:column. */
  readonly warnings: readonly ConfigProblem[];
}

/** One mistake in a configuration file. */
export interface ConfigProblem {
  readonly file: string;
  /** 1-based. */
  readonly line: number;
  readonly column: number;
  /** What was found and what was wanted, without a full stop. */
  readonly message: string;
}

// The loaded configuration: every default resolved, every reference checked. How it gets here is the loader's business.

import type { AlertRule, Severity } from '../domain/alert.ts';
import type { Network } from '../domain/network.ts';

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
  /** Access token; without one only loopback is listened on. */
  readonly token?: Secret;
}

/** A province configured for the lab: which devices are simulated, and the story told with them. */
export interface LabConfig {
  readonly seed: number;
  /** UDP port of the simulated SNMP agents. */
  readonly snmpPort: number;
  readonly story: readonly LabStep[];
  /** The story starts again after this many ms. */
  readonly repeatMs: number;
}

/** One act of a lab story. Times are ms since the story's start. */
export type LabStep =
  | { readonly atMs: number; readonly do: 'cut' | 'mend' | 'reboot'; readonly link: string }
  | {
      readonly atMs: number;
      readonly do: 'degrade';
      readonly link: string;
      readonly lossPct: number;
      readonly delayMs: number;
      readonly jitterMs: number;
    }
  | { readonly atMs: number; readonly do: 'uplink-cut' | 'uplink-mend' };

/** Everything a configuration file says. */
export interface Config {
  readonly network: Network;
  readonly listen: ListenConfig;
  /** Absent: the embedded history. */
  readonly influx?: InfluxConfig;
  readonly spool: SpoolConfig;
  readonly retention: RetentionConfig;
  /** Severity of each rule; `off` never raises it. */
  readonly severities: Readonly<Record<AlertRule, Severity | 'off'>>;
  /** How many SNMP polls in a row must fail, while echoes are answered, before link.snmp-silent. */
  readonly snmpSilentPolls: number;
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

// Words that screen, messages and explanations share, so that an operator reads the same of the same thing everywhere.

import type { CauseCode } from './act.ts';
import type { BuiltInRule, Severity } from './alert.ts';
import type { Reason } from './state.ts';

/** Rules about the monitor itself; their names stand alone. */
export type MonitorRule = Extract<BuiltInRule, `monitor.${string}`>;

/** The shared words of one language. */
export interface Terms {
  readonly severity: Readonly<Record<Severity, string>>;
  readonly monitorRule: Readonly<Record<MonitorRule, string>>;
  /** How echoes failed. */
  readonly outcome: Readonly<Record<Extract<Reason, { kind: 'silent' }>['outcome'], string>>;
  /** Why a link failed, as an operator confirms it. */
  readonly cause: Readonly<Record<CauseCode, string>>;
}

// What every language of messages must have a word for; the rules' names are those the page shows.

import type { CauseCode } from '../../domain/act.ts';
import type { BuiltInRule, Severity } from '../../domain/alert.ts';
import type { Medium } from '../../domain/link.ts';
import type { QualityFigure } from '../../domain/rule.ts';
import type { LinkState, Reason } from '../../domain/state.ts';
import type { Count } from './story.ts';

type Silent = Extract<Reason, { kind: 'silent' }>;

/** One language. */
export interface NotifyWords {
  readonly severity: Readonly<Record<Severity, string>>;
  readonly rule: Readonly<Record<BuiltInRule, string>>;
  readonly medium: Readonly<Record<Medium, string>>;
  readonly state: Readonly<Record<LinkState, string>>;
  readonly cause: Readonly<Record<CauseCode, string>>;
  readonly figure: Readonly<Record<QualityFigure | 'utilisation' | 'echo-age' | 'state', string>>;
  readonly outcome: Readonly<Record<Silent['outcome'], string>>;
  /** `14 desa`; of `unreachable`: links. */
  readonly count: Readonly<Record<Count, (count: number) => string>>;
  readonly decimalSign: '.' | ',';

  // The first line.
  readonly recovered: string;
  readonly over: string;
  readonly reminder: string;
  readonly worse: (severity: string, was: string) => string;
  readonly unacknowledged: (severity: string, duration: string) => string;
  readonly takenAlong: (what: string) => string;
  readonly lasted: (duration: string) => string;
  readonly again: (occurrence: number) => string;

  // The lines below it.
  readonly incident: (incident: number) => string;
  readonly alert: (alert: number) => string;
  readonly link: string;
  readonly by: (provider: string) => string;
  readonly since: (moment: string) => string;
  readonly from: (from: string, to: string, duration: string) => string;
  readonly silent: (count: number, outcome: string, firstAt: string) => string;
  readonly beats: (count: number, firstAt: string) => string;
  readonly works: (sites: string) => string;
  readonly pushed: (seconds: number) => string;
  readonly limit: (value: string) => string;
  readonly backupWorks: string;
  readonly backupFails: string;
  readonly overrun: (name: string, at: string) => string;
  readonly polls: (count: number) => string;
  readonly reboots: (count: number, lastAt: string) => string;
  readonly latched: string;
  readonly acknowledged: (who: string, at: string, note: string | undefined) => string;
  readonly confirmed: (cause: string, who: string, note: string | undefined) => string;
  readonly note: (who: string, at: string, note: string) => string;
  readonly anchors: string;

  // Several at once.
  readonly night: string;
  readonly quietHours: string;
  readonly offline: (from: string, to: string) => string;
  readonly crowded: (from: string, to: string) => string;
  readonly tally: (all: number, over: number) => string;
  readonly others: (count: number) => string;
}

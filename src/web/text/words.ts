// What every language must have a word for. The words themselves are in words-id.ts and words-en.ts.

import type { CauseCode } from '../../domain/act.ts';
import type { BuiltInRule, Severity } from '../../domain/alert.ts';
import type { EchoOutcome } from '../../domain/echo.ts';
import type { Medium, Stage } from '../../domain/link.ts';
import type { DegradedFigure, LinkState } from '../../domain/state.ts';
import type { EchoEngineKind } from '../../stream/protocol.ts';
import type { ActName } from '../model/act-choice.ts';
import type { MessageOutcome } from '../stream/acts.ts';
import type { ID_UI } from './words-id.ts';

/** Languages of the page, the first one by default. */
export const LANGUAGES = ['id', 'en'] as const;
/** One of {@link LANGUAGES}. */
export type Language = (typeof LANGUAGES)[number];

/** The words of one language. */
export interface Words {
  /** BCP 47 tag for dates and numbers. */
  readonly locale: string;
  readonly echoBy: Readonly<Record<EchoEngineKind, string>>;
  readonly state: Readonly<Record<LinkState, string>>;
  readonly stage: Readonly<Record<Stage, string>>;
  readonly medium: Readonly<Record<Medium, string>>;
  readonly severity: Readonly<Record<Severity, string>>;
  readonly figure: Readonly<Record<DegradedFigure, string>>;
  readonly outcome: Readonly<Record<Exclude<EchoOutcome, 'answered'>, string>>;
  readonly rule: Readonly<Record<BuiltInRule, string>>;
  /** Why a link failed, as an operator confirms it. */
  readonly cause: Readonly<Record<CauseCode, string>>;
  /** How a message to people outside ended. */
  readonly messageOutcome: Readonly<Record<MessageOutcome, string>>;
  /** What can be done about an alert, as on its buttons. */
  readonly act: Readonly<Record<ActName, string>>;
  /** Units of a length of time: day, hour, minute, second. */
  readonly units: readonly [day: string, hour: string, minute: string, second: string];
  readonly ui: Readonly<Record<UiWord, string>>;
}

/** Keys of the short texts. */
export type UiWord = keyof typeof ID_UI;

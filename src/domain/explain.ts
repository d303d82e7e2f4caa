// Why a link is in its state, and why it is or is not alerting, in sentences for people (design law 4).

import type { Alert } from './alert.ts';
import { ENGLISH } from './explain-english.ts';
import { INDONESIAN } from './explain-indonesian.ts';
import type { ExplainInput, Words } from './explain-words.ts';
import type { RuleLook } from './rule-look.ts';

/** Languages of explanations. */
export const LOCALES = ['id', 'en'] as const;
/** One of {@link LOCALES}. */
export type Locale = (typeof LOCALES)[number];

const WORDS: Readonly<Record<Locale, Words>> = { id: INDONESIAN, en: ENGLISH };

/** Sentences: the state with its evidence, then the alerts with their proofs, then the rules that have not rung. */
export function explainLink(input: ExplainInput, locale: Locale): readonly string[] {
  const words = WORDS[locale];
  const { suspicion, rules } = input;
  const sentences = [
    words.state(input.name, words.states[input.state], input.time(input.since)),
    ...words.reason(input.reason, input),
  ];
  if (suspicion) sentences.push(words.suspicion(suspicion));
  if (input.stage !== 'active') sentences.push(words.notActive(words.stages[input.stage]));
  else if (input.alerts.length === 0) sentences.push(words.noAlert);
  for (const alert of input.alerts) sentences.push(...explainAlert(alert, input, locale));
  if (rules) sentences.push(...explainRules(rules, words));
  return sentences;
}

/** Sentences about one alert: why it is told or held back, and what operators did about it. */
export function explainAlert(alert: Alert, input: ExplainInput, locale: Locale): readonly string[] {
  const words = WORDS[locale];
  const { acknowledged, cause, occurrences, data } = alert;
  const overrun = data['overrun'];
  return [
    standing(alert, input, words),
    ...(typeof overrun === 'string' && !alert.suppressed ? [words.overrun(overrun)] : []),
    ...(occurrences > 1 ? [words.again(occurrences)] : []),
    ...(acknowledged ? [words.acknowledged(acknowledged.by, input.time(acknowledged.at))] : []),
    ...(cause ? [words.cause(words.causes[cause.code], cause.by, input.time(cause.at))] : []),
  ];
}

function standing(alert: Alert, input: ExplainInput, words: Words): string {
  const rule = `${alert.rule} #${alert.number}`;
  if (alert.status === 'returned')
    return words.returned(rule, input.time(alert.returnedAt ?? alert.since), alert.latched === true);
  return alert.suppressed
    ? words.held(rule, words.suppression(alert.suppressed, input))
    : words.alerting(rule, input.time(alert.raisedAt));
}

/** Those that turn one by one; of the quiet ones how many there are, and which is nearest. */
function explainRules(rules: readonly RuleLook[], words: Words): readonly string[] {
  const turning = rules.filter(({ stage }) => stage === 'building' || stage === 'clearing');
  const quiet = rules.filter(({ stage }) => stage === 'idle');
  const nearest = quiet.find(({ distance, looks }) => distance !== undefined && looks === 'now');
  return [...turning.map(words.turning), ...(quiet.length > 0 ? [words.quiet(quiet.length, nearest)] : [])];
}

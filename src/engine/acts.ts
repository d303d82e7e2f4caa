// What operators do about alerts. The engine is the one place where acts are put in order, so that of two
// acknowledgements one is the first.

import type { Act, ActRefusal, ActRequest } from '../domain/act.ts';
import type { Alert } from '../domain/alert.ts';
import { acted, rested } from '../domain/alert-life.ts';
import { keepAlert, put } from './alerts.ts';
import { again, reconcileLink } from './link-alerts.ts';
import type { EngineState, Step } from './state.ts';

/** What became of an act. */
export type ActOutcome =
  | { readonly kind: 'done'; readonly alert: Alert; readonly act: Act }
  | { readonly kind: 'refused'; readonly refusal: ActRefusal };

/** Does an act, or says why not. `past` is the alert as the store has it, for what may be done after its end. */
export function takeAct(step: Step, request: ActRequest, past: Alert | undefined): ActOutcome {
  const { state, now, events } = step;
  const known = byNumber(state, request.alert) ?? past;
  if (!known) {
    const message = `there is no alert ${request.alert}`;
    return { kind: 'refused', refusal: { code: 'no-alert', message } };
  }
  const outcome = acted(known, request, now.at, state.config.acknowledge);
  if ('refusal' in outcome) return { kind: 'refused', refusal: outcome.refusal };
  events.push({ kind: 'alert.act', at: now.at, act: outcome.act });
  if (outcome.alert !== known) {
    if (known.status === 'closed') events.push({ kind: 'alert.changed', at: now.at, alert: outcome.alert });
    else put(step, outcome.alert);
  }
  if (request.act.kind === 'shelve' || request.act.kind === 'unshelve') lookAgain(step, outcome.alert);
  const after = byNumber(state, request.alert) ?? outcome.alert;
  return { kind: 'done', alert: after, act: outcome.act };
}

/** Ends the time of alerts that were shelved until now. */
export function endShelves(step: Step): void {
  const { state, now } = step;
  for (const alert of state.alerts.values()) {
    if (!alert.shelved || alert.shelved.until > now.at) continue;
    const { shelved: _, ...rest } = alert;
    put(step, rested(rest, now.at, state.config.acknowledge));
    lookAgain(step, rest);
  }
}

/** Whether it is held back has to be worked out again. */
function lookAgain(step: Step, alert: Alert): void {
  if (alert.status !== 'active') return;
  const watch = alert.subject === 'monitor' ? undefined : step.state.links.get(alert.subject);
  if (watch) reconcileLink(step, watch);
  else keepAlert(step, alert.rule, alert.subject, again(alert));
}

function byNumber(state: EngineState, number: number): Alert | undefined {
  for (const alert of state.alerts.values()) if (alert.number === number) return alert;
  return undefined;
}

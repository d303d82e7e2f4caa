// Why an alert is held back just now. Worked out anew whenever something it rests on changes, so that leaving a
// suppression, in whatever order things happened, ends in the right alerts (design law 4).

import type { Alert, AlertRule, Suppression } from '../domain/alert.ts';
import type { LinkId } from '../domain/ids.ts';
import { alertKey, type EngineState, type Step } from './state.ts';

/** An alert, or one that is about to be raised. */
export interface Candidate {
  readonly rule: AlertRule;
  readonly subject: LinkId | 'monitor';
  readonly since: number;
  readonly known: Alert | undefined;
  readonly held: Suppression | undefined;
}

/** The first reason that holds, an operator's decision before everything else. */
export function suppressionOf(step: Step, candidate: Candidate): Suppression | undefined {
  const { state, now } = step;
  const { subject, known } = candidate;
  const shelf = known?.shelved;
  if (shelf && shelf.until > now.at)
    return { by: 'shelved', who: shelf.by, since: shelf.at, until: shelf.until };
  if (candidate.held) return candidate.held;
  if (subject !== 'monitor') {
    // Work that was planned without knowing of a conference is no reason to keep silent about the conference.
    const planned = candidate.rule === 'link.vicon' ? undefined : maintenance(state, subject, candidate);
    const held = blindness(state) ?? planned ?? dependency(state, candidate);
    if (held) return held;
  }
  const settling = state.settling;
  if (settling && isNews(known, settling.from))
    return { by: 'settling', since: settling.from, until: settling.until };
  return undefined;
}

/**
 * What this run has found, and what it has found again after the end of it was told. What an earlier run held back while
 * it settled is no news once this one confirms it: a daemon that is restarted again and again would never tell it.
 */
function isNews(known: Alert | undefined, settlingFrom: number): boolean {
  if (known === undefined || known.status === 'returned') return true;
  return known.suppressed?.by === 'settling' && known.suppressed.since >= settlingFrom;
}

function blindness(state: EngineState): Suppression | undefined {
  if (!state.blind) return undefined;
  const alert = state.alerts.get(alertKey('monitor.blind', 'monitor'));
  return { by: 'blind', since: state.blind.from, ...(alert && { alert: alert.number }) };
}

/**
 * A window hides only what began while it was open. What it held stays held while nothing is known of the link: jalur has
 * just started, and may find that the work is done.
 */
function maintenance(
  state: EngineState,
  link: LinkId,
  { since, known }: Pick<Candidate, 'since' | 'known'>,
): Suppression | undefined {
  for (const { id, name, announcedBy, from, to, links } of state.maintenance)
    if (since >= from && links.has(link))
      return { by: 'maintenance', window: id, name, announcedBy, since: from, until: to };
  const proof = known?.suppressed;
  return proof?.by === 'maintenance' && state.links.get(link)?.state === 'unknown' ? proof : undefined;
}

function dependency(state: EngineState, { rule, subject }: Candidate): Suppression | undefined {
  for (const other of state.config.rules.dependsOn.get(rule) ?? []) {
    const cause = state.alerts.get(alertKey(other, subject));
    if (cause?.status === 'active')
      return { by: 'rule', rule: other, since: cause.since, alert: cause.number };
  }
  return undefined;
}

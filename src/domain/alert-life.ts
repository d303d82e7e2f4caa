// The life of an alert (IEC 62682 section 6): pure transitions from one form to the next. Who asks for them is the
// engine's business.

import type { Act, ActRefusal, ActRequest } from './act.ts';
import type { Alert, AlertRule, Severity, Suppression } from './alert.ts';
import { SEVERITIES } from './alert.ts';
import type { LinkId } from './ids.ts';

/** What an alert is about while its condition holds. */
export interface AlertFacts {
  /** When the condition began, epoch ms. */
  readonly since: number;
  readonly severity: Severity;
  readonly latched: boolean;
  readonly data: Alert['data'];
  readonly suppressed: Suppression | undefined;
}

/** Which alerts wait for somebody to see them. */
export interface AcknowledgePolicy {
  /** Announced alerts at least this severe stay as `returned` until they are acknowledged; `never`: none do. */
  readonly from: Severity | 'never';
  /** A returned alert that nobody acknowledges is closed after this long, ms. */
  readonly returnedMs: number;
}

/** Longest time an alert may be shelved: after that it is another matter (IEC 62682: out of service). */
const MOST_SHELVED_MS = 30 * 86_400_000;

/** The alert while its condition holds: raised, brought up to date, or come back. The same object when nothing changed. */
export function holding(
  known: Alert | undefined,
  facts: AlertFacts,
  identity: {
    readonly rule: AlertRule;
    readonly subject: LinkId | 'monitor';
    readonly number: number;
    readonly at: number;
  },
): Alert {
  const { severity, data, suppressed } = facts;
  const announced = known?.announced ?? (suppressed ? undefined : true);
  const common = {
    severity,
    data,
    ...(facts.latched && { latched: true as const }),
    ...(announced && { announced }),
    ...(suppressed && { suppressed }),
  };
  if (!known) {
    const { rule, subject, number, at } = identity;
    const incident = incidentOf(number, suppressed);
    return {
      number,
      rule,
      subject,
      status: 'active',
      since: facts.since,
      raisedAt: at,
      occurrences: 1,
      incident,
      ...common,
    };
  }
  const { suppressed: _, returnedAt, acknowledged, latched, ...rest } = known;
  const incident = incidentOf(known.number, suppressed);
  if (known.status === 'returned')
    return {
      ...rest,
      ...common,
      incident,
      status: 'active',
      since: facts.since,
      occurrences: known.occurrences + 1,
    };
  if (
    sameSuppression(known.suppressed, suppressed) &&
    sameData(known.data, data) &&
    known.severity === severity &&
    (latched ?? false) === facts.latched
  )
    return known.announced === announced ? known : { ...known, ...(announced && { announced }) };
  return { ...rest, ...common, incident, ...(acknowledged && { acknowledged }) };
}

/** The alert once its condition is gone: returned while somebody still has to see it or it lies on the shelf, else closed. */
export function gone(alert: Alert, at: number, policy: AcknowledgePolicy): Alert {
  const { suppressed: _, ...rest } = alert;
  return rested({ ...rest, status: 'returned', returnedAt: at }, at, policy);
}

/** A returned alert that nothing keeps any more is closed; every other one is the same object. */
export function rested(alert: Alert, at: number, policy: AcknowledgePolicy): Alert {
  if (alert.status !== 'returned') return alert;
  const { latched, shelved, announced, acknowledged, severity } = alert;
  const isUnseen = announced && !acknowledged && isAtLeast(severity, policy.from);
  if (latched || isUnseen || (shelved && shelved.until > at)) return alert;
  const { returnedAt: __, ...rest } = alert;
  return closed(alert.returnedAt === at ? rest : alert, at);
}

/** The alert at its end, for whatever reason. */
export function closed(alert: Alert, at: number): Alert {
  const { suppressed: _, shelved: __, ...rest } = alert;
  return { ...rest, status: 'closed', closedAt: at };
}

/** Whether a returned alert has waited long enough for somebody. Latched ones wait for ever, shelved ones for their end. */
export function isForgotten(alert: Alert, at: number, policy: AcknowledgePolicy): boolean {
  const { status, latched, shelved, returnedAt } = alert;
  return status === 'returned' && !latched && !shelved && at - (returnedAt ?? at) >= policy.returnedMs;
}

/** What an act makes of an alert. `note` and `confirm-cause` may come after the end, the others may not. */
export function acted(
  alert: Alert,
  request: ActRequest,
  at: number,
  policy: AcknowledgePolicy,
): { readonly alert: Alert; readonly act: Act } | { readonly refusal: ActRefusal } {
  const { act, actor } = request;
  const done = (changed: Alert) => ({ alert: changed, act: { ...request, at, subject: alert.subject } });
  const mark = { by: actor.who, at, ...('note' in act && act.note !== undefined && { note: act.note }) };
  const late = act.kind !== 'note' && act.kind !== 'confirm-cause' && alert.status === 'closed';
  if (late) return refuse('closed', `alert ${alert.number} is closed already`, undefined, alert.closedAt);
  switch (act.kind) {
    case 'acknowledge': {
      const first = alert.acknowledged;
      if (first)
        return refuse(
          'already-acknowledged',
          `${first.by} has acknowledged alert ${alert.number} already`,
          first.by,
          first.at,
        );
      return done(rested({ ...alert, acknowledged: mark }, at, policy));
    }
    case 'note':
      return done(alert);
    case 'shelve':
      if (act.until <= at || act.until - at > MOST_SHELVED_MS)
        return refuse(
          'bad-until',
          `an alert can be shelved until a moment within the next ${MOST_SHELVED_MS / 86_400_000} days`,
        );
      return done({ ...alert, shelved: { ...mark, until: act.until } });
    case 'unshelve': {
      const { shelved, ...rest } = alert;
      return shelved
        ? done(rested(rest, at, policy))
        : refuse('not-shelved', `alert ${alert.number} is not shelved`);
    }
    case 'confirm-cause':
      return done({ ...alert, cause: { ...mark, code: act.cause } });
    case 'reset':
      if (!alert.latched)
        return refuse('not-latched', `alert ${alert.number} is not latched: it ends by itself`);
      if (alert.status !== 'returned')
        return refuse('not-returned', `the condition of alert ${alert.number} still holds`);
      return done(closed({ ...alert, acknowledged: alert.acknowledged ?? mark }, at));
  }
}

/** Whether a severity is as bad as another, or worse. */
export function isAtLeast(severity: Severity, least: Severity | 'never'): boolean {
  return least !== 'never' && SEVERITIES.indexOf(severity) <= SEVERITIES.indexOf(least);
}

/** The root of what happened: whoever stands for the cause of the silence, else the alert itself. */
function incidentOf(number: number, suppressed: Suppression | undefined): number {
  return suppressed && 'alert' in suppressed && suppressed.by !== 'rule'
    ? (suppressed.alert ?? number)
    : number;
}

function refuse(
  code: ActRefusal['code'],
  message: string,
  by?: string,
  at?: number,
): { readonly refusal: ActRefusal } {
  return { refusal: { code, message, ...(by !== undefined && { by }), ...(at !== undefined && { at }) } };
}

/** The proof grows younger with every lost echo; that alone is no change worth telling. */
function sameSuppression(a: Suppression | undefined, b: Suppression | undefined): boolean {
  if (a?.by === 'maintenance' && b?.by === 'maintenance') return a.window === b.window && a.until === b.until;
  if (a?.by === 'shelved' && b?.by === 'shelved') return a.since === b.since && a.until === b.until;
  if (a?.by !== 'ancestor' || b?.by !== 'ancestor') return a?.by === b?.by && a?.since === b?.since;
  return a.link === b.link && a.since === b.since && a.alert === b.alert;
}

function sameData(a: Alert['data'], b: Alert['data']): boolean {
  const keys = Object.keys(b);
  return keys.length === Object.keys(a).length && keys.every((key) => a[key] === b[key]);
}

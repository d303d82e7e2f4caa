// What is true now, laid over what the state store holds: while a commit waits (disk full), the store is behind, and the
// API must not call that silence calm.

import type { Alert } from '../domain/alert.ts';
import { isWished } from '../domain/alert-search.ts';
import type { Interval } from '../domain/state.ts';
import type { AlertQuery } from './deps.ts';

/** Stored alerts, brought up to date by the active ones the engine knows; newest first, as the query wants them. */
export function withActive(
  stored: readonly Alert[],
  active: ReadonlyMap<string, Alert>,
  query: AlertQuery,
): readonly Alert[] {
  const present = new Map([...active.values()].map((alert) => [alert.number, alert]));
  const past = query.statuses.includes('closed')
    ? stored.filter((alert) => alert.status === 'closed' && !present.has(alert.number))
    : [];
  const wanted = [...present.values()].filter((alert) => matches(alert, query));
  return [...wanted, ...past].sort((a, b) => b.number - a.number).slice(0, query.limit);
}

function matches(alert: Alert, { statuses, link, subjects, from, to, before, wish }: AlertQuery): boolean {
  if (before !== undefined && alert.number >= before) return false;
  if (wish && !isWished(alert, wish)) return false;
  if (!statuses.includes(alert.status)) return false;
  if (link !== undefined && alert.subject !== link) return false;
  if (subjects && !subjects.has(alert.subject)) return false;
  if (to !== undefined && alert.since >= to) return false;
  return from === undefined || (alert.closedAt ?? Number.POSITIVE_INFINITY) > from;
}

/** Stored intervals of a link, ended where the present one begins; oldest first, within [from, to). */
export function withOpen(
  stored: readonly Interval[],
  open: Interval,
  window: { readonly from: number; readonly to: number },
): readonly Interval[] {
  const before = stored
    .filter((interval) => interval.from < open.from)
    .map((interval): Interval => {
      const to = Math.min(interval.to ?? open.from, open.from);
      return { ...interval, to };
    });
  return open.from < window.to ? [...before, open] : before;
}

// What happened in an incident, in its order: pure, from the root, what it took along, the acts and the messages.

import type { Act } from '../../../domain/act.ts';
import type { Alert } from '../../../domain/alert.ts';
import type { MessageTold } from '../../stream/acts.ts';

/** GET /api/v1/incidents/N. */
export interface Incident {
  readonly incident: number;
  readonly root: Alert;
  readonly acts: readonly Act[];
  readonly members: readonly Alert[];
  readonly total: number;
  readonly open: number;
  readonly counts: Readonly<Record<string, number>>;
}

/** One thing that happened; of many members that came or went within the same moment, one entry with their count. */
export type Entry =
  | { readonly kind: 'began' | 'raised' | 'over' | 'closed'; readonly at: number; readonly alert: Alert }
  | { readonly kind: 'took' | 'freed'; readonly at: number; readonly alerts: readonly Alert[] }
  | { readonly kind: 'act'; readonly at: number; readonly act: Act }
  | { readonly kind: 'message'; readonly at: number; readonly message: MessageTold };

/** Members that come or go within this long are one entry: a regency's villages follow it within seconds. */
const TOGETHER_MS = 60_000;

/** Oldest first; of the same moment the order is that of cause and consequence. */
export function timelineOf(incident: Incident, messages: readonly MessageTold[]): readonly Entry[] {
  const { root, members, acts } = incident;
  const end = root.returnedAt ?? root.closedAt;
  const entries: Entry[] = [
    { kind: 'began', at: root.since, alert: root },
    ...together('took', members, ({ since }) => since),
    { kind: 'raised', at: root.raisedAt, alert: root },
    ...messages.map((message): Entry => ({ kind: 'message', at: message.endedAt, message })),
    ...acts.map((act): Entry => ({ kind: 'act', at: act.at, act })),
    ...(end === undefined ? [] : [{ kind: 'over', at: end, alert: root } as const]),
    ...together('freed', members, ({ returnedAt, closedAt }) => returnedAt ?? closedAt),
    ...(root.closedAt !== undefined && root.closedAt !== end
      ? [{ kind: 'closed', at: root.closedAt, alert: root } as const]
      : []),
  ];
  // What a cut line took along may be missed a second before the line itself is: told is the cause first.
  const order = ({ kind, at }: Entry): number =>
    kind === 'took' && root.since - at < TOGETHER_MS ? Math.max(at, root.since) : at;
  return entries.sort((a, b) => order(a) - order(b));
}

function together(
  kind: 'took' | 'freed',
  members: readonly Alert[],
  atOf: (alert: Alert) => number | undefined,
): Entry[] {
  const groups: { at: number; alerts: Alert[] }[] = [];
  const timed = members.flatMap((alert) => {
    const at = atOf(alert);
    return at === undefined ? [] : [{ at, alert }];
  });
  for (const { at, alert } of timed.sort((a, b) => a.at - b.at)) {
    const group = groups.at(-1);
    if (group && at - group.at < TOGETHER_MS) group.alerts.push(alert);
    else groups.push({ at, alerts: [alert] });
  }
  return groups.map(({ at, alerts }) => ({ kind, at, alerts }));
}

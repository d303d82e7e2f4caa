// Messages, postings and decisions as the decider would make them.

import type { Message } from '../../../src/notify/port.ts';
import type { Decision, DigestWriter, Posting } from '../../../src/notify/posting.ts';

/** When the tests' messages are born, epoch ms; the wall clock of FakeTimers begins here. */
export const T0 = 1_700_000_000_000;
const DAY_MS = 86_400_000;

/** A message; everything can be said otherwise. */
export function messageOf(id: string, changes: Partial<Message> = {}): Message {
  return {
    id,
    kind: 'raised',
    locale: 'id',
    severity: 'major',
    incident: 1,
    alert: 1,
    subject: `Putus: ${id}`,
    body: 'Sejak 14.03, 3 desa ikut terputus',
    startsAt: T0,
    labels: { rule: 'link.down', link: 'prov-majene' },
    recipients: [],
    ...changes,
  };
}

/** A posting; the message's alert is the number in its id, if there is one. */
export function postingOf(channel: string, message: Message, changes: Partial<Posting> = {}): Posting {
  const bornAt = changes.bornAt ?? T0;
  return { channel, message, bornAt, expiresAt: bornAt + DAY_MS, ...changes };
}

/** `m1`, `m2`, … about the alerts 1, 2, …, from `from` up to and including `to`. */
export function manyOf(channel: string, from: number, to: number, changes: Partial<Message> = {}): Posting[] {
  return Array.from({ length: to - from + 1 }, (_, index) => {
    const alert = from + index;
    return postingOf(channel, messageOf(`m${alert}`, { alert, incident: alert, ...changes }));
  });
}

/** A decision of postings only. */
export function decisionOf(through: number, postings: readonly Posting[] = []): Decision {
  return { through, postings, threads: [], ended: [] };
}

/** Names what it was made of: `m1 m2` in the body. */
export const listing: DigestWriter = (messages, why, { id, at }) => {
  const { alert: _, ...message } = messageOf(id, {
    kind: 'digest',
    subject: `${why}: ${messages.length}`,
    body: messages.map((each) => each.id).join(' '),
    startsAt: at,
    locale: messages[0]?.locale ?? 'id',
    recipients: messages[0]?.recipients ?? [],
  });
  return message;
};

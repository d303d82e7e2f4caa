// Which of the messages that wait are put together, and which few go on their own before. Pure.

import type { Waiting } from '../outbox/port.ts';

/** Why messages are put together, as the writer of digests is told. */
export type DigestReason = 'offline' | 'rate';

/** So many at once are more than people read one by one. */
const MANY = 3;
/** From this age on messages are old news, and two are enough to be put together, ms. */
export const OLD_MS = 300_000;
/** Critical beginnings that go before the digest: enough to name the root causes, few enough to be read. */
const MOST_FIRST = 3;

/** What is known when a digest may be made. */
export interface DigestInput {
  /** All that waits, in the order of posting. */
  readonly waiting: readonly Waiting[];
  /** Epoch ms. */
  readonly at: number;
  /** More wait than the rate allows; absent: the way out has just been found again. */
  readonly storm: boolean;
  /** Messages that may go within a minute: one is left for the digest. */
  readonly allowance: number;
}

/**
 * Sets of messages to be replaced by one digest each: all that wait of the same recipients and locale, but digests,
 * tests, reports, and one that may have been delivered already (its repeat must carry its own id). Up to three critical beginnings
 * or escalations that nothing else waits about stay, and so go before the digest, which is the newest posting. In a storm
 * no second digest is made while one waits: what comes meanwhile gathers for the next.
 */
export function planDigests(input: DigestInput): readonly (readonly Waiting[])[] {
  const groups = new Map<string, Waiting[]>();
  for (const each of input.waiting) {
    const group = groups.get(each.group);
    if (group) group.push(each);
    else groups.set(each.group, [each]);
  }
  return [...groups.values()].flatMap((group) => {
    if (input.storm && group.some(({ kind }) => kind === 'digest')) return [];
    const plain = group.filter(isPlain);
    if (!isWorthIt(plain, input)) return [];
    const first = new Set(goFirst(plain, Math.min(MOST_FIRST, input.allowance - 1)));
    const rest = plain.filter((each) => !first.has(each));
    return rest.length > 1 ? [rest] : [];
  });
}

function isPlain({ kind, unproven }: Waiting): boolean {
  return kind !== 'digest' && kind !== 'test' && kind !== 'report' && unproven === 0;
}

function isWorthIt(plain: readonly Waiting[], { storm, at }: DigestInput): boolean {
  if (storm || plain.length >= MANY) return true;
  const oldest = plain[0];
  return oldest !== undefined && at - oldest.bornAt > OLD_MS;
}

/** The oldest critical ones, of alerts that only one message waits about: an end or a change belongs with its beginning. */
function goFirst(plain: readonly Waiting[], most: number): readonly Waiting[] {
  const perAlert = new Map<number, number>();
  for (const { alert } of plain) if (alert !== undefined) perAlert.set(alert, (perAlert.get(alert) ?? 0) + 1);
  const urgent = plain.filter(
    ({ severity, kind, alert }) =>
      severity === 'critical' &&
      (kind === 'raised' || kind === 'escalated') &&
      alert !== undefined &&
      perAlert.get(alert) === 1,
  );
  return urgent.slice(0, Math.max(0, most));
}

// Puts waiting messages together into one, which takes their place in one transaction.

import type { Instant } from '../../domain/instant.ts';
import type { Outbox, Waiting } from '../outbox/port.ts';
import type { DigestWriter } from '../posting.ts';
import type { DigestReason } from './digest-plan.ts';

/** Replaces `set` (one channel, one group, not empty) by a digest. Throws what the writer throws, or StoreError. */
export function makeDigest(
  set: readonly Waiting[],
  why: DigestReason,
  deps: { readonly outbox: Outbox; readonly digest: DigestWriter; readonly now: () => Instant },
): void {
  const { outbox, digest, now } = deps;
  const [first] = set;
  if (!first) return;
  const messages = set.map((waiting) => outbox.text(waiting));
  const { at } = now();
  const bornAt = set.reduce((oldest, waiting) => Math.min(oldest, waiting.bornAt), at);
  const id = `digest-${outbox.nextNumber()}`;
  const message = digest(messages, why, { id, at, sinceAt: bornAt });
  const posting = {
    channel: first.channel,
    message: { ...message, id, kind: 'digest' as const, recipients: first.recipients },
    // As old as the oldest news in it, so that the age of what waits stays true.
    bornAt,
    expiresAt: set.reduce((latest, { expiresAt }) => Math.max(latest, expiresAt), at),
  };
  outbox.digest(
    set.map(({ seq }) => seq),
    posting,
    at,
  );
}

// What operators may say about alerts, checked: who, a note, and what the act itself needs.

import { z } from 'zod';
import { CAUSE_CODES } from '../domain/act.ts';

/** Longest note in characters: a report of a page; a longer one belongs in a document. */
const MOST_NOTE = 2_000;

/** Controls and marks that are not seen: a name with one of them shows as somebody else's, and breaks log lines. */
const UNSEEN = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u;
/** The same, but a note may have several lines. */
const UNSEEN_IN_NOTE = /[^\P{Cc}\n\t]|[\p{Cf}\p{Zl}\p{Zp}]/u;

/** A text of one line without anything unseen in it. */
export function line(most: number, description: string) {
  return z
    .string('a text')
    .trim()
    .min(1, 'at least one character')
    .max(most, `at most ${most} characters`)
    .refine((text) => !UNSEEN.test(text), 'a text of one line without control characters')
    .describe(description);
}

/** Who acts. */
export const who = line(
  64,
  'Who does this: a name, 1 to 64 characters. Not needed, and not heard, where whoever asks is logged in by name.',
).optional();

/** Where from, as the client says. */
export const via = z
  .enum(['screen', 'api', 'command'])
  .default('api')
  .describe('Where from: the page says screen.');

/** A note. */
export const note = z
  .string('a text')
  .trim()
  .min(1, 'at least one character')
  .max(MOST_NOTE, `at most ${MOST_NOTE} characters`)
  .refine((text) => !UNSEEN_IN_NOTE.test(text), 'a text without control characters')
  .describe(`A note, at most ${MOST_NOTE} characters; may have several lines.`);

/** The key of a request that may be sent twice. */
export const key = z
  .string('a text')
  .regex(/^[\w-]{8,64}$/, '8 to 64 letters, digits, _ or -')
  .optional()
  .describe(
    'The same request with the same key again, as after no answer, is answered as before and done once.',
  );

const actor = { who, via, key };

export const acknowledgeBody = z.strictObject({ ...actor, note: note.optional() });
export const noteBody = z.strictObject({ ...actor, note });
export const unshelveBody = z.strictObject(actor);
export const resetBody = z.strictObject({ ...actor, note: note.optional() });

export const causeBody = z.strictObject({
  ...actor,
  cause: z.enum(CAUSE_CODES).describe('Reason code; reports and stop clocks rest on it.'),
  note: note.optional(),
});

export const shelveBody = z
  .strictObject({
    ...actor,
    until: z.number('epoch ms').int('epoch ms').min(0).max(8.64e15).optional().describe('Until, epoch ms.'),
    forMs: z.number('ms').int('ms').min(1).max(8.64e15).optional().describe('Or for so long, ms.'),
    note: note.optional(),
  })
  .refine(
    ({ until, forMs }) => (until === undefined) !== (forMs === undefined),
    'exactly one of until, forMs',
  );

/** A refused act: `by` and `at` tell who was first. */
export const refusalReply = z.object({
  error: z.object({ code: z.string(), message: z.string() }),
  by: z.string().optional().describe('Who was first.'),
  at: z.number().optional().describe('When, epoch ms.'),
});

/** An act as kept. */
export const actReply = z.looseObject({
  alert: z.number().int(),
  act: z.looseObject({ kind: z.string() }),
  actor: z.looseObject({ who: z.string(), via: z.string() }),
  at: z.number().describe('epoch ms'),
  subject: z.string(),
});

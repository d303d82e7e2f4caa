// From the options of `jalur correct` to what is entered, each mistake refused with what was wanted.

import type { LedgerDraft } from '../api/ledger-port.ts';
import { ledgerBody } from '../api/ledger-schemas.ts';
import { parseMoment } from '../config/local-date-time.ts';
import { didYouMean } from '../config/suggest.ts';
import { CAUSE_CODES } from '../domain/act.ts';
import { STOP_REASONS } from '../domain/sla/ledger.ts';
import { LINK_STATES } from '../domain/state.ts';
import { type CommandContext, UsageError } from './command.ts';

/** Kinds of entries, by the word of the command. */
export type EntryAction = 'add' | 'stop' | 'ticket';

/** The entry that the options describe; throws a UsageError. */
export function draftOf(context: CommandContext, action: EntryAction): LedgerDraft {
  const [, link] = context.positionals;
  if (link === undefined) throw new UsageError(`"correct ${action}" wants LINK`);
  const base = {
    link,
    from: momentOf(context, 'from'),
    to: momentOf(context, 'to'),
    note: needed(context, 'note', 'why, in words, such as --note "BA 12/X/2026"'),
    ...optional('evidence', textOf(context, 'evidence')),
  };
  switch (action) {
    case 'add': {
      const state = choice(context, 'state', LINK_STATES);
      const cause = choice(context, 'cause', CAUSE_CODES);
      if (state === undefined && cause === undefined)
        throw new UsageError('a correction changes the state, the cause, or both: give --state or --cause');
      return { kind: 'correction', ...base, ...optional('state', state), ...optional('cause', cause) };
    }
    case 'stop': {
      const reason = choice(context, 'reason', STOP_REASONS);
      if (reason === undefined)
        throw new UsageError(`for which reason? Give --reason, one of ${STOP_REASONS.join(', ')}`);
      return {
        kind: 'stop',
        ...base,
        reason,
        ...optional('agreedByProvider', yesOrNo(context, 'provider-agrees')),
        ...optional('agreedByCustomer', yesOrNo(context, 'customer-agrees')),
      };
    }
    case 'ticket': {
      const ourNumber = textOf(context, 'our-number');
      const providerNumber = textOf(context, 'provider-number');
      if (ourNumber === undefined && providerNumber === undefined)
        throw new UsageError('which ticket? Give --our-number, --provider-number, or both');
      return {
        kind: 'ticket',
        ...base,
        ...optional('ourNumber', ourNumber),
        ...optional('providerNumber', providerNumber),
        ...optional('reportedAt', textOf(context, 'reported') && momentOf(context, 'reported')),
        ...optional('action', textOf(context, 'action')),
      };
    }
  }
}

/** What the API would say of the entries' words; the index of the entry, and what is wrong. */
export function wordFaults(
  drafts: readonly LedgerDraft[],
): readonly { readonly index: number; readonly message: string }[] {
  const parsed = ledgerBody.shape.entries.max(Number.MAX_SAFE_INTEGER).safeParse(drafts);
  if (parsed.success) return [];
  return parsed.error.issues.map(({ path: [index, field], message }) => ({
    index: Number(index),
    message: field === undefined ? message : `${String(field)}: ${message}`,
  }));
}

/** The text of an option; undefined where it is absent or empty. */
export function textOf({ options }: CommandContext, name: string): string | undefined {
  const text = options[name];
  return typeof text === 'string' && text.trim() !== '' ? text.trim() : undefined;
}

/** The text of an option that has to be there. */
export function needed(context: CommandContext, name: string, wanted: string): string {
  const text = textOf(context, name);
  if (text === undefined) throw new UsageError(`--${name} is missing: ${wanted}`);
  return text;
}

/** A moment as written, checked to be one; the province's clock is where the ledger is. */
export function momentOf(context: CommandContext, name: string): string {
  const text = needed(context, name, `a moment such as "2026-10-31 08:00"`);
  if (parseMoment(text)) return text;
  throw new UsageError(
    `--${name} is "${text}", wanted a moment such as 2026-10-31 or "2026-10-31 08:00", the year first`,
  );
}

function choice<Word extends string>(
  context: CommandContext,
  name: string,
  words: readonly Word[],
): Word | undefined {
  const text = textOf(context, name);
  if (text === undefined) return undefined;
  const found = words.find((word) => word === text);
  if (found !== undefined) return found;
  throw new UsageError(`--${name} is "${text}", wanted one of ${words.join(', ')}${didYouMean(text, words)}`);
}

function yesOrNo(context: CommandContext, name: string): boolean | undefined {
  const word = choice(context, name, ['yes', 'no']);
  return word === undefined ? undefined : word === 'yes';
}

function optional<Name extends string, Value>(
  name: Name,
  value: Value | undefined,
): { readonly [Key in Name]?: Value } {
  // An object of one computed name; TypeScript widens such names to any text.
  return (value === undefined ? {} : { [name]: value }) as { readonly [Key in Name]?: Value };
}

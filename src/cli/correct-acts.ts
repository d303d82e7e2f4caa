// What `jalur correct` does, one function per action.

import { readFileSync, statSync } from 'node:fs';
import { basename } from 'node:path';
import type { LedgerDraft, LedgerOutcome, LedgerRefusal } from '../api/ledger-port.ts';
import { MOST_AT_ONCE } from '../api/ledger-schemas.ts';
import { ImportFailure } from '../config/import/import-failure.ts';
import { MOST_FILE_OCTETS } from '../config/import/read-file.ts';
import { epochOfMoment, parseMoment } from '../config/local-date-time.ts';
import { isId, linkId } from '../domain/ids.ts';
import type { LedgerEntry } from '../domain/sla/ledger.ts';
import { type CommandContext, ExpectedError, UsageError } from './command.ts';
import type { CorrectDesk } from './correct-desk.ts';
import { draftOf, type EntryAction, momentOf, needed, textOf, wordFaults } from './correct-drafts.ts';
import { readTickets, type TicketTable } from './correct-import.ts';
import { ledgerLines } from './correct-output.ts';
import { json } from './output.ts';

const DAY_MINUTES = 1_440;
const DEFAULT_LIMIT = 500;
const MOST_LIMIT = 1_000;
/** Mistakes of a table that are printed. */
const MOST_FAULTS = 200;

/** Opens the desk when it is known what to do with it. */
type Desk = () => CorrectDesk;

/** Enters one entry. */
export async function enter(context: CommandContext, action: EntryAction, open: Desk): Promise<0> {
  const draft = draftOf(context, action);
  const [fault] = wordFaults([draft]);
  if (fault) throw new UsageError(fault.message);
  const desk = open();
  const check = context.options['check'] === true;
  const outcome = await desk.add([draft], { check });
  if (outcome.kind === 'refused') throw new ExpectedError('refused', outcome.refusals[0].message);
  await tell(context, desk, { ...outcome, check });
  return 0;
}

/** Lists entries. */
export async function listEntries(context: CommandContext, open: Desk): Promise<0> {
  const [, link] = context.positionals;
  if (link !== undefined && !isId(link)) throw new UsageError(`"${link}" is no id of a link`);
  const limit = limitOf(context);
  const desk = open();
  const zone = await desk.zone();
  const epochOf = (name: string, minute: number): number | undefined => {
    const moment = textOf(context, name) === undefined ? undefined : parseMoment(momentOf(context, name));
    return moment && epochOfMoment(moment, zone, minute);
  };
  const from = epochOf('from', 0);
  const to = epochOf('to', DAY_MINUTES);
  const found = await desk.list({
    limit,
    ...(link !== undefined && { link: linkId(link) }),
    ...(from !== undefined && { from }),
    ...(to !== undefined && { to }),
  });
  if (context.options['json'] === true) context.print(json(found));
  else if (found.entries.length === 0) context.print('nothing was entered');
  else for (const line of ledgerLines(found.entries, zone)) context.print(line);
  if (found.more)
    context.progress(`there are older ones; --limit shows up to ${MOST_LIMIT}, --from and --to others`);
  return 0;
}

/** Withdraws an entry. */
export async function withdrawEntry(context: CommandContext, open: Desk): Promise<0> {
  const [, text] = context.positionals;
  if (text === undefined || !/^[1-9]\d{0,14}$/.test(text))
    throw new UsageError(
      `"correct withdraw" wants the ID of an entry, as "correct list" shows it, found "${text ?? ''}"`,
    );
  const note = needed(context, 'note', 'why, such as --note "wrong link"');
  const desk = open();
  const outcome = await desk.withdraw(Number(text), note);
  if (outcome.kind === 'refused') throw new ExpectedError('refused', outcome.refusal.message);
  if (context.options['json'] === true) context.print(json({ entry: outcome.entry }));
  else for (const line of ledgerLines([outcome.entry], await desk.zone())) context.print(line);
  return 0;
}

/** Enters a table of tickets, all rows or none. */
export async function importTickets(context: CommandContext, open: Desk): Promise<0 | 1> {
  const [, file] = context.positionals;
  if (file === undefined) throw new UsageError('"correct import" wants FILE.csv');
  const { rows, unread, faults } = tableOf(file);
  if (unread.length > 0) context.progress(`columns that are not read: ${unread.join(', ')}`);
  const rowOf = (index: number): string => `row ${rows[index]?.row ?? '?'}`;
  const drafts = rows.map(({ draft }) => draft);
  const wrong = [...faults, ...wordFaults(drafts).map(({ index, message }) => `${rowOf(index)}: ${message}`)];
  if (wrong.length > 0) return tellFaults(context, file, wrong);
  if (drafts.length === 0) throw new ExpectedError('not-a-table', `"${file}" has no rows below its header`);
  const desk = open();
  // All parts are looked at before the first one is entered.
  const checked = await inParts(desk, drafts, true);
  if (checked.kind === 'refused')
    return tellFaults(
      context,
      file,
      checked.refusals.map(({ index, message }) =>
        index === undefined ? message : `${rowOf(index)}: ${message}`,
      ),
    );
  const check = context.options['check'] === true;
  const outcome = check ? checked : await inParts(desk, drafts, false);
  if (outcome.kind === 'refused') throw new ExpectedError('refused', outcome.refusals[0].message);
  if (check)
    context.print(
      `${drafts.length} tickets could be entered, ${outcome.known.length} of them are there already`,
    );
  else await tell(context, desk, { ...outcome, check });
  const bare = drafts.filter(
    (draft) => draft.kind === 'ticket' && draft.bareStopMinutes !== undefined,
  ).length;
  if (bare > 0)
    context.progress(
      `${bare} tickets have a stop clock in bare minutes: kept and flagged, but taken out of no downtime; ` +
        'enter those that count with "jalur correct stop", with their begin and end',
    );
  return 0;
}

function tableOf(file: string): TicketTable {
  try {
    const size = statSync(file).size;
    if (size > MOST_FILE_OCTETS)
      throw new ExpectedError(
        'too-large',
        `"${file}" has ${size} octets, ${MOST_FILE_OCTETS} are read; import it in parts`,
      );
    return readTickets(readFileSync(file), basename(file));
  } catch (error) {
    if (error instanceof ImportFailure)
      throw new ExpectedError(error.code, `"${file}": ${error.message}`, { cause: error });
    if (
      error instanceof Error &&
      'code' in error &&
      (error.code === 'ENOENT' || error.code === 'EACCES' || error.code === 'EISDIR')
    )
      throw new ExpectedError('no-file', `cannot read "${file}": ${error.message}`, { cause: error });
    throw error;
  }
}

/** As many at once as the API takes. */
async function inParts(
  desk: CorrectDesk,
  drafts: readonly LedgerDraft[],
  check: boolean,
): Promise<LedgerOutcome> {
  const added: LedgerEntry[] = [];
  const known: LedgerEntry[] = [];
  const refusals: LedgerRefusal[] = [];
  for (let begin = 0; begin < drafts.length; begin += MOST_AT_ONCE) {
    const outcome = await desk.add(drafts.slice(begin, begin + MOST_AT_ONCE), { check });
    if (outcome.kind === 'done') {
      added.push(...outcome.added);
      known.push(...outcome.known);
      continue;
    }
    for (const { index, ...refusal } of outcome.refusals)
      refusals.push({ ...refusal, ...(index !== undefined && { index: begin + index }) });
    if (!check) break;
  }
  const [first, ...others] = refusals;
  return first ? { kind: 'refused', refusals: [first, ...others] } : { kind: 'done', added, known };
}

function tellFaults(context: CommandContext, file: string, faults: readonly string[]): 1 {
  for (const fault of faults.slice(0, MOST_FAULTS)) context.progress(`${file}: ${fault}`);
  if (faults.length > MOST_FAULTS) context.progress(`and ${faults.length - MOST_FAULTS} more`);
  context.progress('nothing was entered');
  return 1;
}

async function tell(
  context: CommandContext,
  desk: CorrectDesk,
  {
    added,
    known,
    check,
  }: {
    readonly added: readonly LedgerEntry[];
    readonly known: readonly LedgerEntry[];
    readonly check: boolean;
  },
): Promise<void> {
  if (context.options['json'] === true) {
    context.print(json({ added, known }));
    return;
  }
  const zone = await desk.zone();
  if (added.length > 0) for (const line of ledgerLines(added, zone)) context.print(line);
  if (known.length > 0) {
    context.print(known.length === 1 ? 'this is there already:' : `${known.length} are there already:`);
    for (const line of ledgerLines(known, zone)) context.print(line);
  } else if (check) context.print('this could be entered');
}

function limitOf(context: CommandContext): number {
  const text = textOf(context, 'limit');
  if (text === undefined) return DEFAULT_LIMIT;
  const limit = /^\d{1,4}$/.test(text) ? Number(text) : 0;
  if (limit >= 1 && limit <= MOST_LIMIT) return limit;
  throw new UsageError(`--limit is "${text}", wanted a whole number from 1 to ${MOST_LIMIT}`);
}

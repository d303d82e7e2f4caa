// `jalur user list` and `jalur user audit`: who may come in, and what was done.

import { systemClock } from '../runtime/clock.ts';
import type { AuditEntry, AuditQuery } from '../store/access/port.ts';
import type { SqliteAccessStore } from '../store/access/sqlite-store.ts';
import { type CommandContext, UsageError } from './command.ts';
import { json } from './output.ts';
import {
  assertOptions,
  countOption,
  localZone,
  localZoneName,
  momentOption,
  textOf,
} from './user-options.ts';
import { auditLines, userLines } from './user-output.ts';
import { withStoreIfAny } from './user-store.ts';

const DEFAULT_ENTRIES = 100;
const MOST_ENTRIES = 100_000;
/** The most that the store gives at once. */
const PAGE = 1_000;

/** Lists the users. */
export async function listUsers(context: CommandContext): Promise<0> {
  assertOptions(context, 'list', []);
  noName(context, 'list');
  const found = await withStoreIfAny(context, (store) => ({
    users: store.users(),
    lost: store.hasLostUsers(),
  }));
  const users = found?.users ?? [];
  if (context.options['json'] === true) context.print(json(users));
  else if (users.length === 0)
    context.print('there are no users; jalur user add NAME --role admin makes the first');
  else for (const line of userLines(users, localZone())) context.print(line);
  if (found?.lost === true)
    context.progress('The users were lost with a damaged file: nobody comes in until there is one again.');
  return 0;
}

/** Shows the audit trail, newest first. */
export async function showAudit(context: CommandContext): Promise<0> {
  assertOptions(context, 'audit', ['from', 'to', 'text', 'limit']);
  noName(context, 'audit');
  const from = momentOption(context, 'from');
  const to = momentOption(context, 'to', true);
  const text = textOf(context.options['text']);
  if (from !== undefined && from >= (to ?? systemClock.wallMs()))
    throw new UsageError(`--from ${String(context.options['from'])} is not before --to`);
  const most = countOption(context, 'limit', MOST_ENTRIES) ?? DEFAULT_ENTRIES;
  const query = {
    ...(from !== undefined && { from }),
    ...(to !== undefined && { to }),
    ...(text !== undefined && { text }),
  };
  // One more than asked for tells whether there are more.
  const found = (await withStoreIfAny(context, (store) => entriesOf(store, query, most + 1))) ?? [];
  const entries = found.slice(0, most);
  if (context.options['json'] === true) context.print(json(entries));
  else if (entries.length === 0) context.print('nothing of this kind was done');
  else for (const line of auditLines(entries, localZone())) context.print(line);
  if (context.options['json'] !== true && entries.length > 0)
    context.progress(`times by the clock of ${localZoneName()}, newest first`);
  if (found.length > most)
    context.progress(`there are more than ${most}; --limit shows more, --text or --to others`);
  return 0;
}

function entriesOf(
  store: SqliteAccessStore,
  query: Omit<AuditQuery, 'limit' | 'before'>,
  most: number,
): readonly AuditEntry[] {
  const entries: AuditEntry[] = [];
  while (entries.length < most) {
    const before = entries.at(-1)?.id;
    const limit = Math.min(PAGE, most - entries.length);
    const page = store.auditTrail({ ...query, ...(before !== undefined && { before }), limit });
    entries.push(...page);
    if (page.length < limit) break;
  }
  return entries;
}

function noName({ positionals }: CommandContext, action: string): void {
  if (positionals[1] !== undefined) throw new UsageError(`"user ${action}" takes no name`);
}

// `jalur correct`: what people say about downtime, for ever and by name: corrections of a state or a cause, stop clocks, tickets.

import { didYouMean } from '../config/suggest.ts';
import { TOKEN_HELP, URL_OPTION } from './ask-daemon.ts';
import { type Command, type CommandContext, UsageError } from './command.ts';
import { enter, importTickets, listEntries, withdrawEntry } from './correct-acts.ts';
import type { CorrectDesk } from './correct-desk.ts';
import { localDesk } from './correct-local.ts';
import { remoteDesk } from './correct-remote.ts';
import { CONFIG_OPTION } from './load.ts';

const ACTIONS = ['add', 'stop', 'ticket', 'list', 'withdraw', 'import'] as const;
type Action = (typeof ACTIONS)[number];

const SPAN = ['from', 'to', 'note', 'evidence', 'check'];
const TAKEN: Readonly<Record<Action, readonly string[]>> = {
  add: [...SPAN, 'state', 'cause'],
  stop: [...SPAN, 'reason', 'provider-agrees', 'customer-agrees'],
  ticket: [...SPAN, 'our-number', 'provider-number', 'reported', 'action'],
  list: ['from', 'to', 'limit'],
  withdraw: ['note'],
  import: ['check'],
};
const COMMON = ['url', 'data', 'config', 'json', 'help'];

/** Corrects, with a trail. */
export const correctCommand: Command = {
  name: 'correct',
  summary: 'correct a state or a cause after the fact; stop clocks, tickets; all of it by name and for ever',
  positionals: ['ACTION', '[LINK|ID|FILE.csv]'],
  options: {
    from: { type: 'string', value: 'TIME', help: 'begin, such as "2026-10-02 08:00"' },
    to: { type: 'string', value: 'TIME', help: 'end; a day alone is included whole' },
    note: { type: 'string', value: 'TEXT', help: 'why, in words' },
    evidence: { type: 'string', value: 'TEXT', help: 'what proves it: the number of a letter, a ticket' },
    state: { type: 'string', value: 'STATE', help: 'add: up, degraded, down, unreachable or unknown' },
    cause: { type: 'string', value: 'CAUSE', help: 'add: such as fiber-cut or pln-power' },
    reason: { type: 'string', value: 'REASON', help: 'stop: such as customer-power or force-majeure' },
    'provider-agrees': { type: 'string', value: 'yes|no', help: 'stop: not asked yet when absent' },
    'customer-agrees': { type: 'string', value: 'yes|no', help: 'stop: the same of the office' },
    'our-number': { type: 'string', value: 'NO', help: 'ticket: our number' },
    'provider-number': { type: 'string', value: 'NO', help: "ticket: the provider's" },
    reported: { type: 'string', value: 'TIME', help: 'ticket: when it was reported to the provider' },
    action: { type: 'string', value: 'TEXT', help: 'ticket: what was done' },
    check: { type: 'boolean', help: 'say whether it could be entered, and enter nothing' },
    limit: { type: 'string', value: 'N', help: 'list: at most so many, the newest; 500' },
    url: URL_OPTION,
    data: { type: 'string', short: 'd', value: 'DIR', help: 'work on this directory, without a daemon' },
    config: { ...CONFIG_OPTION, help: 'with --data: the configuration (or JALUR_CONFIG)' },
    json: { type: 'boolean', help: 'print JSON' },
  },
  details: `ACTION is one of:
  add LINK       --from --to --note [--state] [--cause] [--evidence]; a later one wins
  stop LINK      --from --to --note --reason [--evidence] [--provider-agrees] [--customer-agrees]
  ticket LINK    --from --to --note [--our-number] [--provider-number] [--reported] [--action]
  list [LINK]    [--from] [--to] [--limit]
  withdraw ID    --note; the entry stays, marked
  import FILE    a CSV table of tickets; all rows or none. docs/corrections.md has its columns

Times are those of the province. The running jalur is asked (--url), or with --data a directory on which none runs; list
reads beside one. ${TOKEN_HELP} The same entry twice is entered once.
Exit status 1 when something is not taken.`,
  run: correct,
};

async function correct(context: CommandContext): Promise<0 | 1> {
  const action = actionOf(context.positionals[0]);
  assertOptions(context, action);
  const desk = (): CorrectDesk => deskOf(context);
  switch (action) {
    case 'add':
    case 'stop':
    case 'ticket':
      return await enter(context, action, desk);
    case 'list':
      return await listEntries(context, desk);
    case 'withdraw':
      return await withdrawEntry(context, desk);
    case 'import':
      return await importTickets(context, desk);
  }
}

/** Only an option names a directory: the variable is the service's, and whoever sets it means the running jalur. */
function deskOf(context: CommandContext): CorrectDesk {
  const { data, url } = context.options;
  if (typeof data !== 'string') return remoteDesk(context);
  if (url !== undefined)
    throw new UsageError('--url asks a running jalur, --data works without one; give one of them');
  return localDesk(context, data);
}

function actionOf(text: string | undefined): Action {
  const found = ACTIONS.find((action) => action === text);
  if (found) return found;
  throw new UsageError(
    `"correct" wants one of ${ACTIONS.join(', ')}, found "${text ?? ''}"${didYouMean(text ?? '', ACTIONS)}`,
  );
}

function assertOptions({ options }: CommandContext, action: Action): void {
  const takes = [...COMMON, ...TAKEN[action]];
  const other = Object.keys(options).find((name) => options[name] !== undefined && !takes.includes(name));
  if (other !== undefined) throw new UsageError(`"correct ${action}" takes no --${other}`);
}

// `jalur user`: who may come in, what he may do and see, machines' tokens, and the audit trail. Works beside the daemon, which
// takes notice at once, and without it.

import { didYouMean } from '../config/suggest.ts';
import { type Command, type CommandContext, UsageError } from './command.ts';
import type { SecretInput } from './read-secret.ts';
import { DEFAULT_DATA } from './run.ts';
import { listUsers, showAudit } from './user-audit.ts';
import { addUser, removeUser, setPassword, setUser } from './user-change.ts';
import { userToken } from './user-token.ts';

const ACTIONS = ['add', 'list', 'set', 'password', 'remove', 'token', 'audit'] as const;
type Action = (typeof ACTIONS)[number];

/** The command, at this process's own terminal. */
export const userCommand: Command = userCommandWith(() => ({ input: process.stdin, output: process.stderr }));

/** The command, with passwords read from elsewhere. */
export function userCommandWith(secretInput: () => SecretInput): Command {
  return {
    name: 'user',
    summary: 'who may come in, what he may do and see; tokens of machines; the audit trail',
    positionals: ['ACTION', '[NAME]', '[TOKEN]'],
    options: {
      data: {
        type: 'string',
        short: 'd',
        value: 'DIR',
        help: `the daemon's data directory (${DEFAULT_DATA})`,
      },
      role: {
        type: 'string',
        value: 'ROLE',
        help: 'viewer (looks), operator (acts), admin (decides who may); viewer',
      },
      scope: {
        type: 'string',
        value: 'SCOPE',
        help: 'what a viewer sees: province, regency:ID, provider:NAME; province',
      },
      name: { type: 'string', value: 'TEXT', help: 'add, set: as people read it, and as acts are signed' },
      disable: { type: 'boolean', help: 'set: he cannot log in any more, and his sessions end' },
      enable: { type: 'boolean', help: 'set: he can again' },
      force: { type: 'boolean', help: 'set, remove: also the last admin' },
      expires: {
        type: 'string',
        value: 'DATE',
        help: 'token add: through this day, such as 2027-06-30; never',
      },
      from: {
        type: 'string',
        value: 'TIME',
        help: 'audit: from then on, such as 2026-10-01 or "2026-10-01 08:00"',
      },
      to: { type: 'string', value: 'TIME', help: 'audit: until then; a day alone is meant with all of it' },
      text: { type: 'string', value: 'TEXT', help: 'audit: part of who, action or what it was done on' },
      limit: { type: 'string', value: 'N', help: 'audit: at most so many, newest first; 100' },
      config: {
        type: 'string',
        short: 'c',
        value: 'FILE',
        help: 'a configuration, against which --scope is checked (or set JALUR_CONFIG)',
      },
      json: { type: 'boolean', help: 'print JSON' },
    },
    details: `ACTION is one of:
  add NAME             [--role] [--scope] [--name]; asks for the password
  list
  set NAME             [--role] [--scope] [--name] [--disable | --enable] [--force]
  password NAME        asks for another password; his sessions end
  remove NAME          [--force]
  token add NAME       [--role] [--scope] [--expires]; shows the token once
  token list
  token remove NAME
  audit                [--from] [--to] [--text] [--limit]

The first admin: jalur user add NAME --role admin. As soon as there is a user nobody comes in without logging in.
A password is typed twice at a terminal, or is one line on the standard input; it is never an argument.
The running jalur takes notice at once. docs/access.md has the rest.`,
    run: (context) => user(context, secretInput),
  };
}

async function user(context: CommandContext, secretInput: () => SecretInput): Promise<0> {
  const action = actionOf(context.positionals[0]);
  if (action !== 'token' && context.positionals[2] !== undefined)
    throw new UsageError(`"user ${action}" does not know what to do with "${context.positionals[2]}"`);
  switch (action) {
    case 'add':
      return await addUser(context, secretInput());
    case 'list':
      return await listUsers(context);
    case 'set':
      return await setUser(context);
    case 'password':
      return await setPassword(context, secretInput());
    case 'remove':
      return await removeUser(context);
    case 'token':
      return await userToken(context);
    case 'audit':
      return await showAudit(context);
  }
}

function actionOf(text: string | undefined): Action {
  const found = ACTIONS.find((action) => action === text);
  if (found) return found;
  throw new UsageError(
    `"user" wants one of ${ACTIONS.join(', ')}, found "${text ?? ''}"${didYouMean(text ?? '', ACTIONS)}`,
  );
}

// `jalur user token add|list|remove`: machines that may come in.

import { randomBytes } from 'node:crypto';
import { didYouMean } from '../config/suggest.ts';
import { scopeKey, WHOLE_PROVINCE } from '../domain/access.ts';
import { systemClock } from '../runtime/clock.ts';
import type { MachineToken } from '../store/access/port.ts';
import { hashSecret, SECRET_OCTETS, secretOf, TOKEN_PREFIX } from '../store/access/secret-hash.ts';
import { momentText } from './check-alerts-text.ts';
import { type CommandContext, ExpectedError, UsageError } from './command.ts';
import { json, table } from './output.ts';
import {
  assertOptions,
  assertScope,
  localZone,
  localZoneName,
  momentOption,
  nameOf,
  roleOption,
  scopeOption,
} from './user-options.ts';
import { tokenLines } from './user-output.ts';
import { assertKnownScope, changeNoted, withStore, withStoreIfAny } from './user-store.ts';

/** The actions about tokens. */
export async function userToken(context: CommandContext): Promise<0> {
  const action = context.positionals[1];
  switch (action) {
    case 'add':
      return await addToken(context);
    case 'list':
      return await listTokens(context);
    case 'remove':
      return await removeToken(context);
    default:
      throw new UsageError(
        `"user token" wants add, list or remove${action === undefined ? '' : `, found "${action}"${didYouMean(action, ['add', 'list', 'remove'])}`}`,
      );
  }
}

async function addToken(context: CommandContext): Promise<0> {
  assertOptions(context, 'token add', ['role', 'scope', 'expires']);
  const name = nameOf(context.positionals[2], 'token add');
  const role = roleOption(context) ?? 'viewer';
  const scope = scopeOption(context) ?? WHOLE_PROVINCE;
  const expiresAt = momentOption(context, 'expires', true);
  const now = Math.floor(systemClock.wallMs());
  assertScope(role, scope);
  assertKnownScope(context, scope);
  if (expiresAt !== undefined && expiresAt <= now)
    throw new UsageError(`--expires ${String(context.options['expires'])} is past`);
  return await withStore(context, (store) => {
    const secret = secretOf(randomBytes(SECRET_OCTETS), TOKEN_PREFIX);
    const token: MachineToken = {
      name,
      role,
      scope,
      createdAt: now,
      ...(expiresAt !== undefined && { expiresAt }),
    };
    const detail = { role, scope: scopeKey(scope), ...(expiresAt !== undefined && { expiresAt }) };
    const change = (): boolean => store.addToken(token, hashSecret(secret));
    if (!changeNoted(store, context, { action: 'token.add', target: name, detail, change }))
      throw new ExpectedError(
        'taken',
        `there is a token "${name}" already; remove it first, or take another name`,
      );
    for (const line of addedLines(token, secret, context.options['json'] === true)) context.print(line);
    return 0;
  });
}

function addedLines(token: MachineToken, secret: string, asJson: boolean): readonly string[] {
  if (asJson) return [json({ ...token, token: secret })];
  const { name, role, scope, expiresAt } = token;
  const until =
    expiresAt === undefined ? 'never' : `${momentText(expiresAt, localZone())} (${localZoneName()})`;
  return table([
    ['token', `${secret}   (shown once; its hash is kept)`],
    ['name', name],
    ['may', `${role} of ${scopeKey(scope)}`],
    ['expires', until],
    ['use', 'send the header "Authorization: Bearer TOKEN"'],
  ]);
}

async function listTokens(context: CommandContext): Promise<0> {
  assertOptions(context, 'token list', []);
  if (context.positionals[2] !== undefined) throw new UsageError('"user token list" takes no name');
  const tokens = (await withStoreIfAny(context, (store) => store.tokens())) ?? [];
  if (context.options['json'] === true) context.print(json(tokens));
  else if (tokens.length === 0) context.print('there are no tokens; jalur user token add NAME makes one');
  else {
    const shown = { zone: localZone(), now: systemClock.wallMs() };
    for (const line of tokenLines(tokens, shown)) context.print(line);
  }
  return 0;
}

async function removeToken(context: CommandContext): Promise<0> {
  assertOptions(context, 'token remove', []);
  const name = nameOf(context.positionals[2], 'token remove');
  const removed = await withStoreIfAny(context, (store) => {
    const change = (): boolean => store.removeToken(name);
    if (changeNoted(store, context, { action: 'token.remove', target: name, change })) return true;
    const names = store.tokens().map((token) => token.name);
    throw new ExpectedError('unknown', `there is no token "${name}"${didYouMean(name, names)}`);
  });
  if (!removed) throw new ExpectedError('unknown', `there is no token "${name}", nor any other (--data?)`);
  context.print(context.options['json'] === true ? json({ name, removed }) : `token "${name}" is removed`);
  return 0;
}

// `jalur user add`, `set`, `password`, `remove`: who may log in.

import { join } from 'node:path';
import { didYouMean } from '../config/suggest.ts';
import { type Scope, scopeKey, WHOLE_PROVINCE } from '../domain/access.ts';
import { systemClock } from '../runtime/clock.ts';
import { ACCESS_FILE } from '../store/access/create.ts';
import { isLastAdmin } from '../store/access/names.ts';
import { hashPassword } from '../store/access/password.ts';
import { passwordFault, passwordFaultText } from '../store/access/password-rules.ts';
import type { User } from '../store/access/port.ts';
import type { SqliteAccessStore } from '../store/access/sqlite-store.ts';
import { type CommandContext, ExpectedError, UsageError } from './command.ts';
import { json } from './output.ts';
import { readNewSecret, type SecretInput } from './read-secret.ts';
import { DEFAULT_DATA, dataOf } from './run.ts';
import {
  assertOptions,
  assertScope,
  displayNameOption,
  nameOf,
  roleOption,
  scopeOption,
} from './user-options.ts';
import { assertKnownScope, changeNoted, withStore, withStoreIfAny } from './user-store.ts';

/** Adds a user; his password is asked for. */
export async function addUser(context: CommandContext, input: SecretInput): Promise<0> {
  assertOptions(context, 'add', ['role', 'scope', 'name']);
  const name = nameOf(context.positionals[1], 'add');
  const role = roleOption(context) ?? 'viewer';
  const scope = scopeOption(context) ?? WHOLE_PROVINCE;
  const displayName = displayNameOption(context) ?? name;
  assertScope(role, scope);
  assertKnownScope(context, scope);
  return await withStore(context, async (store): Promise<0> => {
    if (store.user(name)) throw taken(name);
    const hash = await hashPassword(await newPassword(context, input, name));
    const createdAt = Math.floor(systemClock.wallMs());
    const user: User = { name, displayName, role, scope, disabled: false, createdAt };
    const wasOpen = !store.hasUsers();
    const detail = { role, scope: scopeKey(scope) };
    const change = (): boolean => store.addUser(user, hash);
    if (!changeNoted(store, context, { action: 'user.add', target: name, detail, change })) throw taken(name);
    const file = join(dataOf(context, DEFAULT_DATA), ACCESS_FILE);
    tell(context, user, `"${name}" may log in as ${role} of ${whole(scope)} (${file})`);
    if (wasOpen) context.progress('From now on nobody comes in without logging in.');
    if (!store.users().some((each) => each.role === 'admin' && !each.disabled))
      context.progress('There is no admin yet: jalur user add NAME --role admin');
    return 0;
  });
}

/** Changes a user. */
export async function setUser(context: CommandContext): Promise<0> {
  assertOptions(context, 'set', ['role', 'scope', 'name', 'disable', 'enable', 'force']);
  const name = nameOf(context.positionals[1], 'set');
  const [role, scope, displayName] = [roleOption(context), scopeOption(context), displayNameOption(context)];
  const { disable, enable, force } = context.options;
  if (disable === true && enable === true) throw new UsageError('--disable and --enable: which of them?');
  const disabled = disable === true ? true : enable === true ? false : undefined;
  const change = {
    ...(role && { role }),
    ...(scope && { scope }),
    ...(displayName !== undefined && { displayName }),
    ...(disabled !== undefined && { disabled }),
  };
  if (Object.keys(change).length === 0)
    throw new UsageError('"user set" wants what to change: --role, --scope, --name, --disable or --enable');
  assertKnownScope(context, scope);
  return await withUser(context, name, (store) => {
    const detail = { ...change, ...(scope && { scope: scopeKey(scope) }) };
    const done = changeNoted(store, context, {
      action: 'user.change',
      target: name,
      detail,
      change: () => {
        const before = store.user(name);
        if (!before) return false;
        const after = { ...before, ...change };
        assertScope(after.role, after.scope);
        if (after.role !== 'admin' || after.disabled) assertAdminStays(store, name, force === true);
        return store.changeUser(name, change);
      },
    });
    const user = store.user(name);
    if (!done || !user) throw unknown(store, name);
    const as = user.disabled ? 'cannot log in now' : `may log in as ${user.role} of ${whole(user.scope)}`;
    tell(context, user, `"${name}" ${as}`);
    return 0;
  });
}

/** Gives a user another password, which is asked for; his sessions end. */
export async function setPassword(context: CommandContext, input: SecretInput): Promise<0> {
  assertOptions(context, 'password', []);
  const name = nameOf(context.positionals[1], 'password');
  return await withUser(context, name, async (store): Promise<0> => {
    const passwordHash = await hashPassword(await newPassword(context, input, name));
    const change = (): boolean => store.changeUser(name, { passwordHash });
    if (!changeNoted(store, context, { action: 'user.password', target: name, change }))
      throw unknown(store, name);
    const user = store.user(name);
    if (user) tell(context, user, `"${name}" has another password; where he was logged in he no longer is`);
    if (user?.disabled) context.progress(`"${name}" is disabled: jalur user set ${name} --enable`);
    return 0;
  });
}

/** Removes a user; what he did stays. */
export async function removeUser(context: CommandContext): Promise<0> {
  assertOptions(context, 'remove', ['force']);
  const name = nameOf(context.positionals[1], 'remove');
  return await withUser(context, name, (store) => {
    const user = store.user(name);
    const change = (): boolean => {
      assertAdminStays(store, name, context.options['force'] === true);
      return store.removeUser(name);
    };
    if (!changeNoted(store, context, { action: 'user.remove', target: name, change }) || !user)
      throw unknown(store, name);
    tell(context, user, `"${name}" is removed; what he did stays in the audit trail`);
    if (!store.hasUsers())
      context.progress(
        'There is no user any more: whoever reaches jalur on this machine may do everything, and it listens nowhere ' +
          'else without monitor.token.',
      );
    return 0;
  });
}

function newPassword(context: CommandContext, input: SecretInput, name: string): Promise<string> {
  const fault = (text: string): string | undefined => {
    const found = passwordFault(text, name);
    return found && passwordFaultText(found);
  };
  return readNewSecret(input, { prompt: `Password of "${name}"`, fault, signal: context.signal });
}

/** Somebody who may make users must remain, or nobody can but at this command line. */
function assertAdminStays(store: SqliteAccessStore, name: string, force: boolean): void {
  if (force || !isLastAdmin(store.users(), name)) return;
  throw new ExpectedError(
    'last-admin',
    `"${name}" is the last admin: nobody could make users on the screen any more; make another admin first, or --force`,
  );
}

async function withUser(
  context: CommandContext,
  name: string,
  work: (store: SqliteAccessStore) => 0 | Promise<0>,
): Promise<0> {
  const done = await withStoreIfAny(context, (store) => {
    if (!store.user(name)) throw unknown(store, name);
    return work(store);
  });
  if (done !== undefined) return done;
  const directory = dataOf(context, DEFAULT_DATA);
  throw new ExpectedError('unknown', `there are no users in "${directory}"; is it the daemon's (--data)?`);
}

function taken(name: string): ExpectedError {
  return new ExpectedError(
    'taken',
    `there is a user "${name}" already; jalur user set and password change him`,
  );
}

function unknown(store: SqliteAccessStore, name: string): ExpectedError {
  const names = store.users().map((user) => user.name);
  return new ExpectedError('unknown', `there is no user "${name}"${didYouMean(name, names)}`);
}

function whole(scope: Scope): string {
  return scope.kind === 'province' ? 'the whole province' : scopeKey(scope);
}

function tell(context: CommandContext, user: User, line: string): void {
  context.print(context.options['json'] === true ? json(user) : line);
}

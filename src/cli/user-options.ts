// What the options of `jalur user` mean: roles, scopes, names and moments, each refused with what was wanted.

import { epochOfMoment, parseMoment } from '../config/local-date-time.ts';
import { didYouMean } from '../config/suggest.ts';
import { isAllowedScope, ROLES, type Role, type Scope, scopeKey } from '../domain/access.ts';
import { type Zone, zoneOf } from '../domain/local-time.ts';
import { ACCESS_NAME_WANTED, isAccessName, isDisplayName } from '../store/access/names.ts';
import { roleOf, scopeOf } from '../store/access/scope-text.ts';
import { type CommandContext, UsageError } from './command.ts';

/** Options that every action of the command takes. */
const COMMON = ['data', 'config', 'json', 'help'];
const DAY_MINUTES = 1_440;

/** Throws a UsageError for options that an action does not take. */
export function assertOptions({ options }: CommandContext, action: string, allowed: readonly string[]): void {
  const takes = [...COMMON, ...allowed];
  const other = Object.keys(options).find((name) => options[name] !== undefined && !takes.includes(name));
  if (other !== undefined) throw new UsageError(`"user ${action}" takes no --${other}`);
}

/** The name of a user or a token; throws a UsageError where it is missing or none. */
export function nameOf(text: string | undefined, action: string): string {
  if (text === undefined) throw new UsageError(`"user ${action}" wants NAME`);
  if (isAccessName(text)) return text;
  throw new UsageError(`the name "${text}" will not do, wanted ${ACCESS_NAME_WANTED}`);
}

/** `--role`; undefined where it is absent. */
export function roleOption({ options }: CommandContext): Role | undefined {
  const text = textOf(options['role']);
  if (text === undefined) return undefined;
  const role = roleOf(text);
  if (role) return role;
  throw new UsageError(`--role is "${text}", wanted one of ${ROLES.join(', ')}${didYouMean(text, ROLES)}`);
}

/** `--scope`; undefined where it is absent. */
export function scopeOption({ options }: CommandContext): Scope | undefined {
  const text = textOf(options['scope']);
  if (text === undefined) return undefined;
  const scope = scopeOf(text);
  if (scope) return scope;
  throw new UsageError(
    `--scope is "${text}", wanted province, regency:ID with the id of a site, or provider:NAME`,
  );
}

/** `--name`, as people read it; undefined where it is absent. */
export function displayNameOption({ options }: CommandContext): string | undefined {
  const text = textOf(options['name'])?.trim();
  if (text === undefined || isDisplayName(text)) return text;
  throw new UsageError('--name wants 1 to 100 characters in one line, such as --name "Budi Santoso"');
}

/** Throws a UsageError, with the reason, for a role that may not have a scope. */
export function assertScope(role: Role, scope: Scope): void {
  if (isAllowedScope(role, scope)) return;
  throw new UsageError(
    `the scope ${scopeKey(scope)} goes with the role viewer only, found ${role}: what an operator or admin does ` +
      '(acknowledging, planning work, making users) reaches beyond a part of the province; ' +
      'give --scope province, or --role viewer',
  );
}

/** Epoch ms of an option with a moment; a day alone is its begin, or with `endOfDay` its end, by this machine's clock. */
export function momentOption(
  { options }: CommandContext,
  name: string,
  endOfDay = false,
): number | undefined {
  const text = textOf(options[name]);
  if (text === undefined) return undefined;
  const moment = parseMoment(text);
  if (moment) return epochOfMoment(moment, localZone(), endOfDay ? DAY_MINUTES : 0);
  throw new UsageError(`--${name} is "${text}", wanted a moment such as 2026-10-01 or "2026-10-01 08:00"`);
}

/** A whole number from 1 to `most`. */
export function countOption({ options }: CommandContext, name: string, most: number): number | undefined {
  const text = textOf(options[name]);
  if (text === undefined) return undefined;
  const count = /^\d{1,9}$/.test(text) ? Number(text) : 0;
  if (count >= 1 && count <= most) return count;
  throw new UsageError(`--${name} is "${text}", wanted a whole number from 1 to ${most}`);
}

/** The name of this machine's time zone, by which days are meant and times shown. */
export function localZoneName(): string {
  return Intl.DateTimeFormat().resolvedOptions().timeZone;
}

/** This machine's time zone. */
export function localZone(): Zone {
  return zoneOf(localZoneName());
}

/** The text of an option. */
export function textOf(value: string | boolean | undefined): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

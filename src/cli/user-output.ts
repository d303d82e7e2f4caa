// How users, tokens and the trail look on a terminal.

import { scopeKey } from '../domain/access.ts';
import type { Zone } from '../domain/local-time.ts';
import type { AuditEntry, MachineToken, User } from '../store/access/port.ts';
import { momentText } from './check-alerts-text.ts';
import { table } from './output.ts';

/** A line per user. */
export function userLines(users: readonly User[], zone: Zone): readonly string[] {
  return table([
    ['name', 'role', 'scope', 'last log-in', 'shown as'],
    ...users.map(({ name, role, scope, disabled, lastLoginAt, displayName }) => [
      name,
      disabled ? `${role} (disabled)` : role,
      scopeKey(scope),
      lastLoginAt === undefined ? 'never' : momentText(lastLoginAt, zone),
      printable(displayName),
    ]),
  ]);
}

/** A line per token; which have ended by `now` is said. */
export function tokenLines(
  tokens: readonly MachineToken[],
  { zone, now }: { readonly zone: Zone; readonly now: number },
): readonly string[] {
  const ending = (at: number | undefined): string => {
    if (at === undefined) return 'never';
    return at > now ? momentText(at, zone) : `ended ${momentText(at, zone)}`;
  };
  return table([
    ['name', 'role', 'scope', 'expires', 'last used in the hour of'],
    ...tokens.map(({ name, role, scope, expiresAt, lastUsedAt }) => [
      name,
      role,
      scopeKey(scope),
      ending(expiresAt),
      lastUsedAt === undefined ? 'never' : momentText(lastUsedAt, zone),
    ]),
  ]);
}

/** A line per entry. */
export function auditLines(entries: readonly AuditEntry[], zone: Zone): readonly string[] {
  return table([
    ['time', 'who', 'by', 'from', 'action', 'on', 'outcome', 'more'],
    ...entries.map(({ at, who, via, address, action, target, outcome, detail }) =>
      [
        `${momentText(at, zone)}:${String(Math.floor(at / 1_000) % 60).padStart(2, '0')}`,
        who,
        via,
        address ?? '-',
        action,
        target ?? '-',
        outcome,
        detail ?? '',
      ].map(printable),
    ),
  ]);
}

/** Names that failed log-ins gave are anybody's: what a terminal would obey is shown as a dot. */
export function printable(text: string): string {
  return text.replace(/[\p{C}\p{Zl}\p{Zp}]/gu, '·');
}

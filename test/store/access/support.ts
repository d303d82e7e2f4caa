// A user, a token, a session and an entry of the audit trail, each with what a test wants different.

import type { AuditEntry, MachineToken, Session, User } from '../../../src/store/access/port.ts';
import { hashSecret } from '../../../src/store/access/secret-hash.ts';

/** 21 September 2026. */
export const T0 = 1_790_000_000_000;

export function user(name: string, other: Partial<User> = {}): User {
  return {
    name,
    displayName: name.toUpperCase(),
    role: 'viewer',
    scope: { kind: 'province' },
    disabled: false,
    createdAt: T0,
    ...other,
  };
}

export function token(name: string, other: Partial<MachineToken> = {}): MachineToken {
  return { name, role: 'viewer', scope: { kind: 'province' }, createdAt: T0, ...other };
}

export function session(secret: string, other: Partial<Session> = {}): Session {
  return {
    hash: hashSecret(secret),
    kind: 'shared',
    createdAt: T0,
    expiresAt: T0 + 3_600_000,
    address: '10.0.0.7',
    ...other,
  };
}

export function entry(action: string, other: Partial<Omit<AuditEntry, 'id'>> = {}): Omit<AuditEntry, 'id'> {
  return { at: T0, who: 'budi', via: 'user', address: '10.0.0.7', action, outcome: 'done', ...other };
}

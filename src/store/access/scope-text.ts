// Roles and scopes as texts: in the file, on the command line, in addresses.

import { ROLES, type Role, type Scope, WHOLE_PROVINCE } from '../../domain/access.ts';
import { isId, siteId } from '../../domain/ids.ts';
import { StoreError } from '../state/port.ts';

/** The role of a text; undefined when it is none. */
export function roleOf(text: string): Role | undefined {
  return ROLES.find((role) => role === text);
}

/** The scope that scopeKey() writes so; undefined when the text is none. Whether there is such a regency is not known here. */
export function scopeOf(text: string): Scope | undefined {
  if (text === 'province') return WHOLE_PROVINCE;
  const [, kind, rest = ''] = /^(regency|provider):(.{1,120})$/u.exec(text) ?? [];
  switch (kind) {
    case 'regency':
      return isId(rest) ? { kind, regency: siteId(rest) } : undefined;
    case 'provider':
      return rest.trim() === rest ? { kind, provider: rest } : undefined;
    default:
      return undefined;
  }
}

/** The role in a row; throws StoreError when it is none. */
export function storedRole(text: string): Role {
  return roleOf(text) ?? damaged('role', text);
}

/** The scope in a row; throws StoreError when it is none. */
export function storedScope(text: string): Scope {
  return scopeOf(text) ?? damaged('scope', text);
}

function damaged(what: string, text: string): never {
  throw new StoreError('corrupt', `read the ${what} of a user or token: found "${text}", which is none`);
}

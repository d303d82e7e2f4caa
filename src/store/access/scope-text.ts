// Roles and scopes as texts: in the file, on the command line, in addresses.

import { ROLES, type Role, type Scope, WHOLE_PROVINCE } from '../../domain/access.ts';
import { isId, siteId } from '../../domain/ids.ts';
import { StoreError } from '../state/port.ts';

/** The role of a text; undefined when it is none. */
export function roleOf(text: string): Role | undefined {
  return ROLES.find((role) => role === text);
}

/** The scope of a text that somebody typed; undefined when it is none. Whether there is such a regency is not known here. */
export function scopeOf(text: string): Scope | undefined {
  const scope = parsed(text);
  if (scope?.kind !== 'provider') return scope;
  const { provider } = scope;
  return provider.trim() === provider && /^\P{C}{1,120}$/u.test(provider) ? scope : undefined;
}

/** The role in a row; throws StoreError when it is none. */
export function storedRole(text: string): Role {
  return roleOf(text) ?? damaged('role', text);
}

/** The scope in a row; throws StoreError when it is none. */
export function storedScope(text: string): Scope {
  return parsed(text) ?? damaged('scope', text);
}

/** The other way round than scopeKey(), for whatever a provider is called. */
function parsed(text: string): Scope | undefined {
  if (text === 'province') return WHOLE_PROVINCE;
  const [, kind, rest = ''] = /^(regency|provider):(.*)$/s.exec(text) ?? [];
  switch (kind) {
    case 'regency':
      return isId(rest) ? { kind, regency: siteId(rest) } : undefined;
    case 'provider':
      return { kind, provider: rest };
    default:
      return undefined;
  }
}

function damaged(what: string, text: string): never {
  throw new StoreError('corrupt', `read the ${what} of a user or token: found "${text}", which is none`);
}

// Who may do what: roles, scopes, and the one who stands behind a request. Decisions only; how somebody proves who he is
// is the API's business.

import type { SiteId } from './ids.ts';

/** What somebody may do, each with all that the one before may: look; act on the network; decide who may. */
export const ROLES = ['viewer', 'operator', 'admin'] as const;
/** One of {@link ROLES}. */
export type Role = (typeof ROLES)[number];

/**
 * How much of the province somebody sees. `regency`: the regency's site, what is below it in the administrative tree, and
 * the links that lead there. `provider`: the links rented from it, by the provider's name as links carry it.
 */
export type Scope =
  | { readonly kind: 'province' }
  | { readonly kind: 'regency'; readonly regency: SiteId }
  | { readonly kind: 'provider'; readonly provider: string };

/** The whole province. */
export const WHOLE_PROVINCE: Scope = { kind: 'province' };

/**
 * How a request proved whom it comes from. `open`: nobody has to, jalur listens on loopback only and has neither users nor
 * a token. `shared`: the one token of `monitor.token`. `token`: a machine's own. `proxy`: a trusted reverse proxy names the
 * user. `kiosk`: the link of a wall screen.
 */
export type PrincipalKind = 'open' | 'shared' | 'user' | 'token' | 'proxy' | 'kiosk';

/** The one who stands behind a request. */
export interface Principal {
  readonly kind: PrincipalKind;
  /** As the audit trail has it: the user's or token's name; for `open`, `shared` and `kiosk` the kind itself. */
  readonly name: string;
  /** As people read it; what an act is signed with where it is a person: see {@link signsActs}. */
  readonly displayName: string;
  readonly role: Role;
  readonly scope: Scope;
}

/** Whether a role may do what another may. */
export function hasRole(role: Role, needed: Role): boolean {
  return ROLES.indexOf(role) >= ROLES.indexOf(needed);
}

/** Whether acts carry the principal's own name; otherwise whoever acts types one. */
export function signsActs({ kind }: Principal): boolean {
  return kind === 'user' || kind === 'proxy' || kind === 'token';
}

/** A key by which equal scopes are one: `province`, `regency:majene`, `provider:ICON+`. */
export function scopeKey(scope: Scope): string {
  switch (scope.kind) {
    case 'province':
      return 'province';
    case 'regency':
      return `regency:${scope.regency}`;
    case 'provider':
      return `provider:${scope.provider}`;
  }
}

/** Whether a role may have a scope: whoever sees a part only may act on nothing, for acts reach beyond it. */
export function isAllowedScope(role: Role, scope: Scope): boolean {
  return role === 'viewer' || scope.kind === 'province';
}

// Who looks at this screen, as the server knows it, and what he may do.

import { type Signal, signal } from '@preact/signals';
import {
  hasRole,
  type Principal,
  type Role,
  scopeKey,
  signsActs,
  WHOLE_PROVINCE,
} from '../../domain/access.ts';
import { ask } from '../data/answer.ts';

/** How somebody proves who he is; `open`: he need not. */
export type LogInBy = 'open' | 'token' | 'password';

/** Body of GET /api/v1/me; without a principal where nobody is logged in. */
export interface MeReply {
  readonly principal?: Principal;
  readonly logInBy: LogInBy;
  /** Whether the shared token is taken at the log-in too. */
  readonly takesToken?: boolean;
}

/** The one at the screen. */
export interface Me {
  /** Before the server has said otherwise: whoever may look and act, and types his name. */
  readonly principal: Signal<Principal>;
  readonly logInBy: Signal<LogInBy>;
  /** Whether the shared token is taken at the log-in beside names and passwords. */
  readonly takesToken: Signal<boolean>;
  /** Whether he may do what a role may. */
  may(role: Role): boolean;
  /** His name where acts are signed by the server; undefined where he types one. */
  signature(): string | undefined;
  /** Asks the server again, after a log-in or when the stream came back. */
  reread(): Promise<void>;
}

const NOBODY_YET: Principal = {
  kind: 'open',
  name: 'open',
  displayName: '',
  role: 'operator',
  scope: WHOLE_PROVINCE,
};

/** Whether somebody else has logged in, or one who sees another part: nothing that was open is his. */
export function isSomebodyElse(before: Principal, now: Principal): boolean {
  if (scopeKey(before.scope) !== scopeKey(now.scope)) return true;
  return signsActs(before) && (before.kind !== now.kind || before.name !== now.name);
}

/** A page that has asked nobody yet. */
export function createMe(): Me {
  const principal = signal(NOBODY_YET);
  const logInBy = signal<LogInBy>('open');
  const takesToken = signal(false);
  return {
    principal,
    logInBy,
    takesToken,
    may: (role) => hasRole(principal.value.role, role),
    signature: () => (signsActs(principal.value) ? principal.value.displayName : undefined),
    reread: async () => {
      const reply = await ask<MeReply>('/api/v1/me');
      const told = reply.ok ? reply.value : (reply.failure.body as Partial<MeReply> | undefined);
      if (!told) return;
      if (told.principal) principal.value = told.principal;
      if (told.logInBy) logInBy.value = told.logInBy;
      takesToken.value = told.takesToken ?? false;
    },
  };
}

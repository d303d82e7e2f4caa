// Who may open a stream, and what he sees on it. A stream whose log-in ends is closed.

import type { IncomingMessage } from 'node:http';
import type { Scope } from '../domain/access.ts';
import type { Admission, Refusal, StreamHub } from '../stream/socket-server.ts';
import type { Access } from './access.ts';
import type { Guests } from './access-guests.ts';
import { isOwnHost, isOwnOrigin } from './access-origin.ts';

/** What admitting needs. */
export interface AdmitDeps {
  readonly access: Access;
  readonly guests: Guests;
  /** The stream of a scope; undefined while there are too many of them. */
  readonly hubOf: (scope: Scope) => StreamHub | undefined;
}

/** Looks at a request before it is upgraded. */
export function admit(request: IncomingMessage, { access, guests, hubOf }: AdmitDeps): Refusal | Admission {
  if (!isOwnHost(request, access.guarded))
    return { status: 403, code: 'host', message: 'this name is not one of this server' };
  if (!isOwnOrigin(request, access.ends.of(request)))
    return { status: 403, code: 'origin', message: 'a page of another site may not listen' };
  const entry = access.enter(request);
  if (!entry)
    return { status: 401, code: 'token', message: 'a log-in is wanted: a session, or an access token' };
  const hub = hubOf(entry.principal.scope);
  if (!hub)
    return { status: 503, code: 'full', message: 'too many parts of the province are watched; try later' };
  return {
    hub,
    onOpen: (end) => guests.add(entry, () => end('session', 'the log-in has ended; log in again')),
  };
}

// Those who have a stream open: looked at again and again, for a log-out, a changed role or a removed user ends a stream too.

import { isDeepStrictEqual } from 'node:util';
import type { Principal } from '../domain/access.ts';
import type { Access, Entry, Proof } from './access.ts';

interface Guest extends Entry {
  readonly leave: () => void;
}

/** Keeps account of open streams. */
export class Guests {
  readonly #access: Pick<Access, 'again'>;
  readonly #guests = new Set<Guest>();

  constructor(access: Pick<Access, 'again'>) {
    this.#access = access;
  }

  /** Notes a stream; `leave` is called once when he may not stay. Returns what to call when the stream has ended. */
  add(entry: Entry, leave: () => void): () => void {
    const guest = { ...entry, leave };
    this.#guests.add(guest);
    return () => this.#guests.delete(guest);
  }

  /** Ends the streams of all who may not stay, or are no longer who they were. Each proof is looked at once. */
  check(): void {
    const seen = new Map<string, Principal | undefined>();
    for (const guest of this.#guests) {
      const key = keyOf(guest.proof);
      if (!seen.has(key)) seen.set(key, this.#access.again(guest.proof));
      if (isSame(guest.principal, seen.get(key))) continue;
      this.#guests.delete(guest);
      guest.leave();
    }
  }
}

function keyOf(proof: Proof): string {
  switch (proof.kind) {
    case 'open':
    case 'shared':
      return proof.kind;
    case 'token':
    case 'session':
      return `${proof.kind} ${proof.hash}`;
    case 'proxy':
      return `proxy ${proof.user}`;
  }
}

/** Another display name is the same person. */
function isSame(before: Principal, now: Principal | undefined): boolean {
  return now !== undefined && now.role === before.role && isDeepStrictEqual(now.scope, before.scope);
}

// Whose token is this? Asked by anybody who reaches the server: the answer takes as long for a token that never was as for
// one that is no good any more.

import { timingSafeEqual } from 'node:crypto';
import { isId, type LinkId, linkId } from '../../domain/ids.ts';
import { type BeatToken, hashOf } from './tokens.ts';

interface Entry {
  readonly link: LinkId;
  readonly hash: Buffer;
  readonly endsAt: number;
}

/** Compared with when there is no entry. */
const NOBODY: Entry = {
  link: linkId('nobody'),
  hash: Buffer.alloc(32),
  endsAt: Number.NEGATIVE_INFINITY,
};

/** Knows the tokens of the file, at most as many as that may hold. */
export class TokenBook {
  #entries: ReadonlyMap<string, Entry> = new Map();

  /** How many there are. */
  get size(): number {
    return this.#entries.size;
  }

  /** Puts these in place of those before. */
  set(tokens: readonly BeatToken[]): void {
    this.#entries = new Map(
      tokens.flatMap(({ link, hash, endsAt }) =>
        isId(link)
          ? [
              [
                hash,
                {
                  link: linkId(link),
                  hash: Buffer.from(hash, 'hex'),
                  endsAt: endsAt ?? Number.POSITIVE_INFINITY,
                },
              ],
            ]
          : [],
      ),
    );
  }

  /** The link a token is for, at a moment (epoch ms); undefined when it is nobody's, or was somebody's. */
  find(token: string, at: number): LinkId | undefined {
    const hash = hashOf(token);
    const entry = this.#entries.get(hash.toString('hex')) ?? NOBODY;
    return timingSafeEqual(hash, entry.hash) && at < entry.endsAt ? entry.link : undefined;
  }
}

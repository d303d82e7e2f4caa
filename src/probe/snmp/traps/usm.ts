// Whether a v3 message was signed by a user (RFC 3414 section 6 and 7, RFC 7860), found out before anything of it is
// decrypted or decoded. The password's megabyte is hashed once per user; the key of an engine follows from that digest in
// microseconds, so that no engine id, which a forger invents by the thousand, has to be remembered.

import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import type { TrapUser } from '../../../config/config.ts';

/** A user with keys in clear, as the receiver's thread is given it. */
export interface TrapUserKeys extends Omit<TrapUser, 'authKey' | 'privKey'> {
  readonly authKey: string;
  readonly privKey?: string;
}

/** Hash and length of msgAuthenticationParameters in octets (RFC 3414 sections 6.3.1, 7.3.1; RFC 7860 section 4.2.1). */
const PROTOCOLS = {
  md5: { hash: 'md5', octets: 12 },
  sha: { hash: 'sha1', octets: 12 },
  sha224: { hash: 'sha224', octets: 16 },
  sha256: { hash: 'sha256', octets: 24 },
  sha384: { hash: 'sha384', octets: 32 },
  sha512: { hash: 'sha512', octets: 48 },
} as const satisfies Record<TrapUser['authProtocol'], { readonly hash: string; readonly octets: number }>;

const MEGABYTE = 1_048_576;

/** A signature inside a datagram. */
export interface Signature {
  readonly engineId: Buffer;
  /** Offset of msgAuthenticationParameters' content in the datagram. */
  readonly start: number;
  readonly length: number;
}

/** Checks the signatures of one user. */
export class SignatureCheck {
  readonly #hash: string;
  readonly #octets: number;
  readonly #digest: Buffer;
  readonly #blank: Buffer;

  constructor({ authProtocol, authKey }: TrapUserKeys) {
    const { hash, octets } = PROTOCOLS[authProtocol];
    this.#hash = hash;
    this.#octets = octets;
    this.#digest = createHash(hash).update(Buffer.alloc(MEGABYTE, authKey)).digest();
    this.#blank = Buffer.alloc(octets);
  }

  /** Whether this user signed the datagram. */
  holds(datagram: Buffer, { engineId, start, length }: Signature): boolean {
    if (length !== this.#octets) return false;
    const key = createHash(this.#hash).update(this.#digest).update(engineId).update(this.#digest).digest();
    const wanted = createHmac(this.#hash, key)
      .update(datagram.subarray(0, start))
      .update(this.#blank)
      .update(datagram.subarray(start + length))
      .digest()
      .subarray(0, length);
    return timingSafeEqual(wanted, datagram.subarray(start, start + length));
  }
}

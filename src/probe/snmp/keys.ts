// SNMPv3 keys (RFC 3414 appendix A.2). net-snmp hashes a megabyte for every password and engine, 4 ms that block the
// event loop, and keeps the results for ever under the clear password. Here the megabyte is hashed once per password;
// localising the digest to an engine then costs microseconds.

import { createHash } from 'node:crypto';
import snmp from 'net-snmp';

/** net-snmp's signature; the password is a Buffer where AES-256 keys are extended by Reeder's method. */
type PasswordToKey = (protocol: number, password: string | Buffer, engineId: Buffer) => Buffer;

const MEGABYTE = 1_048_576;

/** Passwords whose digest is kept; a network has a handful. The oldest goes first, and costs 4 ms when it comes back. */
const MAX_DIGESTS = 1_024;

/** A key derivation with a bounded memory; `algorithmOf` names the hash of a net-snmp protocol number. */
export function cachingPasswordToKey(
  algorithmOf: (protocol: number) => string,
  fallback: PasswordToKey,
): PasswordToKey {
  const digests = new Map<string, Buffer>();
  return (protocol, password, engineId) => {
    if (typeof password !== 'string' || password === '') return fallback(protocol, password, engineId);
    const algorithm = algorithmOf(protocol);
    const key = `${algorithm}:${password}`;
    let digest = digests.get(key);
    if (!digest) {
      digest = createHash(algorithm).update(Buffer.alloc(MEGABYTE, password)).digest();
      const oldest = digests.keys().next();
      if (digests.size >= MAX_DIGESTS && oldest.done !== true) digests.delete(oldest.value);
      digests.set(key, digest);
    }
    return createHash(algorithm).update(digest).update(engineId).update(digest).digest();
  };
}

let installed = false;

/** Puts the caching derivation in the place of net-snmp's. Once per process. */
export function installKeyCache(): void {
  if (installed) return;
  installed = true;
  const authentication = snmp.Authentication as unknown as {
    passwordToKey: PasswordToKey;
    readonly algorithms: Readonly<Record<number, { readonly CRYPTO_ALGORITHM: string }>>;
  };
  authentication.passwordToKey = cachingPasswordToKey((protocol) => {
    const algorithm = authentication.algorithms[protocol];
    if (!algorithm) throw new RangeError(`net-snmp knows no authentication protocol ${protocol}`);
    return algorithm.CRYPTO_ALGORITHM;
  }, authentication.passwordToKey);
}

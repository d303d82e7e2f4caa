// Hashes of passwords: scrypt (RFC 7914) in a text that carries its own parameters, so that they can grow without anybody
// having to log in anew.

import { randomBytes, type ScryptOptions, scrypt, timingSafeEqual } from 'node:crypto';
import { normalPassword } from './password-rules.ts';

/** Cost of a hash: 2^`ln` rounds of blocks of 128·r octets, p times. */
interface Cost {
  readonly ln: number;
  readonly r: number;
  readonly p: number;
}

/**
 * 32 MiB and some tenths of a second of one core. OWASP's Password Storage Cheat Sheet names this one of five equally
 * strong choices from 8 to 128 MiB; the daemon has half a GiB in all.
 */
const COST: Cost = { ln: 15, r: 8, p: 3 };
/** Beyond this a hash in the file is not computed: it could stop the daemon. 128 MiB. */
const MOST_MEMORY = 128 * 2 ** 20;
const SALT_OCTETS = 16;
const HASH_OCTETS = 32;
/** PHC string format: `$scrypt$ln=15,r=8,p=3$SALT$HASH`, base64 without padding. */
const FORM =
  /^\$scrypt\$ln=([1-9]\d?),r=([1-9]\d?),p=([1-9]\d?)\$([A-Za-z0-9+/]{22,86})\$([A-Za-z0-9+/]{43,86})$/;

/** Hashes a password, off the main thread. `salt`: 16 random octets. */
export async function hashPassword(
  password: string,
  salt: Uint8Array = randomBytes(SALT_OCTETS),
): Promise<string> {
  const hash = await derive(password, { salt, cost: COST, octets: HASH_OCTETS });
  return `$scrypt$ln=${COST.ln},r=${COST.r},p=${COST.p}$${base64(salt)}$${base64(hash)}`;
}

/**
 * Whether a password is the one of a hash. Without a hash, because nobody has that name, it computes as long as for one and
 * says no: the time tells nothing. A hash that is none of ours is no too.
 */
export async function verifyPassword(password: string, hash: string | undefined): Promise<boolean> {
  const known = hash === undefined ? undefined : parse(hash);
  const { salt, cost, wanted } = known ?? NOBODY;
  const found = await derive(password, { salt, cost, octets: wanted.length });
  return timingSafeEqual(found, wanted) && known !== undefined;
}

/** Whether a hash was made with less than today's cost; make it anew where its password has just been verified. */
export function isOutdatedHash(hash: string): boolean {
  const cost = parse(hash)?.cost;
  return cost === undefined || cost.ln !== COST.ln || cost.r !== COST.r || cost.p !== COST.p;
}

interface Parsed {
  readonly salt: Uint8Array;
  readonly cost: Cost;
  readonly wanted: Uint8Array;
}

const NOBODY: Parsed = { salt: new Uint8Array(SALT_OCTETS), cost: COST, wanted: new Uint8Array(HASH_OCTETS) };

function parse(hash: string): Parsed | undefined {
  const [, ln, r, p, salt, wanted] = FORM.exec(hash) ?? [];
  if (salt === undefined || wanted === undefined) return undefined;
  const cost: Cost = { ln: Number(ln), r: Number(r), p: Number(p) };
  if (memoryOf(cost) > MOST_MEMORY) return undefined;
  return { salt: Buffer.from(salt, 'base64'), cost, wanted: Buffer.from(wanted, 'base64') };
}

function derive(
  password: string,
  { salt, cost, octets }: { readonly salt: Uint8Array; readonly cost: Cost; readonly octets: number },
): Promise<Buffer> {
  // OpenSSL counts a little more than the blocks alone.
  const options: ScryptOptions = { N: 2 ** cost.ln, r: cost.r, p: cost.p, maxmem: MOST_MEMORY + 2 ** 20 };
  return new Promise((resolve, reject) => {
    scrypt(normalPassword(password), salt, octets, options, (error, hash) =>
      error ? reject(error) : resolve(hash),
    );
  });
}

/** RFC 7914 §2: 128·N·r octets, and 128·r·p for the blocks. */
function memoryOf({ ln, r, p }: Cost): number {
  return 128 * r * (2 ** ln + p);
}

function base64(octets: Uint8Array): string {
  return Buffer.from(octets).toString('base64').replace(/=+$/, '');
}

// Secrets of machines and sessions: random, shown once, and kept as their SHA-256 alone.

import { createHash } from 'node:crypto';

/** Random octets of a secret: 256 bit, so that neither salt nor stretching adds anything to its hash. */
export const SECRET_OCTETS = 32;
/** What the secrets of machines begin with, so that they are found where they were left by mistake. */
export const TOKEN_PREFIX = 'jalur_';

/** The secret that random octets make: base64url (RFC 4648 §5), safe in headers, cookies and shells. */
export function secretOf(octets: Uint8Array, prefix = ''): string {
  return `${prefix}${Buffer.from(octets).toString('base64url')}`;
}

/** What is kept of a secret: its SHA-256 in lower-case hex. */
export function hashSecret(secret: string): string {
  return createHash('sha256').update(secret).digest('hex');
}

// The certificate files of the HTTPS server: read, and looked at before anybody is served with them.

import { createHash, createPrivateKey, X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createSecureContext } from 'node:tls';
import type { Certificate } from '../api/access-tls.ts';
import type { TlsConfig } from '../config/access-config.ts';

/** A certificate that ends within this is told of at every start and reload. */
const SOON_MS = 21 * 86_400_000;

/** Why a certificate cannot be used. */
export class CertificateFailure extends Error {
  readonly code = 'certificate';
}

/** A certificate that can be used. */
export interface CertificateFile extends Certificate {
  /** Tells two pairs of files apart. */
  readonly fingerprint: string;
  /** What will keep people out though it can be used. */
  readonly warnings: readonly string[];
}

/** Reads and checks; throws a CertificateFailure. `now`: epoch ms. */
export function readCertificate({ certFile, keyFile }: TlsConfig, now: number): CertificateFile {
  const cert = read(certFile, 'certificate');
  const key = read(keyFile, 'private key');
  const certificate = attempt(`"${certFile}" holds no certificate in PEM`, () => new X509Certificate(cert));
  const secret = attempt(`"${keyFile}" holds no private key in PEM without a passphrase`, () =>
    createPrivateKey(key),
  );
  if (!certificate.checkPrivateKey(secret))
    throw new CertificateFailure(
      `cannot serve HTTPS: the key in "${keyFile}" does not belong to the certificate in "${certFile}"`,
    );
  attempt(`"${certFile}" and "${keyFile}" are refused by OpenSSL`, () =>
    createSecureContext({ cert, key, minVersion: 'TLSv1.2' }),
  );
  return {
    cert,
    key,
    fingerprint: createHash('sha256').update(cert).update(key).digest('hex'),
    warnings: warningsOf(certificate, certFile, now),
  };
}

function warningsOf({ validFrom, validTo }: X509Certificate, file: string, now: number): readonly string[] {
  if (Date.parse(validTo) <= now) return [`"${file}" has expired on ${validTo}: browsers refuse it`];
  if (Date.parse(validFrom) > now) return [`"${file}" is not valid before ${validFrom}: browsers refuse it`];
  if (Date.parse(validTo) - now < SOON_MS) return [`"${file}" expires on ${validTo}`];
  return [];
}

function read(file: string, what: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (cause) {
    const found = cause instanceof Error && 'code' in cause ? String(cause.code) : String(cause);
    throw new CertificateFailure(`cannot read the ${what} "${file}": ${found}`, { cause });
  }
}

function attempt<Result>(complaint: string, run: () => Result): Result {
  try {
    return run();
  } catch (cause) {
    const found = cause instanceof Error ? cause.message : String(cause);
    throw new CertificateFailure(`cannot serve HTTPS: ${complaint} (${found})`, { cause });
  }
}

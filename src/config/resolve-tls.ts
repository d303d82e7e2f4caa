// The certificate of the HTTPS server: its files are read when the configuration is, so that a wrong one is told before it is
// needed. The server reads them itself.

import { createPrivateKey, type KeyObject, X509Certificate } from 'node:crypto';
import { dirname, resolve } from 'node:path';
import { createSecureContext } from 'node:tls';
import type { TlsConfig } from './access-config.ts';
import type { ConfigDeps } from './deps.ts';
import type { RawConfig } from './include.ts';
import { tellOf } from './tell.ts';
import type { Validated } from './validate.ts';

/** A chain of a few certificates has some kilobytes. */
const MOST_PEM_BYTES = 256 * 1_024;
const CERTIFICATE = /-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g;
const DAY_MS = 86_400_000;
/** Time to get another one. */
const SOON_MS = 21 * DAY_MS;

type Tell = (name: 'cert' | 'key', message: string) => void;

/** The files, checked; undefined without TLS. For who needs no secret they are not looked at. */
export function resolveTls(raw: RawConfig, valid: Validated, deps: ConfigDeps): TlsConfig | undefined {
  const entry = valid.sections.monitor?.tls;
  if (!entry) return undefined;
  const told = tellOf(raw);
  const add: Tell = (name, message) => told.add(['monitor', 'tls', name], `${name}: ${message}`);
  const warn: Tell = (name, message) => told.warn(['monitor', 'tls', name], message);
  const fileOf = (name: 'cert' | 'key'): string =>
    resolve(dirname(raw.origins.place(raw.root, ['monitor', 'tls', name]).file), entry[name]);
  const tls: TlsConfig = { certFile: fileOf('cert'), keyFile: fileOf('key') };
  if (deps.standIns === true) return tls;
  const read = (name: 'cert' | 'key', file: string): string | undefined => {
    const found = deps.files.read(file, MOST_PEM_BYTES);
    if (!found.ok) add(name, `cannot read "${file}": ${found.detail}`);
    return found.ok ? new TextDecoder('latin1').decode(found.bytes) : undefined;
  };
  const [certText, keyText] = [read('cert', tls.certFile), read('key', tls.keyFile)];
  const chain = certText === undefined ? undefined : chainOf(certText, tls.certFile, add);
  const key = keyText === undefined ? undefined : keyOf(keyText, tls.keyFile, add);
  const [own] = chain ?? [];
  if (own) warnOfOwn(own, deps.clock.wallMs(), warn);
  if (!chain || !key || !fits(chain, key, add)) return tls;
  const fault = refusal(certText, keyText);
  if (fault !== undefined) add('cert', `OpenSSL refuses it: ${fault}`);
  return tls;
}

function chainOf(text: string, file: string, add: Tell): readonly X509Certificate[] | undefined {
  const blocks = text.match(CERTIFICATE) ?? [];
  if (blocks.length === 0) {
    const found = text.includes('PRIVATE KEY-----') ? 'a private key' : 'no certificate';
    add(
      'cert',
      `found ${found} in "${file}", wanted a certificate in PEM form (-----BEGIN CERTIFICATE-----)`,
    );
    return undefined;
  }
  const chain: X509Certificate[] = [];
  for (const [index, block] of blocks.entries()) {
    try {
      chain.push(new X509Certificate(block));
    } catch (error) {
      add('cert', `certificate ${index + 1} of "${file}" cannot be read: ${messageOf(error)}`);
      return undefined;
    }
  }
  return chain;
}

function keyOf(text: string, file: string, add: Tell): KeyObject | undefined {
  if (!text.includes('PRIVATE KEY-----')) {
    const found = text.includes('-----BEGIN CERTIFICATE-----') ? 'a certificate' : 'no key';
    add('key', `found ${found} in "${file}", wanted a private key in PEM form (-----BEGIN PRIVATE KEY-----)`);
    return undefined;
  }
  if (/ENCRYPTED/.test(text)) {
    add(
      'key',
      `"${file}" is locked with a passphrase, wanted one without, that only jalur's user may read: openssl pkey -in FILE -out FILE`,
    );
    return undefined;
  }
  try {
    return createPrivateKey(text);
  } catch (error) {
    add('key', `"${file}" cannot be read: ${messageOf(error)}`);
    return undefined;
  }
}

function fits(chain: readonly X509Certificate[], key: KeyObject, add: Tell): boolean {
  const index = chain.findIndex((certificate) => certificate.checkPrivateKey(key));
  if (index === 0) return true;
  if (index > 0)
    add(
      'cert',
      `the key belongs to certificate ${index + 1} of the file, wanted the server's own first, then those of its CA`,
    );
  else add('key', `the key does not belong to the certificate of "${nameOf(chain[0])}"; wanted its own`);
  return false;
}

function warnOfOwn(own: X509Certificate, nowMs: number, warn: Tell): void {
  const [from, to] = [own.validFromDate.getTime(), own.validToDate.getTime()];
  const day = (at: number): string => new Date(at).toISOString().slice(0, 10);
  if (nowMs >= to) warn('cert', `the certificate ended on ${day(to)}; browsers refuse it`);
  else if (nowMs < from) warn('cert', `the certificate is not valid before ${day(from)}; browsers refuse it`);
  else if (to - nowMs < SOON_MS) warn('cert', `the certificate ends on ${day(to)}; get another one before`);
  if (own.subjectAltName === undefined)
    warn(
      'cert',
      'the certificate has no subjectAltName, and browsers look for the name of a server nowhere else',
    );
}

/** What Node itself says when it is given both, as the server will be; undefined when it takes them. */
function refusal(cert: string | undefined, key: string | undefined): string | undefined {
  try {
    createSecureContext({ cert, key });
    return undefined;
  } catch (error) {
    return messageOf(error);
  }
}

function nameOf(certificate: X509Certificate | undefined): string {
  const [, name] = /^CN=(.*)$/m.exec(certificate?.subject ?? '') ?? [];
  return name ?? certificate?.subjectAltName ?? 'no name';
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

// The certificate files: what is refused, and what is told beforehand.

import { copyFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readCertificate } from '../../src/app/certificate.ts';
import { hasOpenssl, makeCertificate } from '../support/https.ts';

const DAY_MS = 86_400_000;
const why = hasOpenssl ? '' : ' (openssl is not installed)';

describe.skipIf(!hasOpenssl)(`readCertificate()${why}`, () => {
  const directory = mkdtempSync(join(tmpdir(), 'jalur-certificate-'));
  const file = (name: string): string => join(directory, name);
  // A certificate is made now, whatever the time is taken for afterwards.
  const madeAt = performance.timeOrigin;

  beforeAll(() => {
    for (const name of ['a', 'b']) makeCertificate(directory, name);
    writeFileSync(file('none.pem'), 'no PEM');
    copyFileSync(file('a-cert.pem'), file('copy.pem'));
  });
  afterAll(() => rmSync(directory, { recursive: true, force: true }));

  function read(cert: string, key: string, days = 1) {
    return readCertificate({ certFile: file(cert), keyFile: file(key) }, madeAt + days * DAY_MS);
  }

  it('tells two pairs of files apart by what is in them', () => {
    const { fingerprint, warnings } = read('a-cert.pem', 'a-key.pem');
    expect(warnings).toEqual([]);
    expect(read('copy.pem', 'a-key.pem').fingerprint).toBe(fingerprint);
    expect(read('b-cert.pem', 'b-key.pem').fingerprint).not.toBe(fingerprint);
  });

  it.each([
    [1, undefined],
    [80, /expires on/],
    [91, /has expired on/],
    [-30, /is not valid before/],
  ])('after %i days of 90 warns: %s', (days, warning) => {
    const { warnings } = read('a-cert.pem', 'a-key.pem', days);
    if (warning) expect(warnings.join()).toMatch(warning);
    else expect(warnings).toEqual([]);
  });

  it.each([
    ['missing.pem', 'a-key.pem', /cannot read the certificate ".*missing\.pem": ENOENT/],
    ['a-cert.pem', 'missing.pem', /cannot read the private key ".*missing\.pem": ENOENT/],
    ['none.pem', 'a-key.pem', /none\.pem" holds no certificate in PEM/],
    ['a-cert.pem', 'none.pem', /none\.pem" holds no private key in PEM/],
    [
      'a-cert.pem',
      'b-key.pem',
      /the key in ".*b-key\.pem" does not belong to the certificate in ".*a-cert\.pem"/,
    ],
  ])('refuses %s with %s', (cert, key, message) => {
    expect(() => read(cert, key)).toThrow(message);
    expect(() => read(cert, key)).toThrow(expect.objectContaining({ code: 'certificate' }));
  });
});

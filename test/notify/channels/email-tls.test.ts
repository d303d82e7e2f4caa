// E-mail under TLS: what is to be encrypted is never sent in the clear, and never to somebody else.

import { getCACertificates, setDefaultCACertificates } from 'node:tls';
import { afterEach, describe, expect, it } from 'vitest';
import type { ConfigOf } from '../../../src/notify/channels/common/deps.ts';
import { openEmail } from '../../../src/notify/channels/email.ts';
import { certificateFor, HAS_OPENSSL } from '../support/certificate.ts';
import { COMMON, channelDeps, noAbort, sample, secret } from '../support/sample.ts';
import { SmtpServer } from '../support/smtp-server.ts';

let server: SmtpServer;
const known = getCACertificates('default');
afterEach(async () => {
  setDefaultCACertificates(known);
  await server.stop();
});

function config(port: number): ConfigOf<'email'> {
  return {
    ...COMMON,
    kind: 'email',
    host: '127.0.0.1',
    port,
    security: 'starttls',
    user: 'noc',
    password: secret('p4ssw0rd'),
    from: 'noc@sulbar.example',
    recipients: ['piket@sulbar.example'],
  };
}

describe.skipIf(!HAS_OPENSSL)('e-mail with STARTTLS (needs Debian package openssl)', () => {
  it('encrypts before it logs in', async () => {
    const tls = certificateFor('mail.test');
    setDefaultCACertificates([...known, tls.cert]);
    server = new SmtpServer({ tls, users: { noc: 'p4ssw0rd' } });
    const channel = openEmail(config(await server.start()), channelDeps());
    expect(await channel.send(sample(), noAbort())).toMatchObject({ kind: 'delivered' });
    expect(server.mails).toMatchObject([{ isEncrypted: true, user: 'noc' }]);
  });

  it('tells nothing to a server whose certificate nobody vouches for', async () => {
    server = new SmtpServer({ tls: certificateFor('mail.test'), users: { noc: 'p4ssw0rd' } });
    const channel = openEmail(config(await server.start()), channelDeps());
    expect(await channel.send(sample(), noAbort())).toMatchObject({
      kind: 'later',
      detail: expect.stringContaining('self-signed certificate'),
    });
    expect(server.commands.map((line) => line.split(' ')[0])).toEqual(['EHLO', 'STARTTLS']);
  });
});

describe('e-mail with STARTTLS', () => {
  it('tells nothing to a server that offers none', async () => {
    server = new SmtpServer({ users: { noc: 'p4ssw0rd' } });
    const channel = openEmail(config(await server.start()), channelDeps());
    expect((await channel.send(sample(), noAbort())).kind).not.toBe('delivered');
    expect(server.commands.join()).not.toMatch(/AUTH|MAIL/);
  });
});

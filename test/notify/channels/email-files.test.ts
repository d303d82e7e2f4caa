// Mails with files against an SMTP server: what arrives, and what is said of files that are gone, changed or too large.

import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { attachmentReader } from '../../../src/app/attachments.ts';
import type { Attachment } from '../../../src/notify/attachment.ts';
import { openEmail } from '../../../src/notify/channels/email.ts';
import { COMMON, channelDeps, noAbort, sample } from '../support/sample.ts';
import { SmtpServer } from '../support/smtp-server.ts';

/** Whole triples of bytes: base64 without padding, which looks like a soft break of quoted-printable. */
const PDF = Buffer.from('%PDF-1.7 isi laporan ');
let directory: string;
let server: SmtpServer;
let port: number;

beforeEach(async () => {
  directory = mkdtempSync(join(tmpdir(), 'jalur-mail-'));
  server = new SmtpServer();
  port = await server.start();
});
afterEach(async () => {
  await server.stop();
  rmSync(directory, { recursive: true, force: true });
});

function attachment(over: Partial<Attachment> = {}): Attachment {
  const sha256 = createHash('sha256').update(PDF).digest('hex');
  return {
    ...{ name: 'sla-2026-10-r1.pdf', path: 'sla.pdf', type: 'application/pdf', bytes: PDF.length, sha256 },
    ...over,
  };
}

/** Sends one message with these files; returns the mail as it came. */
async function mailed(attachments: readonly Attachment[], locale: 'id' | 'en' = 'id'): Promise<string> {
  const channel = openEmail(
    {
      ...{ ...COMMON, kind: 'email', host: '127.0.0.1', port, security: 'none' },
      ...{ from: 'jalur@sulbar.example', recipients: ['kontrak@sulbar.example'] },
    },
    { ...channelDeps(), readAttachment: attachmentReader(directory) },
  );
  const message = sample({ kind: 'report', locale, attachments });
  expect(await channel.send(message, noAbort())).toMatchObject({ kind: 'delivered' });
  await channel.close();
  return (server.mails[0]?.raw ?? '').replace(/=\r\n/g, '');
}

describe('files of a mail', () => {
  it('arrive whole, under their names and types', async () => {
    writeFileSync(join(directory, 'sla.pdf'), PDF);
    const raw = await mailed([attachment()]);
    expect(raw).toContain('Content-Type: application/pdf; name=sla-2026-10-r1.pdf');
    expect(raw).toContain('Content-Disposition: attachment; filename=sla-2026-10-r1.pdf');
    expect(raw.replace(/\r\n/g, '')).toContain(PDF.toString('base64'));
  });

  it.each([
    ['gone', () => undefined, {}],
    ['changed', () => writeFileSync(join(directory, 'sla.pdf'), 'x'.repeat(PDF.length)), {}],
    ['beyond the data directory', () => undefined, { path: '../../../../etc/passwd' }],
  ])('are told of in the text where they are %s', async (_, prepare, over) => {
    prepare();
    const raw = await mailed([attachment(over)]);
    expect(raw).not.toContain('Content-Disposition: attachment');
    expect(raw).toContain('Berkas sla-2026-10-r1.pdf tidak ada lagi');
  });

  it('are told of in the text where they are too large, and the others go along', async () => {
    writeFileSync(join(directory, 'sla.pdf'), PDF);
    const large = attachment({ name: 'large.xlsx', bytes: 7_000_001 });
    const raw = await mailed([large, attachment()], 'en');
    expect(raw).toContain('The file large.xlsx is too large for a mail; download it from jalur.');
    expect(raw).toContain('filename=sla-2026-10-r1.pdf');
    expect(raw).not.toContain('filename=large.xlsx');
  });
});

// The SMTP server of the tests does what RFC 5321 says, so that what it takes proves something.

import { connect } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { SmtpServer } from './smtp-server.ts';

let server: SmtpServer;
afterEach(() => server.stop());

/** Sends lines one after the other, each after the last answer; returns the answers' codes. */
async function talk(port: number, lines: readonly string[]): Promise<readonly string[]> {
  const socket = connect(port, '127.0.0.1');
  const codes: string[] = [];
  const left = [...lines];
  await new Promise<void>((done, fail) => {
    socket.on('error', fail);
    socket.on('close', () => done());
    socket.on('data', (data) => {
      const last = data.toString().trimEnd().split('\r\n').at(-1) ?? '';
      codes.push(last.slice(0, 3));
      const next = left.shift();
      if (next === undefined) socket.end();
      else socket.write(`${next}\r\n`);
    });
  });
  return codes;
}

describe('the SMTP server of the tests', () => {
  it('takes a mail, dots unstuffed', async () => {
    server = new SmtpServer();
    const codes = await talk(await server.start(), [
      'EHLO me',
      'MAIL FROM:<a@x>',
      'RCPT TO:<b@y>',
      'DATA',
      'Subject: s\r\n\r\n..dot\r\nend\r\n.',
      'QUIT',
    ]);
    expect(codes).toEqual(['220', '250', '250', '250', '354', '250', '221']);
    expect(server.mails).toEqual([
      {
        from: 'a@x',
        to: ['b@y'],
        raw: 'Subject: s\r\n\r\n.dot\r\nend\r\n',
        isEncrypted: false,
        user: undefined,
      },
    ]);
  });

  it('refuses what is out of order, malformed or unknown', async () => {
    server = new SmtpServer({ users: { a: 'b' } });
    const codes = await talk(await server.start(), [
      'MAIL FROM:<a@x>',
      'HELO me',
      'RCPT TO:<b@y>',
      'DATA',
      'MAIL a@x',
      'STARTTLS',
      `AUTH PLAIN ${Buffer.from('\0a\0c').toString('base64')}`,
      `AUTH PLAIN ${Buffer.from('\0a\0b').toString('base64')}`,
      'NOOP',
      'RSET',
      'VRFY a',
    ]);
    expect(codes.join(' ')).toBe('220 503 250 503 503 501 503 535 235 250 250 500');
  });

  it('answers as its script says', async () => {
    server = new SmtpServer({ answer: (command) => (command === 'NOOP' ? '421 closing' : undefined) });
    expect(await talk(await server.start(), ['HELO me', 'NOOP'])).toEqual(['220', '250', '421']);
  });
});

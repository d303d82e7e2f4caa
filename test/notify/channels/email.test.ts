// E-mail against an SMTP server: what arrives, what each answer means, and who is written to again.

import { afterEach, describe, expect, it } from 'vitest';
import type { ConfigOf } from '../../../src/notify/channels/common/deps.ts';
import { openEmail } from '../../../src/notify/channels/email.ts';
import type { Receipt } from '../../../src/notify/port.ts';
import { COMMON, channelDeps, KeptLog, noAbort, sample, secret } from '../support/sample.ts';
import { type SmtpScript, SmtpServer } from '../support/smtp-server.ts';

const servers: SmtpServer[] = [];
afterEach(async () => {
  for (const server of servers.splice(0)) await server.stop();
});

async function serverWith(script: SmtpScript = {}): Promise<{ server: SmtpServer; port: number }> {
  const server = new SmtpServer(script);
  servers.push(server);
  return { server, port: await server.start() };
}

function config(port: number, over: Partial<ConfigOf<'email'>> = {}): ConfigOf<'email'> {
  return {
    ...COMMON,
    kind: 'email',
    host: '127.0.0.1',
    port,
    security: 'none',
    from: 'Jalur Sulbar <noc@sulbar.example>',
    recipients: ['piket@sulbar.example', 'kabid@sulbar.example'],
    ...over,
  };
}

/** A header of a mail, unfolded. */
function header(raw: string, name: string): string | undefined {
  const head = (raw.split('\r\n\r\n')[0] ?? '').replace(/\r\n[ \t]+/g, ' ');
  return new RegExp(`^${name}: (.*)$`, 'im').exec(head)?.[1];
}

/** The text of a quoted-printable mail. */
function textOf(raw: string): string {
  const body = raw.slice(raw.indexOf('\r\n\r\n') + 4).replace(/=\r\n/g, '');
  const bytes = body.replace(/=([0-9A-F]{2})/g, (_, hex) => String.fromCharCode(Number.parseInt(hex, 16)));
  return Buffer.from(bytes, 'latin1').toString('utf8').replaceAll('\r\n', '\n').trimEnd();
}

describe('e-mail', () => {
  it('arrives as plain UTF-8 text with the headers of an automatic message', async () => {
    const { server, port } = await serverWith();
    const channel = openEmail(config(port), channelDeps());
    expect(await channel.send(sample(), noAbort())).toEqual({
      kind: 'delivered',
      reference: '2 of 2 reached',
    });
    const { raw = '', ...mail } = { ...server.mails[0] };
    expect(mail).toMatchObject({
      from: 'noc@sulbar.example',
      to: ['piket@sulbar.example', 'kabid@sulbar.example'],
    });
    const { subject, body, url } = sample();
    expect(textOf(raw)).toBe(`${subject}\n${body}\n${url}`);
    expect(header(raw, 'Content-Type')).toBe('text/plain; charset=utf-8');
    expect(header(raw, 'From')).toBe('Jalur Sulbar <noc@sulbar.example>');
    expect(header(raw, 'To')).toBe('piket@sulbar.example, kabid@sulbar.example');
    expect(header(raw, 'Message-ID')).toBe('<m-17-1@sulbar.example>');
    expect(header(raw, 'Auto-Submitted')).toBe('auto-generated');
    expect(header(raw, 'X-Priority')).toMatch(/^1/);
    expect(header(raw, 'X-Mailer')).toBe('jalur/0.0.0');
  });

  it('lets mail clients thread what is about one alert', async () => {
    const { server, port } = await serverWith();
    const channel = openEmail(config(port), channelDeps());
    await channel.send(sample(), noAbort());
    await channel.send(sample({ id: 'm-17-2', kind: 'cleared' }), noAbort());
    const { alert: _, ...digest } = sample({ id: 'm-18', kind: 'digest', severity: 'major' });
    await channel.send(digest, noAbort());
    const threads = server.mails.map(({ raw }) => [header(raw, 'References'), header(raw, 'In-Reply-To')]);
    const thread = '<alert-17.17@sulbar.example>';
    expect(threads).toEqual([
      [thread, thread],
      [thread, thread],
      [undefined, undefined],
    ]);
    expect(server.mails.map(({ raw }) => header(raw, 'X-Priority')?.[0])).toEqual([
      '1',
      undefined,
      undefined,
    ]);
    expect(new Set(server.mails.map(({ raw }) => header(raw, 'Message-ID'))).size).toBe(3);
  });

  it('lets nothing that is said become a header, a recipient or the end of the mail', async () => {
    const { server, port } = await serverWith();
    const channel = openEmail(config(port), channelDeps());
    const hostile = 'a\r\nBcc: x@evil.example\r\n\r\nhi';
    const body = 'one\n.\nMAIL FROM:<x@evil.example>\n..two';
    const recipients = [
      `b@c.example\r\nRCPT TO:<x@evil.example>`,
      'a@b.example, x@evil.example',
      'ok@b.example',
    ];
    const receipt = await channel.send(
      sample({ id: `${hostile}>`, subject: hostile, body, recipients }),
      noAbort(),
    );
    expect(receipt).toMatchObject({
      kind: 'delivered',
      reference: expect.stringContaining('wanted an e-mail address'),
    });
    expect(server.mails).toHaveLength(1);
    expect(server.mails[0]?.to).toEqual(['ok@b.example']);
    const raw = server.mails[0]?.raw ?? '';
    expect(header(raw, 'Bcc')).toBeUndefined();
    expect(header(raw, 'Subject')).toBe('a Bcc: x@evil.example hi');
    expect(textOf(raw)).toContain(body);
  });

  const commands: readonly {
    name: string;
    answer: Record<string, string>;
    wanted: Partial<Receipt> & object;
  }[] = [
    { name: '421 as greeting', answer: { '': '421 too busy' }, wanted: { kind: 'later' } },
    { name: '554 as greeting', answer: { '': '554 go away' }, wanted: { kind: 'refused' } },
    { name: '451 after MAIL', answer: { MAIL: '451 greylisted' }, wanted: { kind: 'later' } },
    { name: '452 after DATA', answer: { '.': '452 disk full' }, wanted: { kind: 'later' } },
    {
      name: '550 after the mail',
      answer: { '.': '550 5.7.1 looks like spam' },
      wanted: { kind: 'refused', detail: expect.stringContaining('550 5.7.1 looks like spam') },
    },
    { name: '550 for every recipient', answer: { RCPT: '550 no such user' }, wanted: { kind: 'refused' } },
    { name: '450 for every recipient', answer: { RCPT: '450 mailbox busy' }, wanted: { kind: 'later' } },
    { name: 'a broken connection', answer: { DATA: 'hang-up' }, wanted: { kind: 'later' } },
    { name: 'nonsense', answer: { EHLO: 'hello yourself', HELO: 'eh?' }, wanted: { kind: 'later' } },
    {
      name: 'a stall',
      answer: { DATA: 'stall' },
      wanted: { kind: 'later', detail: expect.stringContaining('300 ms') },
    },
  ];
  it.each(commands)('$name', async ({ answer, wanted }) => {
    const { server, port } = await serverWith({ answer: (command) => answer[command] });
    const channel = openEmail(config(port, { timeoutMs: 300 }), channelDeps());
    expect(await channel.send(sample(), noAbort())).toMatchObject(wanted);
    expect(server.mails).toEqual([]);
  });

  it('is written again only to those the server put off; those it refused are told', async () => {
    const log = new KeptLog();
    let busy = true;
    const { server, port } = await serverWith({
      answer: (command, argument) => {
        if (command !== 'RCPT') return undefined;
        if (argument.includes('gone@')) return '550 5.1.1 no such user';
        return busy && argument.includes('busy@') ? '450 4.2.1 mailbox busy' : undefined;
      },
    });
    const recipients = ['ok@x.example', 'busy@X.Example', 'gone@x.example'];
    const channel = openEmail(config(port, { recipients }), channelDeps({ log }));
    expect(await channel.send(sample(), noAbort())).toMatchObject({
      kind: 'later',
      detail: expect.stringMatching(/^busy@X.Example not reached: .*450 4.2.1/),
    });
    busy = false;
    expect(await channel.send(sample(), noAbort())).toMatchObject({
      kind: 'delivered',
      reference: expect.stringMatching(/^2 of 3 reached; refused: gone@x.example \(.*5.1.1/),
    });
    expect(server.mails.map(({ to }) => to)).toEqual([['ok@x.example'], ['busy@x.example']]);
    const [first, second] = server.mails.map(({ raw }) => [header(raw, 'To'), header(raw, 'Message-ID')]);
    expect(first).toEqual(second);
    expect(log.lines.join()).toContain('gone@x.example');
  });

  it('logs in, and refuses to go on where it may not; the password is not told', async () => {
    const { server, port } = await serverWith({ users: { noc: 'p4ssw0rd' } });
    const deps = channelDeps();
    const good = openEmail(config(port, { user: 'noc', password: secret('p4ssw0rd') }), deps);
    expect(await good.send(sample(), noAbort())).toMatchObject({ kind: 'delivered' });
    expect(server.mails[0]?.user).toBe('noc');
    server.script.answer = (command, argument) =>
      command === 'AUTH' ? `535 5.7.8 ${argument} is wrong` : undefined;
    const bad = await openEmail(config(port, { user: 'noc', password: secret('wr0ng-pw') }), deps).send(
      sample(),
      noAbort(),
    );
    expect(bad).toMatchObject({
      kind: 'refused',
      detail: expect.stringContaining('check user and password'),
    });
    expect(JSON.stringify(bad)).not.toContain('wr0ng-pw');
    expect(JSON.stringify(bad)).not.toContain(Buffer.from('\0noc\0wr0ng-pw').toString('base64'));
  });

  it('ends when it is called off', async () => {
    const { port } = await serverWith({ answer: () => 'stall' });
    const call = new AbortController();
    const channel = openEmail(config(port), channelDeps());
    const sending = channel.send(sample(), call.signal);
    call.abort();
    expect(await sending).toMatchObject({ kind: 'later' });
    await channel.close();
  });

  it('waits for a server that is not there', async () => {
    const { server, port } = await serverWith();
    await server.stop();
    servers.length = 0;
    const receipt = await openEmail(config(port), channelDeps()).send(sample(), noAbort());
    expect(receipt).toMatchObject({ kind: 'later', detail: expect.stringContaining('ECONNREFUSED') });
  });
});

// `jalur notify` with a channel that is none, and once with a real program.

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { UsageError } from '../../src/cli/command.ts';
import { notifyCommand, notifyCommandWith } from '../../src/cli/notify.ts';
import type { ChannelConfig } from '../../src/config/notify-config.ts';
import type { Channel, Message, Receipt } from '../../src/notify/port.ts';
import { base } from '../config/support.ts';

const directory = mkdtempSync(join(tmpdir(), 'jalur-notify-'));
afterAll(() => rmSync(directory, { recursive: true, force: true }));

const TOKEN = `123456789:${'A'.repeat(35)}`;
const CONFIG = join(directory, 'a.yaml');
writeFileSync(
  CONFIG,
  base({
    alerts: `alerts:
  notify:
    pageUrl: https://jalur.example.go.id
    channels:
      - { id: piket, kind: telegram, token: !env TG, recipients: ["-100"] }
      - { id: surat, kind: email, locale: en, host: mail.example, from: a@b.id, recipients: [a@b.id] }
      - { id: sirene, kind: command, command: [/bin/sh, -c, "read line; echo dibunyikan"] }`,
  }),
);

/** Takes one message, answers as told, and notes whether it was closed. */
class FakeChannel implements Channel {
  readonly id: string;
  readonly kind: ChannelConfig['kind'];
  readonly idempotent = true;
  readonly sent: Message[] = [];
  isClosed = false;
  readonly #receipt: Receipt;

  constructor({ id, kind }: ChannelConfig, receipt: Receipt) {
    this.id = id;
    this.kind = kind;
    this.#receipt = receipt;
  }

  send(message: Message): Promise<Receipt> {
    this.sent.push(message);
    return Promise.resolve(this.#receipt);
  }

  close(): Promise<void> {
    this.isClosed = true;
    return Promise.resolve();
  }
}

async function notify(
  words: { readonly channel?: string; readonly options?: Readonly<Record<string, string | boolean>> },
  receipt: Receipt = { kind: 'delivered' },
) {
  const opened: FakeChannel[] = [];
  const printed: string[] = [];
  const command = notifyCommandWith((config) => {
    const channel = new FakeChannel(config, receipt);
    opened.push(channel);
    return channel;
  });
  const status = await command.run(contextOf(words, printed));
  return { status, printed: printed.join('\n'), opened };
}

function contextOf(words: Parameters<typeof notify>[0], printed: string[]) {
  return {
    options: { config: CONFIG, ...words.options },
    positionals: words.channel === undefined ? [] : [words.channel],
    print: (line: string): void => void printed.push(line),
    progress: (): void => undefined,
    signal: new AbortController().signal,
    env: { TG: TOKEN },
  };
}

describe('jalur notify', () => {
  it('sends one message that says it is a test, in the language of the channel', async () => {
    const { status, printed, opened } = await notify({ channel: 'surat' });
    const [message] = opened[0]?.sent ?? [];
    expect([status, opened.length, opened[0]?.sent.length, opened[0]?.isClosed]).toEqual([0, 1, 1, true]);
    expect(printed).toBe('surat (email): the other side took the message');
    expect(message).toMatchObject({
      kind: 'test',
      locale: 'en',
      severity: 'info',
      subject: 'Test of jalur: Sulbar',
      url: 'https://jalur.example.go.id/#/alerts',
      recipients: [],
    });
    expect(message?.id).toMatch(/^test-[0-9a-f-]{36}$/);
    expect(message?.body).toContain('Nothing is wrong');
    expect((await notify({ channel: 'piket' })).opened[0]?.sent[0]?.subject).toBe('Uji coba jalur: Sulbar');
  });

  it.each<[Receipt, number, string]>([
    [{ kind: 'delivered', reference: '250 OK' }, 0, 'the other side took the message (250 OK)'],
    [
      { kind: 'later', detail: 'HTTP 429', afterMs: 29_100 },
      1,
      'not now: HTTP 429; it asks for a pause of 30 s',
    ],
    [{ kind: 'later', detail: 'connect ECONNREFUSED' }, 1, 'not now: connect ECONNREFUSED'],
    [{ kind: 'refused', detail: 'HTTP 401: Unauthorized' }, 1, 'refused: HTTP 401: Unauthorized'],
  ])('tells what the other side answered: %j', async (receipt, status, text) => {
    const ended = await notify({ channel: 'piket' }, receipt);
    expect([ended.status, ended.printed]).toEqual([status, `piket (telegram): ${text}`]);
    const asJson = await notify({ channel: 'piket', options: { json: true } }, receipt);
    expect(JSON.parse(asJson.printed)).toMatchObject({ channel: 'piket', kind: 'telegram', receipt });
    expect(asJson.printed).not.toContain(TOKEN);
  });

  it('sends it to whom one says', async () => {
    const { opened } = await notify({ channel: 'piket', options: { to: '4711' } });
    expect(opened[0]?.sent[0]?.recipients).toEqual(['4711']);
  });

  it.each<[Parameters<typeof notify>[0], string]>([
    [{}, 'wants CHANNEL, or --list'],
    [{ channel: 'pikett' }, 'there is no channel "pikett"; did you mean "piket"?'],
    [{ channel: 'wa' }, 'there are piket, surat, sirene'],
    [{ channel: 'piket', options: { to: 'Ani Baru' } }, '--to: found "Ani Baru", wanted the id of a chat'],
    [{ channel: 'surat', options: { to: '' } }, '--to: wanted an address'],
  ])('%j is a usage error: %s', async (words, message) => {
    const failed = notify(words);
    await expect(failed).rejects.toThrow(UsageError);
    await expect(failed).rejects.toThrow(message);
  });

  it('lists the channels and opens none', async () => {
    const { status, printed, opened } = await notify({ options: { list: true } });
    expect([status, opened]).toEqual([0, []]);
    expect(printed.split('\n').map((line) => line.split(/ {2,}/))).toEqual([
      ['piket', 'telegram', 'api.telegram.org', 'to 1', 'people'],
      ['surat', 'email', 'mail.example:587', 'to 1', 'people'],
      ['sirene', 'command', '/bin/sh', 'people'],
    ]);
  });

  it('runs a real program, and tells what it said', async () => {
    const printed: string[] = [];
    const status = await notifyCommand.run(contextOf({ channel: 'sirene' }, printed));
    expect(printed.join('\n')).toContain('dibunyikan');
    expect(status).toBe(0);
  });
});

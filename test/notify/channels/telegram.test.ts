// The Telegram channel against a server that behaves as the bot API does when it is well, and when it is not.

import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ConfigOf } from '../../../src/notify/channels/common/deps.ts';
import { openTelegram } from '../../../src/notify/channels/telegram.ts';
import type { Receipt } from '../../../src/notify/port.ts';
import { HttpScript, type Scripted } from '../support/http-server.ts';
import { COMMON, channelDeps, KeptLog, noAbort, sample, secret } from '../support/sample.ts';

const TOKEN = '123456:AA-very-secret_token';
let server: HttpScript;
let apiUrl: string;

beforeEach(async () => {
  server = new HttpScript();
  apiUrl = `${await server.start()}/`;
});
afterEach(() => server.stop());

function config(over: Partial<ConfigOf<'telegram'>> = {}): ConfigOf<'telegram'> {
  return { ...COMMON, kind: 'telegram', token: secret(TOKEN), recipients: ['-1001'], apiUrl, ...over };
}

function fails(status: number, description: string, parameters?: object): Scripted {
  return { status, body: JSON.stringify({ ok: false, error_code: status, description, parameters }) };
}

/** The chats that were written to, in order. */
function chats(): readonly string[] {
  return server.received.map(({ body }) => JSON.parse(body).chat_id);
}

describe('Telegram', () => {
  it('writes plain text to each chat, without a preview of the link', async () => {
    const channel = openTelegram(config({ recipients: ['-1001', '42'] }), channelDeps());
    expect(await channel.send(sample(), noAbort())).toEqual({
      kind: 'delivered',
      reference: '2 of 2 reached',
    });
    expect(server.received[0]?.path).toBe(`/bot${TOKEN}/sendMessage`);
    const { subject, body, url } = sample();
    expect(JSON.parse(server.received[0]?.body ?? '')).toEqual({
      chat_id: '-1001',
      text: `${subject}\n${body}\n${url}`,
      link_preview_options: { is_disabled: true },
    });
    expect(chats()).toEqual(['-1001', '42']);
  });

  it('keeps to 4,096 UTF-16 units and to the link', async () => {
    await openTelegram(config(), channelDeps()).send(sample({ body: '🚨'.repeat(3_000) }), noAbort());
    const { text } = JSON.parse(server.received[0]?.body ?? '');
    expect(text.length).toBeLessThanOrEqual(4_096);
    expect(text.length).toBeGreaterThan(4_090);
    expect(text.isWellFormed()).toBe(true);
    expect(text.endsWith(`🚨…\n${sample().url}`)).toBe(true);
  });

  it('writes to whom the roster names', async () => {
    await openTelegram(config(), channelDeps()).send(sample({ recipients: ['7', '7'] }), noAbort());
    expect(chats()).toEqual(['7']);
  });

  const answers: readonly { name: string; answer: Scripted; wanted: Partial<Receipt> & object }[] = [
    {
      name: '429 with retry_after',
      answer: fails(429, 'Too Many Requests: retry after 31', { retry_after: 31 }),
      wanted: { kind: 'later', afterMs: 31_000 },
    },
    {
      name: '403',
      answer: fails(403, 'Forbidden: bot was blocked by the user'),
      wanted: { kind: 'refused', detail: expect.stringContaining('the chat must admit the bot') },
    },
    {
      name: '400',
      answer: fails(400, 'Bad Request: chat not found'),
      wanted: {
        kind: 'refused',
        detail: '-1001 (Telegram answered 400: "Bad Request: chat not found")',
      },
    },
    {
      name: '401',
      answer: fails(401, 'Unauthorized'),
      wanted: { kind: 'refused', detail: expect.stringContaining('@BotFather') },
    },
    { name: '502 of a proxy', answer: { status: 502, body: '<html>Bad Gateway' }, wanted: { kind: 'later' } },
    {
      name: 'a 400 that is not of the API',
      answer: { status: 400, body: '[1]' },
      wanted: { kind: 'refused' },
    },
    { name: 'a broken connection', answer: 'hang-up', wanted: { kind: 'later' } },
  ];
  it.each(answers)('$name', async ({ answer, wanted }) => {
    server.answer = () => answer;
    expect(await openTelegram(config(), channelDeps()).send(sample(), noAbort())).toMatchObject(wanted);
  });

  it('reaches the other chats when one has blocked the bot', async () => {
    server.answer = ({ body }) =>
      JSON.parse(body).chat_id === '1'
        ? fails(403, 'Forbidden: bot was blocked by the user')
        : { status: 200 };
    const channel = openTelegram(config({ recipients: ['1', '2', '3'] }), channelDeps());
    expect(await channel.send(sample(), noAbort())).toMatchObject({
      kind: 'delivered',
      reference: expect.stringMatching(/^2 of 3 reached; refused: 1 \(/),
    });
  });

  it('follows a group that became a supergroup, and tells where it went', async () => {
    const log = new KeptLog();
    server.answer = ({ body }) =>
      JSON.parse(body).chat_id === '-5'
        ? fails(400, 'Bad Request: group chat was upgraded', { migrate_to_chat_id: -1_005_000_000_001 })
        : { status: 200 };
    const channel = openTelegram(config({ recipients: ['-5'] }), channelDeps({ log }));
    expect(await channel.send(sample(), noAbort())).toMatchObject({ kind: 'delivered' });
    expect(await channel.send(sample({ id: 'm-2' }), noAbort())).toMatchObject({ kind: 'delivered' });
    expect(chats()).toEqual(['-5', '-1005000000001', '-1005000000001']);
    expect(log.lines.filter((line) => line.includes('-1005000000001'))).toHaveLength(1);
  });

  it('fails, stalls, is limited and comes back: every chat is told once', async () => {
    const channel = openTelegram(config({ recipients: ['1', '2'], timeoutMs: 150 }), channelDeps());
    const said: string[] = [];
    const script: Scripted[] = ['hang-up', 'stall', fails(429, 'Too Many Requests', { retry_after: 1 })];
    server.answer = ({ body }) => {
      const chat = JSON.parse(body).chat_id;
      const trouble = chat === '2' ? script.shift() : undefined;
      if (trouble === undefined) said.push(chat);
      return trouble ?? { status: 200 };
    };
    const kinds: string[] = [];
    do kinds.push((await channel.send(sample(), noAbort())).kind);
    while (kinds.at(-1) === 'later' && kinds.length < 10);
    expect(kinds).toEqual(['later', 'later', 'later', 'delivered']);
    expect(said).toEqual(['1', '2']);
  });

  it('is there again after the server was away, and never tells its token', async () => {
    const log = new KeptLog();
    const channel = openTelegram(config(), channelDeps({ log }));
    const { port } = server;
    await server.stop();
    const away = await channel.send(sample(), noAbort());
    expect(away).toMatchObject({ kind: 'later', detail: expect.stringContaining('ECONNREFUSED') });
    await server.start(port);
    server.answer = ({ path }) => fails(400, `Bad Request: ${path} ${encodeURIComponent(TOKEN)}`);
    const refused = await channel.send(sample(), noAbort());
    expect(refused.kind).toBe('refused');
    const everything = JSON.stringify([away, refused, log.lines]);
    expect(everything).not.toContain('very-secret');
    expect(everything).toContain('/bot***/sendMessage');
  });
});

// Webhooks against a real HTTP server: what is sent, how it is signed, and what each answer means.

import { createHmac, timingSafeEqual } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ConfigOf } from '../../../src/notify/channels/common/deps.ts';
import { openWebhook } from '../../../src/notify/channels/webhook.ts';
import type { Receipt } from '../../../src/notify/port.ts';
import { HttpScript, type Scripted } from '../support/http-server.ts';
import { BEGAN_AT, COMMON, channelDeps, KeptLog, noAbort, sample, secret } from '../support/sample.ts';

const GATEWAY = '{"phone":"{{recipient}}","message":"{{text}}"}';
let server: HttpScript;
let base: string;

beforeEach(async () => {
  server = new HttpScript();
  base = await server.start();
});
afterEach(() => server.stop());

function config(over: Partial<ConfigOf<'webhook'>> = {}): ConfigOf<'webhook'> {
  return {
    ...COMMON,
    kind: 'webhook',
    url: secret(`${base}/hook`),
    method: 'POST',
    headers: new Map(),
    contentType: 'application/json',
    recipients: [],
    ...over,
  };
}

describe('a webhook', () => {
  it('sends the whole message as JSON when there is no template', async () => {
    const channel = openWebhook(
      config({ method: 'PUT', headers: new Map([['Authorization', secret('Bearer abc-secret')]]) }),
      channelDeps(),
    );
    expect(await channel.send(sample({ endsAt: BEGAN_AT + 1 }), noAbort())).toEqual({
      kind: 'delivered',
      reference: 'HTTP 200',
    });
    const [request] = server.received;
    expect(request).toMatchObject({ method: 'PUT', path: '/hook' });
    expect(request?.headers).toMatchObject({
      authorization: 'Bearer abc-secret',
      connection: 'close',
      'content-type': 'application/json',
      'user-agent': 'jalur/0.0.0',
      'x-jalur-id': 'm-17-1',
    });
    expect(request?.headers['x-jalur-signature']).toBeUndefined();
    expect(JSON.parse(request?.body ?? '')).toMatchObject({
      version: 1,
      subject: sample().subject,
      startsAt: '2026-11-24T02:15:00.000Z',
      startsAtMs: BEGAN_AT,
      endsAtMs: BEGAN_AT + 1,
      labels: { link: 'prov-majene' },
    });
  });

  it('signs so that a receiver can verify in constant time', async () => {
    const channel = openWebhook(config({ secret: secret('kunci') }), channelDeps());
    await channel.send(sample(), noAbort());
    const { headers = {}, body } = { ...server.received[0] };
    const timestamp = String(headers['x-jalur-timestamp']);
    const given = Buffer.from(String(headers['x-jalur-signature']));
    const wanted = Buffer.from(
      `sha256=${createHmac('sha256', 'kunci').update(`${timestamp}.${body}`).digest('hex')}`,
    );
    expect(given.length === wanted.length && timingSafeEqual(given, wanted)).toBe(true);
    expect(Math.abs(Number(timestamp) - performance.timeOrigin / 1_000)).toBeLessThan(3_600);
  });

  it('sends one request per recipient to a WhatsApp gateway, each with an id of its own', async () => {
    const channel = openWebhook(
      config({ template: GATEWAY, recipients: ['628111', '628222'] }),
      channelDeps(),
    );
    expect(await channel.send(sample(), noAbort())).toEqual({
      kind: 'delivered',
      reference: '2 of 2 reached',
    });
    expect(server.received.map(({ body }) => JSON.parse(body).phone)).toEqual(['628111', '628222']);
    expect(new Set(server.received.map(({ headers }) => headers['x-jalur-id'])).size).toBe(2);
    expect(JSON.parse(server.received[0]?.body ?? '').message).toContain('"serat putus" di km 12\\Tubo');
  });

  it('retries only those still missing, those who failed before last', async () => {
    const down = new Set(['b']);
    server.answer = ({ body }) => ({ status: down.has(JSON.parse(body).phone) ? 503 : 200 });
    const channel = openWebhook(config({ template: GATEWAY, recipients: ['a', 'b', 'c'] }), channelDeps());
    expect(await channel.send(sample(), noAbort())).toMatchObject({
      kind: 'later',
      detail: 'b not reached: HTTP 503',
    });
    down.clear();
    server.received.length = 0;
    expect(await channel.send(sample(), noAbort())).toMatchObject({ kind: 'delivered' });
    expect(server.received.map(({ body }) => JSON.parse(body).phone)).toEqual(['b']);
  });

  it('delivers to the others when one recipient is refused, and says so', async () => {
    const log = new KeptLog();
    server.answer = ({ body }) =>
      JSON.parse(body).phone === 'b' ? { status: 422, body: 'not on WhatsApp' } : { status: 200 };
    const channel = openWebhook(
      config({ template: GATEWAY, recipients: ['a', 'b', 'c'] }),
      channelDeps({ log }),
    );
    expect(await channel.send(sample(), noAbort())).toEqual({
      kind: 'delivered',
      reference: '2 of 3 reached; refused: b (HTTP 422: "not on WhatsApp")',
    });
    expect(log.lines.join()).toContain('not on WhatsApp');
  });

  it('stops at 429 and comes back to whoever waited longest', async () => {
    server.answer = () => ({ status: 429, headers: { 'Retry-After': '7' } });
    const channel = openWebhook(config({ template: GATEWAY, recipients: ['a', 'b'] }), channelDeps());
    expect(await channel.send(sample(), noAbort())).toMatchObject({ kind: 'later', afterMs: 7_000 });
    server.answer = () => ({ status: 200 });
    await channel.send(sample(), noAbort());
    expect(server.received.map(({ body }) => JSON.parse(body).phone)).toEqual(['a', 'b', 'a']);
  });

  it('refuses without a request when nobody is there to be told, or the template is broken', async () => {
    const lonely = openWebhook(config({ template: GATEWAY }), channelDeps());
    expect(await lonely.send(sample(), noAbort())).toMatchObject({ kind: 'refused' });
    const broken = config({ template: '{"phone":"{{nomor}}"}' });
    expect(await openWebhook(broken, channelDeps()).send(sample(), noAbort())).toMatchObject({
      kind: 'refused',
      detail: expect.stringContaining('template: there is no field "nomor"'),
    });
    expect(server.received).toEqual([]);
  });

  const answers: readonly { name: string; answer: Scripted; wanted: Partial<Receipt> & object }[] = [
    { name: '204', answer: { status: 204 }, wanted: { kind: 'delivered' } },
    { name: '408', answer: { status: 408 }, wanted: { kind: 'later' } },
    { name: '425', answer: { status: 425 }, wanted: { kind: 'later' } },
    {
      name: '503 with Retry-After',
      answer: { status: 503, headers: { 'Retry-After': '120' } },
      wanted: { kind: 'later', afterMs: 120_000 },
    },
    {
      name: '500',
      answer: { status: 500, body: 'oops' },
      wanted: { kind: 'later', detail: 'HTTP 500: "oops"' },
    },
    { name: '400', answer: { status: 400 }, wanted: { kind: 'refused', detail: 'HTTP 400' } },
    {
      name: '302',
      answer: { status: 302, headers: { Location: 'http://user:pw@evil.example/x?token=abc' } },
      wanted: {
        kind: 'refused',
        detail: 'HTTP 302: redirected to http://evil.example/x; redirects are not followed',
      },
    },
    { name: 'a broken connection', answer: 'hang-up', wanted: { kind: 'later' } },
  ];
  it.each(answers)('$name', async ({ answer, wanted }) => {
    server.answer = () => answer;
    expect(await openWebhook(config(), channelDeps()).send(sample(), noAbort())).toMatchObject(wanted);
    expect(server.received.length).toBe(1);
  });

  it('tells no secret, whatever the server repeats', async () => {
    const url = `${base.replace('//', '//petugas:s3cret%2Fpw@')}/hook/tok-0123456789?key=query-secret`;
    server.answer = ({ path, headers, body }) => ({
      status: 400,
      body: `${path} ${headers.authorization} ${headers['x-key']} s3cret/pw ${body}`.slice(0, 150_000),
    });
    const headers = new Map([['X-Key', secret('Bearer header-secret')]]);
    const channel = openWebhook(
      config({ url: secret(url), headers, secret: secret('hmac-secret') }),
      channelDeps(),
    );
    const receipt = await channel.send(sample(), noAbort());
    expect(server.received[0]?.headers.authorization).toBe(
      `Basic ${Buffer.from('petugas:s3cret/pw').toString('base64')}`,
    );
    const text = JSON.stringify(receipt);
    for (const word of ['s3cret', 'tok-0123456789', 'query-secret', 'header-secret', 'hmac-secret'])
      expect(text).not.toContain(word);
    expect(text).not.toContain(Buffer.from('petugas:s3cret/pw').toString('base64'));
    expect(text.length).toBeLessThan(300);
  });

  it('reads no more of an answer than explains it, and waits for no end of one that says yes', async () => {
    server.answer = () => ({ status: 500, body: 'x'.repeat(5_000_000) });
    const receipt = await openWebhook(config(), channelDeps()).send(sample(), noAbort());
    expect(receipt).toEqual({ kind: 'later', detail: `HTTP 500: "${'x'.repeat(199)}…"` });
    // A body that is announced and never comes.
    server.answer = () => ({ status: 200, headers: { 'Content-Length': '99' } });
    expect(await openWebhook(config(), channelDeps()).send(sample(), noAbort())).toMatchObject({
      kind: 'delivered',
    });
  });

  it('ends when it is called off, when its time is up, and when it is closed', async () => {
    server.answer = () => 'stall';
    const call = new AbortController();
    const channel = openWebhook(config(), channelDeps());
    const sending = channel.send(sample(), call.signal);
    call.abort();
    expect(await sending).toEqual({ kind: 'later', detail: 'called off before it was done' });
    const slow = openWebhook(config({ timeoutMs: 50 }), channelDeps());
    expect(await slow.send(sample(), noAbort())).toEqual({
      kind: 'later',
      detail: 'not done within 50 ms',
    });
    const closing = channel.send(sample(), noAbort());
    await channel.close();
    expect(await closing).toMatchObject({ kind: 'later' });
  });
});

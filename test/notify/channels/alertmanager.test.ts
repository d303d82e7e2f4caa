// The Alertmanager channel: what is told again and when, in virtual time, and what each member's answer means.

import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openAlertmanager } from '../../../src/notify/channels/alertmanager.ts';
import type { PostableAlert } from '../../../src/notify/channels/common/alerts-v2.ts';
import type { ChannelDeps, ConfigOf } from '../../../src/notify/channels/common/deps.ts';
import { Firing } from '../../../src/notify/channels/common/firing.ts';
import type { Channel } from '../../../src/notify/port.ts';
import { until } from '../../support/daemon.ts';
import { FakeTimers } from '../../support/fake-timers.ts';
import { HttpScript } from '../support/http-server.ts';
import { BEGAN_AT, COMMON, channelDeps, KeptLog, noAbort, sample, secret } from '../support/sample.ts';

const RESEND_MS = 60_000;
const NOW = BEGAN_AT + 1_000;
const iso = (at: number): string => new Date(at).toISOString();

describe('what Alertmanager is told', () => {
  it('fires for four rounds, and ends when it was cleared', () => {
    const firing = new Firing(RESEND_MS);
    const [raised] = firing.told(sample(), NOW);
    expect(raised).toMatchObject({ startsAt: iso(BEGAN_AT), endsAt: iso(NOW + 4 * RESEND_MS) });
    const [cleared] = firing.told(sample({ kind: 'cleared', endsAt: NOW - 10 }), NOW);
    expect(cleared).toMatchObject({ labels: raised?.labels, endsAt: iso(NOW - 10) });
  });

  it('never ends in the future or before it began', () => {
    const firing = new Firing(RESEND_MS);
    expect(firing.told(sample({ kind: 'cleared', endsAt: NOW + 9_999 }), NOW)[0]?.endsAt).toBe(iso(NOW));
    const odd = firing.told(sample({ kind: 'cleared', endsAt: BEGAN_AT - 50 }), NOW)[0];
    expect(odd).toMatchObject({ startsAt: iso(BEGAN_AT - 50), endsAt: iso(BEGAN_AT - 50) });
  });

  it('forgets a cleared alert once no member can believe in it any more', () => {
    const firing = new Firing(RESEND_MS);
    firing.keep(sample(), NOW);
    firing.keep(sample({ alert: 18 }), NOW);
    firing.keep(sample({ kind: 'cleared', endsAt: NOW }), NOW);
    expect(firing.numbers(NOW + 4 * RESEND_MS - 1)).toEqual([17, 18]);
    expect(firing.alerts([17], NOW + 99)).toMatchObject([{ endsAt: iso(NOW) }]);
    expect(firing.numbers(NOW + 4 * RESEND_MS)).toEqual([18]);
    expect(firing.alerts([17], NOW)).toEqual([]);
  });

  it('keeps labels that every version takes', () => {
    const labels = { rule: '', 'if-name': 'sfp1', '9lives': 'x', empty: '', odd: 'a\ud800"\n' };
    expect(new Firing(1).told(sample({ labels }), NOW)[0]?.labels).toEqual({
      if_name: 'sfp1',
      _9lives: 'x',
      odd: 'a\ufffd"\n',
      alertname: 'jalur',
      severity: 'critical',
    });
  });

  it('is bounded: what is too much fires for a day without being told again', () => {
    const firing = new Firing(RESEND_MS);
    for (let alert = 0; alert < 20_001; alert++) firing.keep(sample({ alert }), NOW);
    expect(firing.numbers(NOW)).toHaveLength(20_000);
    expect(firing.overflowed).toBe(1);
    expect(firing.told(sample({ alert: 20_000 }), NOW)[0]?.endsAt).toBe(iso(NOW + 86_400_000));
    firing.keep(sample({ alert: 5, kind: 'changed' }), NOW);
    expect(firing.overflowed).toBe(1);
  });
});

describe('the Alertmanager channel', () => {
  const servers: HttpScript[] = [];
  let timers: FakeTimers;
  beforeEach(() => {
    timers = new FakeTimers(1_000, NOW);
  });
  afterEach(async () => {
    for (const server of servers.splice(0)) await server.stop();
  });

  async function member(): Promise<{ server: HttpScript; url: string }> {
    const server = new HttpScript();
    servers.push(server);
    return { server, url: await server.start() };
  }

  function open(
    urls: readonly string[],
    over: Partial<ConfigOf<'alertmanager'>> = {},
    deps: Partial<ChannelDeps> = {},
  ) {
    const config: ConfigOf<'alertmanager'> = {
      ...COMMON,
      kind: 'alertmanager',
      urls,
      resendMs: RESEND_MS,
      ...over,
    };
    return openAlertmanager(config, channelDeps({ timers, clock: timers, ...deps }));
  }

  function posted(server: HttpScript): readonly (readonly PostableAlert[])[] {
    return server.received.map(({ body }) => JSON.parse(body)).filter(([first]) => !isTest(first));
  }

  function isTest(alert: PostableAlert): boolean {
    return alert.labels['alertname'] === 'jalur-test';
  }

  /** Lets the time of a round pass. A test message waits for its turn behind the round, and so tells when that is over. */
  async function passRound(channel: Channel): Promise<void> {
    await timers.advance(RESEND_MS);
    const { alert: _, ...test } = sample({ kind: 'test' });
    await channel.send(test, noAbort());
  }

  it('tells what fires again every round, and stops when nothing does', async () => {
    const { server, url } = await member();
    const channel = open([`${url}/am/`]);
    await channel.send(sample(), noAbort());
    for (let round = 0; round < 3; round++) await passRound(channel);
    expect(server.received[0]?.path).toBe('/am/api/v2/alerts');
    expect(posted(server)).toHaveLength(4);
    expect(posted(server)[3]).toMatchObject([{ endsAt: iso(NOW + 7 * RESEND_MS) }]);
    await channel.send(sample({ id: 'm-2', kind: 'cleared', endsAt: timers.wallMs() }), noAbort());
    for (let round = 0; round < 5; round++) await passRound(channel);
    expect(posted(server)).toHaveLength(8);
    for (const alerts of posted(server).slice(4))
      expect(alerts).toMatchObject([{ endsAt: iso(NOW + 3 * RESEND_MS) }]);
    expect(timers.pending).toBe(0);
    await channel.close();
  });

  it('is delivered when one member took it; the others are told in the next round', async () => {
    const [good, bad] = [await member(), await member()];
    const log = new KeptLog();
    bad.server.answer = () => ({ status: 503 });
    const channel = open([bad.url, good.url], {}, { log });
    expect(await channel.send(sample(), noAbort())).toMatchObject({ kind: 'delivered' });
    await until('the bad member has answered', () => log.lines.length === 1);
    bad.server.answer = () => ({ status: 200 });
    await timers.advance(RESEND_MS);
    await until('both are told again', () => bad.server.received.length + good.server.received.length === 4);
    await until('it is told that the member is well', () => log.lines.length === 2);
    expect(posted(bad.server)[1]).toEqual(posted(good.server)[1]);
    expect(log.lines.map((line) => line.split(' ')[0])).toEqual(['warn', 'info']);
    await channel.close();
  });

  it('is not kept when no member took it: whoever posts it tries again', async () => {
    const { server, url } = await member();
    server.answer = () => ({ status: 400, body: 'invalid label set' });
    const channel = open([url]);
    expect(await channel.send(sample(), noAbort())).toEqual({
      kind: 'refused',
      detail: 'HTTP 400: "invalid label set"',
    });
    server.answer = () => 'hang-up';
    expect(await channel.send(sample(), noAbort())).toMatchObject({ kind: 'later' });
    expect(timers.pending).toBe(0);
    await channel.close();
  });

  it('resumes at once with what fired before a restart, in bounded requests', async () => {
    const { server, url } = await member();
    const channel = open([url]);
    channel.resume?.(Array.from({ length: 1_200 }, (_, alert) => sample({ alert })));
    await timers.advance(0);
    await until('everything is told', () => server.received.length === 3);
    expect(posted(server).map((alerts) => alerts.length)).toEqual([500, 500, 200]);
    await channel.close();
  });

  it('lets no older beginning overtake an end', async () => {
    const { server, url } = await member();
    const channel = open([url], { timeoutMs: 30_000 });
    await channel.send(sample(), noAbort());
    server.answer = () => 'stall';
    await timers.advance(RESEND_MS);
    await until('the round is under way', () => server.received.length === 2);
    server.answer = () => ({ status: 200 });
    await timers.advance(1_000);
    const end = channel.send(sample({ id: 'm-2', kind: 'cleared', endsAt: NOW }), noAbort());
    await timers.advance(1_000);
    expect(server.received.length).toBe(2);
    await timers.advance(28_000);
    expect(await end).toMatchObject({ kind: 'delivered' });
    expect(posted(server)[2]).toMatchObject([{ endsAt: iso(NOW) }]);
    await channel.close();
  });

  it('logs in with a token or with user and password, and tells neither', async () => {
    const { server, url } = await member();
    server.answer = ({ headers }) => ({ status: 401, body: headers.authorization ?? '' });
    const byToken = open([url], { token: secret('tok-123') });
    const byUser = open([url.replace('//', '//u:url-pw@')], { user: 'jalur', password: secret('pw-123') });
    for (const channel of [byToken, byUser]) {
      expect(await channel.send(sample(), noAbort())).toEqual({
        kind: 'refused',
        detail: expect.stringMatching(/^HTTP 401: "(?:Bearer|Basic) \*\*\*"$/),
      });
      await channel.close();
    }
    expect(server.received.map(({ headers }) => headers.authorization)).toEqual([
      'Bearer tok-123',
      `Basic ${Buffer.from('jalur:pw-123').toString('base64')}`,
    ]);
  });
});

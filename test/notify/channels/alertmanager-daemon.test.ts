// The Alertmanager channel against the real daemon: what fires there is what fires here, for as long as it does.

import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openAlertmanager } from '../../../src/notify/channels/alertmanager.ts';
import type { ConfigOf } from '../../../src/notify/channels/common/deps.ts';
import type { Channel } from '../../../src/notify/port.ts';
import { systemClock } from '../../../src/runtime/clock.ts';
import { until } from '../../support/daemon.ts';
import { Alertmanager, freePort, HAS_ALERTMANAGER } from '../support/alertmanager.ts';
import { COMMON, channelDeps, noAbort, sample } from '../support/sample.ts';

const RESEND_MS = 500;
/** Longer than an alert lives that is not told again. */
const LIFE_MS = 4 * RESEND_MS;

describe.skipIf(!HAS_ALERTMANAGER)('alertmanager (needs Debian package prometheus-alertmanager)', () => {
  let daemon: Alertmanager;
  let channel: Channel;
  beforeAll(async () => {
    daemon = new Alertmanager(await freePort());
  });
  afterAll(() => daemon.remove());
  beforeEach(async () => {
    await daemon.start();
    channel = open();
  });
  afterEach(async () => {
    await channel.close();
    await daemon.stop();
  });

  function open(urls: readonly string[] = [daemon.url]): Channel {
    const config: ConfigOf<'alertmanager'> = {
      ...COMMON,
      kind: 'alertmanager',
      urls,
      resendMs: RESEND_MS,
      timeoutMs: 2_000,
    };
    return openAlertmanager(config, channelDeps());
  }

  async function fires(wanted: number): Promise<boolean> {
    return (await daemon.firing()).length === wanted;
  }

  /** Whether the daemon shows this many alerts all through a stretch longer than the life of an untold one. */
  async function keepsFiring(wanted: number): Promise<void> {
    const endMs = systemClock.monoMs() + 1.5 * LIFE_MS;
    await until('the stretch is over', async () => {
      expect(await fires(wanted)).toBe(true);
      return systemClock.monoMs() > endMs;
    });
  }

  it('an alert fires until it is cleared, however long that takes', async () => {
    expect(await channel.send(sample(), noAbort())).toMatchObject({ kind: 'delivered' });
    const [alert] = await daemon.firing();
    expect(alert).toMatchObject({
      labels: {
        alertname: 'link.down',
        rule: 'link.down',
        link: 'prov-majene',
        regency: 'Majene',
        severity: 'critical',
      },
      annotations: { summary: sample().subject, description: sample().body, incident: '17' },
      startsAt: '2026-11-24T02:15:00.000Z',
      generatorURL: sample().url,
    });
    await keepsFiring(1);
    const cleared = sample({ id: 'm-17-2', kind: 'cleared', endsAt: systemClock.wallMs() });
    expect(await channel.send(cleared, noAbort())).toMatchObject({ kind: 'delivered' });
    await until('the alert is over', () => fires(0));
    await keepsFiring(0);
  });

  it('another severity takes the place of the former', async () => {
    await channel.send(sample({ severity: 'major' }), noAbort());
    await channel.send(sample({ id: 'm-17-2', kind: 'changed' }), noAbort());
    await until('the former is over', () => fires(1));
    expect((await daemon.firing())[0]?.labels['severity']).toBe('critical');
    await keepsFiring(1);
  });

  it('a daemon that has lost everything is told again', async () => {
    await channel.send(sample(), noAbort());
    await daemon.stop();
    await daemon.start();
    await until('the alert fires again', () => fires(1));
  });

  it('what fires goes on firing through a restart of jalur', async () => {
    await channel.send(sample(), noAbort());
    await channel.close();
    channel = open();
    channel.resume?.([sample()]);
    await keepsFiring(1);
  });

  it('one member that is away delays nothing and is told later', async () => {
    const other = new Alertmanager(await freePort());
    try {
      await channel.close();
      channel = open([daemon.url, other.url]);
      expect(await channel.send(sample(), noAbort())).toMatchObject({ kind: 'delivered' });
      await other.start();
      await until('the other member knows', async () => (await other.firing()).length === 1);
    } finally {
      await other.remove();
    }
  });

  it('a test fires and is over by itself', async () => {
    const { alert: _, ...message } = sample({ id: 't-1', kind: 'test', severity: 'info' });
    await channel.send(message, noAbort());
    expect((await daemon.firing())[0]?.labels['alertname']).toBe('jalur-test');
    await until('it is over', () => fires(0));
  });
});

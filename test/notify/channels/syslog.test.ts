// Syslog: records that any RFC 5424 reader takes apart again, over UDP and over TCP.

import fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';
import { SEVERITIES } from '../../../src/domain/alert.ts';
import type { ConfigOf } from '../../../src/notify/channels/common/deps.ts';
import { cutBytes, type SyslogFrame, syslogRecord } from '../../../src/notify/channels/common/rfc5424.ts';
import { openSyslog } from '../../../src/notify/channels/syslog.ts';
import { until } from '../../support/daemon.ts';
import { BEGAN_AT, COMMON, channelDeps, noAbort, sample } from '../support/sample.ts';
import { readRecord, receiveTcp, receiveUdp, type SyslogReceiver } from '../support/syslog-receiver.ts';

const FRAME: SyslogFrame = {
  facility: 16,
  hostname: 'noc',
  appName: 'jalur',
  at: BEGAN_AT + 5_250,
  maxBytes: 8_192,
};

describe('a syslog record', () => {
  it('holds the message, its fields and its labels', () => {
    expect(readRecord(syslogRecord(sample(), FRAME))).toEqual({
      facility: 16,
      severity: 1,
      timestamp: '2026-11-24T02:15:05.250Z',
      hostname: 'noc',
      appName: 'jalur',
      procId: '-',
      msgId: 'raised',
      data: {
        'jalur@32473': {
          id: 'm-17-1',
          kind: 'raised',
          severity: 'critical',
          incident: '17',
          alert: '17',
          startsAt: '2026-11-24T02:15:00.000Z',
          url: sample().url,
        },
        'labels@32473': sample().labels,
      },
      text: `${sample().subject}: ${sample().body.replaceAll('\n', ' ')}`,
    });
  });

  it('has the severity of RFC 5674, and an end is a notice', () => {
    const severities = SEVERITIES.map((severity) => readRecord(syslogRecord(sample({ severity }), FRAME)));
    expect(severities.map(({ severity }) => severity)).toEqual([1, 2, 3, 4, 6]);
    expect(readRecord(syslogRecord(sample({ kind: 'cleared' }), FRAME)).severity).toBe(5);
  });

  it('parses back whatever is said, and fits', () => {
    const text = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.constantFrom(']', '"', '\\', '\\]', '\n', '\ud800'),
    );
    fc.assert(
      fc.property(
        fc.record({ subject: text, body: text, id: text, name: text, value: text }),
        fc.integer({ min: 600, max: 2_048 }),
        ({ subject, body, id, name, value }, maxBytes) => {
          const message = sample({ subject, body, id, labels: { link: value, [`x${name}`]: value } });
          const bytes = syslogRecord(message, { ...FRAME, hostname: name, maxBytes });
          expect(bytes.length).toBeLessThanOrEqual(maxBytes);
          const { data } = readRecord(bytes);
          const plain = (raw: string): string =>
            raw
              .toWellFormed()
              .replace(/\p{Cc}+/gu, ' ')
              .trim();
          expect(data['jalur@32473']?.['id']).toBe(plain(id));
          expect(data['labels@32473']?.['link']).toBe(plain(value));
        },
      ),
    );
  });

  it('is cut between characters, and leaves out labels that leave no room for text', () => {
    const long = readRecord(
      syslogRecord(sample({ body: '🚨'.repeat(3_000) }), { ...FRAME, maxBytes: 2_048 }),
    );
    expect(long.text.endsWith('🚨')).toBe(true);
    expect(long.data['labels@32473']).toEqual(sample().labels);
    const labels = Object.fromEntries(Array.from({ length: 99 }, (_, i) => [`l${i}`, 'x'.repeat(300)]));
    const bytes = syslogRecord(sample({ labels }), { ...FRAME, maxBytes: 2_048 });
    expect(readRecord(bytes).data).not.toHaveProperty('labels@32473');
    expect(readRecord(bytes).text).toContain(sample().subject);
    expect(cutBytes('aé', 2).toString()).toBe('a');
  });
});

describe('the syslog channel', () => {
  const receivers: SyslogReceiver[] = [];
  afterEach(async () => {
    for (const receiver of receivers.splice(0)) await receiver.stop();
  });

  function config(port: number, transport: 'udp' | 'tcp'): ConfigOf<'syslog'> {
    return {
      ...COMMON,
      kind: 'syslog',
      host: 'localhost',
      port,
      transport,
      facility: 1,
      appName: 'jalur',
    };
  }

  it.each(['udp', 'tcp'] as const)('sends records by %s', async (transport) => {
    const receiver = await (transport === 'udp' ? receiveUdp() : receiveTcp());
    receivers.push(receiver);
    const channel = openSyslog({ ...config(receiver.port, transport), host: '127.0.0.1' }, channelDeps());
    const body = `${'panjang '.repeat(400)}`;
    for (const id of ['a', 'b'])
      expect(await channel.send(sample({ id, body }), noAbort())).toMatchObject({ kind: 'delivered' });
    await until('both have come', () => receiver.records.length === 2);
    expect(receiver.records.map((bytes) => readRecord(bytes).data['jalur@32473']?.['id'])).toEqual([
      'a',
      'b',
    ]);
    const lengths = receiver.records.map(({ length }) => length);
    if (transport === 'udp') expect(lengths).toEqual([2_048, 2_048]);
    else expect(Math.min(...lengths)).toBeGreaterThan(body.length);
    await channel.close();
  });

  it('connects again when the receiver was restarted', async () => {
    const first = await receiveTcp();
    const channel = openSyslog({ ...config(first.port, 'tcp'), host: '127.0.0.1' }, channelDeps());
    await channel.send(sample({ id: 'a' }), noAbort());
    await until('the first has come', () => first.records.length === 1);
    await first.stop();
    await until('its absence is noticed', async () => {
      const receipt = await channel.send(sample({ id: 'lost' }), noAbort());
      return receipt.kind === 'later' && receipt.detail.includes('ECONNREFUSED');
    });
    const second = await receiveTcp(first.port);
    receivers.push(second);
    expect(await channel.send(sample({ id: 'b' }), noAbort())).toMatchObject({ kind: 'delivered' });
    await until('the second has come', () => second.records.length === 1);
    await channel.close();
  });

  it('waits when the name of the receiver is not known', async () => {
    const channel = openSyslog({ ...config(514, 'udp'), host: 'syslog.invalid' }, channelDeps());
    expect(await channel.send(sample(), noAbort())).toMatchObject({
      kind: 'later',
      detail: expect.stringMatching(/^syslog to syslog.invalid:514 \(udp\): /),
    });
    await channel.close();
  });
});

// The figures as Prometheus reads them, scrape after scrape.

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Figure } from '../../src/api/deps.ts';
import { figuresText, networkText } from '../../src/api/prometheus.ts';
import { linkId } from '../../src/domain/ids.ts';
import type { LinkView } from '../../src/stream/protocol.ts';
import { type FakeApi, fakeAlert, fakeLink, fakeView, NOW, startApi } from './support/api.ts';

const ROUND = {
  from: NOW - 60_000,
  to: NOW,
  sent: 60,
  received: 57,
  tainted: 0,
  rtt: { minMs: 1, meanMs: 4, medianMs: 4, p95Ms: 9, maxMs: 9, buckets: [] },
  durations: { upMs: 60_000, degradedMs: 0, downMs: 0, unreachableMs: 0, unknownMs: 0 },
};

/** Samples by name and labels; throws on a line that is none. */
function samples(text: string): Map<string, number> {
  const found = new Map<string, number>();
  const typed = new Set<string>();
  for (const line of text.split('\n')) {
    const type = /^# TYPE (\S+) (counter|gauge|histogram|summary)$/.exec(line)?.[1];
    if (type !== undefined) {
      expect(typed.has(type), `${type} stands together`).toBe(false);
      typed.add(type);
    }
    if (line === '' || line.startsWith('#')) continue;
    const match = /^([a-z_:][a-z0-9_:]*(?:\{(?:[a-z_]+="(?:[^"\\\n]|\\.)*",?)*\})?) (\S+)$/.exec(line);
    expect(match, line).not.toBeNull();
    found.set(match?.[1] ?? '', Number(match?.[2]));
  }
  return found;
}

describe('networkText()', () => {
  it('tells state, RTT, loss and age of each link, and the alerts by severity', () => {
    const view = {
      ...fakeView([
        { ...fakeLink('a'), round: ROUND },
        { ...fakeLink('b'), state: 'down' as const },
      ]),
      alerts: [
        fakeAlert(1),
        fakeAlert(2, { suppressed: { by: 'blind', since: NOW } }),
        fakeAlert(3, { subject: linkId('b') }),
      ],
    };
    const found = samples(networkText(view));
    expect(Object.fromEntries(found)).toMatchObject({
      'jalur_link_state{link="a",state="up"}': 1,
      'jalur_link_state{link="b",state="down"}': 1,
      'jalur_link_rtt_seconds{link="a"}': 0.004,
      'jalur_link_loss_ratio{link="a"}': 0.05,
      'jalur_link_verdict_age_seconds{link="b"}': 0.5,
      'jalur_alerts_active{severity="major",suppressed="no"}': 2,
      'jalur_alerts_active{severity="major",suppressed="yes"}': 1,
      'jalur_alerts_active{severity="info",suppressed="no"}': 0,
    });
    expect(found.has('jalur_link_rtt_seconds{link="b"}')).toBe(false);
  });

  it('tells what a link is, and what its device said, in samples of their own', () => {
    const device: NonNullable<LinkView['device']> = {
      at: NOW,
      incarnation: 'same',
      rates: { periodMs: 60_000, inBps: 1_500_000, outBps: 250_000.5 },
      result: {
        kind: 'answered',
        system: { sysUpTimeTicks: 360_050 },
        metrics: [
          { metric: 'clients', kind: 'gauge', unit: '1', value: 7 },
          { metric: 'battery_charge', kind: 'gauge', unit: '%', value: 80 },
        ],
      },
    };
    const silent = { kind: 'failed', failure: 'silent', detail: '' } as const;
    const local = { kind: 'failed', failure: 'local', detail: '' } as const;
    const found = samples(
      networkText(
        fakeView([
          { ...fakeLink('a'), device, provider: 'Telkom "Astinet"' },
          { ...fakeLink('b'), device: { ...device, result: silent, rates: { periodMs: 60_000 } } },
          { ...fakeLink('c'), device: { ...device, result: local } },
        ]),
      ),
    );
    expect([...found.keys()].filter((name) => name.startsWith('jalur_link_info{link="a"'))).toEqual([
      expect.stringContaining('provider="Telkom \\"Astinet\\"",medium="fiber"'),
    ]);
    const of = (name: string) =>
      Object.fromEntries([...found].filter(([key]) => key.startsWith(`jalur_${name}{`)));
    expect(of('link_receive_bits_per_second')).toMatchObject({
      'jalur_link_receive_bits_per_second{link="a"}': 1_500_000,
    });
    expect(of('device_answered')).toEqual({
      'jalur_device_answered{link="a"}': 1,
      'jalur_device_answered{link="b"}': 0,
    });
    expect(of('device_uptime_seconds')).toEqual({ 'jalur_device_uptime_seconds{link="a"}': 3_600.5 });
    expect(of('device_clients')).toEqual({ 'jalur_device_clients{link="a"}': 7 });
    expect(of('device_battery_ratio')).toEqual({ 'jalur_device_battery_ratio{link="a"}': 0.8 });
  });

  it('gives no loss for a tainted round', () => {
    const text = networkText(fakeView([{ ...fakeLink('a'), round: { ...ROUND, tainted: 3 } }]));
    expect(text).not.toContain('jalur_link_loss_ratio{');
  });
});

describe('figuresText()', () => {
  it('keeps samples of one name together and escapes labels', () => {
    const figure = (name: string, reason: string): Figure => ({
      name,
      help: 'A \\ B',
      type: 'counter',
      value: 1,
      labels: { reason },
    });
    const text = figuresText([
      figure('a_total', 'say "no"'),
      figure('b_total', 'x\ny'),
      figure('a_total', 'c:\\'),
    ]);
    expect([...samples(text).keys()]).toEqual([
      'a_total{reason="say \\"no\\""}',
      'a_total{reason="c:\\\\"}',
      'b_total{reason="x\\ny"}',
    ]);
  });
});

describe('/metrics', () => {
  let api: FakeApi;
  let sent = 10;
  let links = ['a', 'b'];
  beforeAll(async () => {
    api = await startApi(
      {},
      {
        figures: () => [
          { name: 'jalur_echo_sent_total', help: 'Echoes sent.', type: 'counter', value: sent },
        ],
        network: () => fakeView(links.map(fakeLink)),
      },
    );
  });
  afterAll(() => api.close());

  async function scrape(): Promise<Map<string, number>> {
    const { status, headers, body } = await api.ask('GET', '/metrics');
    expect(status).toBe(200);
    expect(headers['content-type']).toBe('text/plain; version=0.0.4; charset=utf-8');
    return samples(body);
  }

  it('tells counters as they stand, however often it is asked', async () => {
    expect((await scrape()).get('jalur_echo_sent_total')).toBe(10);
    expect((await scrape()).get('jalur_echo_sent_total')).toBe(10);
    sent = 25;
    expect((await scrape()).get('jalur_echo_sent_total')).toBe(25);
  });

  it('forgets links that have left the plan, and tells of the process itself', async () => {
    links = ['b'];
    const found = await scrape();
    expect(found.has('jalur_link_state{link="a",state="up"}')).toBe(false);
    expect(found.get('jalur_link_state{link="b",state="up"}')).toBe(1);
    expect(found.get('process_cpu_seconds_total')).toBeGreaterThan(0);
  });
});

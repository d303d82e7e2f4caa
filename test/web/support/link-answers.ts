// What the API says of one link, for the page about it: seven days of rounds with a gap, an outage of a second in a year, a
// contract, maintenance, a note.

import { linkId } from '../../../src/domain/ids.ts';
import type { LinkDetail, LinkIntervals, LinkStrip } from '../../../src/stream/link-detail.ts';
import type { EchoView, NetworkView } from '../../../src/stream/protocol.ts';
import type { HistoryBucket } from '../../../src/web/pages/link/history.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** Answers by path, as the fake daemon keeps them; `now` is its time. */
export function linkAnswers(network: NetworkView, id: string, now: number): ReadonlyMap<string, unknown> {
  const link = network.links.find((each) => each.id === id);
  if (!link) throw new Error(`the fake province has no link ${id}`);
  const path = `/api/v1/links/${id}`;
  const detail: LinkDetail = {
    link,
    echoes: Array.from({ length: 300 }, (_, n): EchoView => {
      const at = now - (300 - n) * 1_000;
      return n === 100
        ? { at, outcome: 'lost', burst: false }
        : { at, outcome: 'answered', rttMs: 4 + (n % 7) / 10, burst: false };
    }),
    plan: {
      since: '2020-03-01',
      tags: [],
      echo: { everyMs: 1_000, timeoutMs: 1_000 },
      quality: {
        lossPct: { raise: 5, clear: 2 },
        rttMs: { raise: 100, clear: 80 },
        jitterMs: { raise: 30, clear: 20 },
        forMs: 120_000,
      },
      pollEveryMs: MINUTE_MS,
      grafana: `http://grafana.example/d/jalur-link?var-link=${id}`,
      contract: { id: 'metro', name: 'Metro 2020', provider: 'ICON+', slaPct: 99.5, minEventMs: 300_000 },
      maintenance: [
        {
          id: 'op.1',
          name: 'Ganti kabel',
          announcedBy: 'ICON+',
          next: { from: now + DAY_MS, to: now + DAY_MS + HOUR_MS },
          recurring: false,
        },
      ],
    },
  };
  const strip: LinkStrip = {
    link: linkId(id),
    from: now - 365 * DAY_MS,
    to: now,
    runs: [
      { from: now - 365 * DAY_MS, to: now - 100 * DAY_MS, state: 'up' },
      {
        from: now - 100 * DAY_MS,
        to: now - 99 * DAY_MS,
        state: 'down',
        durationsMs: { up: DAY_MS - 1_000, down: 1_000 },
      },
      { from: now - 99 * DAY_MS, to: now, state: 'up' },
    ],
  };
  const intervals: LinkIntervals = {
    link: linkId(id),
    intervals: [
      {
        link: linkId(id),
        state: 'up',
        from: now - DAY_MS,
        to: link.since,
        reason: { kind: 'answering', answeredInRow: 5 },
      },
      { link: linkId(id), state: link.state, from: link.since, to: now, reason: link.reason },
      { link: linkId(id), state: 'unknown', from: now, to: now + MINUTE_MS, reason: { kind: 'unmeasured' } },
    ],
    total: 60,
  };
  return new Map<string, unknown>([
    [path, detail],
    [`${path}/strip`, strip],
    [`${path}/intervals`, intervals],
    [`${path}/history`, { link: id, stepMs: 10 * MINUTE_MS, buckets: buckets(now) }],
    [
      `${path}/metrics`,
      {
        link: id,
        metric: 'signal',
        stepMs: HOUR_MS,
        buckets: [{ at: now, mean: -64, min: -70, max: -60 }],
      },
    ],
    [
      `${path}/device`,
      {
        link: id,
        address: '10.76.2.1',
        poll: {
          at: now,
          durationMs: 12,
          metrics: [{ metric: 'signal', kind: 'gauge', unit: 'dBm', value: -64 }],
        },
        costPerMonth: { echoes: 228_096_000 },
      },
    ],
    [
      `${path}/acts`,
      {
        acts: [
          {
            alert: 41,
            act: { kind: 'note', note: 'tim berangkat' },
            actor: { who: 'Andi', via: 'screen' },
            at: now - HOUR_MS,
            subject: id,
          },
        ],
      },
    ],
    [`${path}/explain`, { sentences: ['Echo dijawab.'], evidence: { rules: [] } }],
    [
      `${path}/echo`,
      {
        link: id,
        address: '10.76.2.1',
        startedAt: now,
        asked: 10,
        echoes: Array.from({ length: 10 }, (_, n) =>
          n === 3
            ? { at: now + n * 200, outcome: 'lost' }
            : { at: now + n * 200, outcome: 'answered', rttMs: 4.2 },
        ),
      },
    ],
    [
      `${path}/poll`,
      {
        link: id,
        at: now,
        durationMs: 23,
        result: { kind: 'answered', system: { sysName: 'router-mamasa' }, metrics: [] },
      },
    ],
    ['/api/v1/availability', { groups: [{ availabilityPct: 99.4321, coveragePct: 100 }] }],
    ['/api/v1/alerts', { alerts: network.alerts.filter(({ subject }) => subject === id) }],
  ]);
}

/** Seven days of ten minutes each, without the fourth day's morning. */
function buckets(now: number): readonly HistoryBucket[] {
  const end = Math.ceil(now / (10 * MINUTE_MS)) * 10 * MINUTE_MS;
  return Array.from({ length: 1_008 }, (_, n): HistoryBucket => {
    const at = end - (1_007 - n) * 10 * MINUTE_MS;
    return {
      at,
      sent: 600,
      received: n % 50 === 0 ? 570 : 600,
      rttMinMs: 3.8,
      rttMedianMs: 4 + (n % 9) / 10,
      rttP95Ms: 6,
      rttMaxMs: 9,
      jitterMs: 0.4,
      inBps: 2e7,
      outBps: 5e6,
    };
  }).filter((_, n) => n < 500 || n > 540);
}

// What Prometheus would have scraped of the known history: jalur's own text of each minute, with its time.

import { figuresOf } from '../../../src/api/figures.ts';
import { figuresText, networkText } from '../../../src/api/prometheus.ts';
import type { ApiParts } from '../../../src/api/wiring.ts';
import { regencyOf } from '../../../src/domain/network.ts';
import type { LinkView, NetworkView } from '../../../src/stream/protocol.ts';
import { fakeView } from '../../api/support/api.ts';
import { HOURS, type Known, knownNetwork, truthAt } from './history.ts';

const MINUTE_MS = 60_000;
/** Scrapes lie between the rounds. */
export const SCRAPE_OFFSET_MS = 30_000;

/** /metrics at a moment, as the API writes it. */
export function metricsAt(at: number, begin: number, truth: readonly Known[]): string {
  const minutes = (at - begin) / MINUTE_MS;
  return [figuresText(figuresOf(partsAt(minutes))), networkText(viewAt(at, minutes, truth))].join('\n');
}

/** The same of all scrapes as OpenMetrics with times, families together, for `promtool tsdb create-blocks-from`. */
export function openMetrics(begin: number): string {
  const truth = truthAt(begin);
  const families = new Map<string, string[]>();
  for (let index = 0; index < HOURS * 60; index++) {
    const at = begin + index * MINUTE_MS + SCRAPE_OFFSET_MS;
    for (const line of metricsAt(at, begin, truth).split('\n')) {
      if (line === '' || line.startsWith('#')) continue;
      const name = /^\w+/.exec(line)?.[0] ?? '';
      const lines = families.get(name) ?? [];
      families.set(name, lines);
      lines.push(`${withTarget(line)} ${at / 1000}`);
    }
  }
  return `${[...families.values()].flat().join('\n')}\n# EOF\n`;
}

/** Labels that Prometheus adds to what it scrapes. */
function withTarget(line: string): string {
  const target = 'instance="127.0.0.1:8080",job="jalur"';
  const brace = line.indexOf('{');
  const space = line.lastIndexOf(' ');
  return brace >= 0 && brace < space
    ? `${line.slice(0, brace + 1)}${target},${line.slice(brace + 1)}`
    : `${line.slice(0, space)}{${target}}${line.slice(space)}`;
}

function viewAt(at: number, minutes: number, truth: readonly Known[]): NetworkView {
  const network = knownNetwork();
  const links = truth.map(({ link: id, intervals }): LinkView => {
    const link = network.links.get(id);
    if (!link) throw new Error(`there is no link ${id}`);
    const regency = regencyOf(network, link.to)?.id;
    const interval = intervals.findLast(({ from }) => from <= at) ?? intervals[0];
    const state = interval?.state ?? 'up';
    const works = state === 'up' || state === 'degraded';
    const polled = ['prov-majene', 'majene-desa-a', 'mamuju-desa-b'].includes(id);
    return {
      id,
      name: link.name,
      from: link.from,
      to: link.to,
      medium: link.medium,
      role: link.role,
      stage: link.stage,
      suspected: false,
      state,
      since: interval?.from ?? at,
      reason: { kind: 'answering', answeredInRow: 5 },
      verdictAt: at - 700,
      ...(regency !== undefined && { regency }),
      ...(link.provider !== undefined && { provider: link.provider }),
      round: {
        from: at - MINUTE_MS,
        to: at,
        sent: 60,
        received: works ? 59 : 0,
        tainted: 0,
        durations: { upMs: 0, degradedMs: 0, downMs: 0, unreachableMs: 0, unknownMs: 0 },
        ...(works && {
          rtt: {
            minMs: 9,
            meanMs: 11,
            medianMs: 10 + (minutes % 5),
            p95Ms: 20,
            maxMs: 30,
            jitterMs: 0.5,
            buckets: [],
          },
        }),
      },
      ...(polled && { device: deviceAt(at, minutes, id === 'mamuju-desa-b' && minutes > 1_200) }),
    };
  });
  return { ...fakeView(links), serverTime: at, sites: [...network.sites.values()] };
}

function deviceAt(at: number, minutes: number, silent: boolean): NonNullable<LinkView['device']> {
  if (silent)
    return { at, incarnation: 'same', result: { kind: 'failed', failure: 'silent', detail: 'no answer' } };
  return {
    at,
    incarnation: 'same',
    rates: { periodMs: MINUTE_MS, inBps: 1e6 + minutes, outBps: 2e5 + minutes },
    result: {
      kind: 'answered',
      system: { sysUpTimeTicks: (minutes < 700 ? minutes + 1_000 : minutes - 699) * 6_000 },
      metrics: [
        { kind: 'gauge', metric: 'clients', unit: '1', value: 12 },
        { kind: 'gauge', metric: 'on_battery', unit: '1', value: minutes > 1_500 ? 1 : 0 },
        { kind: 'gauge', metric: 'battery_charge', unit: '%', value: 80 },
      ],
    },
  };
}

/** Parts with counters that grow; only what src/api/figures.ts reads. */
function partsAt(minutes: number): ApiParts {
  const counts = new Proxy(
    {},
    { get: (_, name) => (name === 'engine' ? 'socket' : name === 'kind' ? 'influx' : minutes * 10) },
  );
  const status = { status: () => counts };
  const parts = {
    echoes: status,
    poller: status,
    scheduler: status,
    hub: status,
    store: status,
    metrics: {
      status: () => ({
        kind: 'influx',
        writtenPoints: minutes * 60,
        refusedPoints: 0,
        droppedPoints: 0,
        spooledPoints: 3,
        spooledBytes: 900,
        oldestSpooledMs: 10,
      }),
    },
    eventLoop: { read: () => ({ p99Ms: 11, maxMs: 20 }) },
    loop: { state: { refusedRates: 0, blind: undefined, suspects: new Map() } },
  };
  // A running daemon's parts are many; the figures read no others than these.
  return parts as unknown as ApiParts;
}

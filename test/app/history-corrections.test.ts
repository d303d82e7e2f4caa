// A window that began before jalur was told of it: the rounds since then are written anew, in a real embedded history.

import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { HistoryCorrections } from '../../src/app/history-corrections.ts';
import type { MaintenanceEvent } from '../../src/domain/event.ts';
import { linkId } from '../../src/domain/ids.ts';
import type { Interval } from '../../src/domain/state.ts';
import { systemClock } from '../../src/runtime/clock.ts';
import { openMetricStore } from '../../src/store/metrics/open.ts';
import { openPastMetrics } from '../../src/store/metrics/open-past.ts';
import type { MetricStore } from '../../src/store/metrics/port.ts';
import { rememberingLog, temporaryDirectory } from '../store/support/place.ts';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../store/support/points.ts';
import { networkOf } from '../support/network.ts';

const LINK = linkId('prov-majene');
const NOW = Math.floor(systemClock.wallMs() / HOUR_MS) * HOUR_MS;
const network = networkOf([{ id: LINK, from: 'hq', to: 'r1' }]);
const begun: MaintenanceEvent = {
  kind: 'maintenance.begun',
  at: NOW,
  window: 'w1',
  name: 'Ganti FO',
  announcedBy: 'ICON+',
  from: NOW - 2 * HOUR_MS,
  to: NOW + HOUR_MS,
  links: 1,
};

describe('HistoryCorrections', () => {
  let directory: ReturnType<typeof temporaryDirectory>;
  let metrics: MetricStore;
  const log = rememberingLog();
  beforeEach(async () => {
    directory = temporaryDirectory();
    log.lines.length = 0;
    metrics = openMetricStore(
      {
        spool: { maxBytes: 1e8, maxAgeMs: DAY_MS },
        retention: { rawMs: 35 * DAY_MS, fiveMinutesMs: 400 * DAY_MS, oneHourMs: 3650 * DAY_MS },
        network: { settings: { roundMs: MINUTE_MS } },
      },
      { directory: directory.path, clock: systemClock, log },
    );
    metrics.write(
      Array.from({ length: 240 }, (_, index) => ({
        measurement: 'icmp' as const,
        tags: { link: LINK, site: 'r1', regency: 'r1' },
        fields: {
          sent: 60,
          up_s: index < 180 ? 60 : 0,
          down_s: index < 180 ? 0 : 60,
          unknown_s: 0,
          maint_s: 0,
        },
        at: NOW - (239 - index) * MINUTE_MS,
      })),
    );
    await metrics.flush(10_000);
  });
  afterEach(async () => {
    await metrics.close();
    directory.remove();
  });

  const intervals: readonly Interval[] = [
    {
      link: LINK,
      state: 'up',
      from: NOW - DAY_MS,
      to: NOW - HOUR_MS,
      reason: { kind: 'answering', answeredInRow: 5 },
    },
    { link: LINK, state: 'down', from: NOW - HOUR_MS, reason: { kind: 'unmeasured' } },
  ];
  const corrections = (
    told: readonly { id: string; from: number }[] = [],
    failures = 0,
  ): HistoryCorrections => {
    let left = failures;
    return new HistoryCorrections({
      metrics,
      store: { intervals: () => intervals },
      network: () => network,
      windows: () => new Map([[LINK, [{ from: begun.from, to: begun.to }]]]),
      told,
      past: () => {
        if (left-- > 0) throw new Error('InfluxDB is away');
        return openPastMetrics({}, directory.path);
      },
      log,
    });
  };
  async function sums(): Promise<readonly number[]> {
    await metrics.flush(10_000);
    const past = openPastMetrics({}, directory.path);
    const fields = ['up_s', 'down_s', 'maint_s', 'maint_up_s', 'maint_down_s', 'sent'];
    const rows = await past.rows({ measurement: 'icmp', starts: new Map([[LINK, 0]]), to: NOW, fields });
    past.close();
    return fields.map(
      (_, index) => rows.reduce((sum, { values }) => sum + Number(values[index] ?? 0), 0) / 60,
    );
  }

  it('writes the rounds since its beginning anew, and nothing else', async () => {
    expect(await sums()).toEqual([180, 60, 0, 0, 0, 240]);
    const own = corrections();
    own.take([begun]);
    await own.run();
    expect(await sums()).toEqual([120, 0, 120, 60, 60, 240]);
    expect(own.waiting).toBe(0);
    expect(log.lines).toContain('info History corrected for a window that began earlier');
    const { writtenPoints } = metrics.status();
    own.take([begun]);
    await own.run();
    await metrics.flush(10_000);
    expect(metrics.status().writtenPoints, 'a second time nothing is left to write').toBe(writtenPoints);
  });

  it('tries again when the history cannot be read', async () => {
    const own = corrections([], 1);
    own.take([begun]);
    await own.run();
    expect(own.waiting).toBe(1);
    expect(log.lines).toContain('warn History not corrected; tried again');
    await own.run();
    expect((await sums())[2]).toBe(120);
  });

  it('has nothing to do for windows known in time, or told of by an earlier run', () => {
    const own = corrections([{ id: begun.window, from: begun.from }]);
    own.take([begun, { ...begun, window: 'w2', from: NOW - 1_000 }, { ...begun, kind: 'maintenance.ended' }]);
    expect(own.waiting).toBe(0);
  });
});

// What reports are made of: the same in the daemon and beside it; and where no daemon runs, nothing is known after it ended.

import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { linkId } from '../../src/domain/ids.ts';
import type { ReportSources } from '../../src/report/sources.ts';
import { liveSources } from '../../src/report/sources-live.ts';
import { openPastSources, type PastSources } from '../../src/report/sources-past.ts';
import { openMetricStore } from '../../src/store/metrics/open.ts';
import { pointsOf } from '../../src/store/metrics/points.ts';
import type { MetricStore } from '../../src/store/metrics/port.ts';
import { openStateStore } from '../../src/store/state/open.ts';
import { reportStateOf } from '../../src/store/state/past-report.ts';
import type { StateStore } from '../../src/store/state/port.ts';
import { base, configOf } from '../config/support.ts';
import { alertEvent, roundEvent, stateEvent } from '../store/support/events.ts';
import { rememberingLog, standingClock, temporaryDirectory } from '../store/support/place.ts';

const HOUR = 3_600_000;
const LINK = linkId('prov-majene');
const CONFIG = configOf(base());
/** A whole hour of today, so that the history keeps rounds of it. */
const T0 = Math.floor(Date.now() / HOUR) * HOUR - 3 * HOUR;

describe('sources of reports', () => {
  let place: ReturnType<typeof temporaryDirectory>;
  let store: StateStore;
  let metrics: MetricStore;
  let past: PastSources | undefined;

  beforeEach(async () => {
    place = temporaryDirectory();
    const clock = standingClock(T0 + 2 * HOUR);
    store = openStateStore(place.path, { clock, log: rememberingLog() }).store;
    metrics = openMetricStore(CONFIG, { directory: place.path, clock, log: rememberingLog() });
    const alert = { subject: LINK, since: T0 + HOUR };
    store.commit([
      stateEvent(LINK, 'up', T0),
      stateEvent(LINK, 'down', T0 + HOUR),
      alertEvent('alert.raised', 1, { ...alert, incident: 1, at: T0 + HOUR }),
      alertEvent('alert.raised', 2, { ...alert, incident: 1, at: T0 + HOUR }),
      alertEvent('alert.raised', 3, { ...alert, since: T0 + 1.5 * HOUR, incident: 3, at: T0 + 1.5 * HOUR }),
    ]);
    store.ledger.add([
      {
        ...{ kind: 'stop', link: LINK, from: T0 + HOUR, to: T0 + 2 * HOUR, reason: 'customer-power' },
        ...{ note: 'padam', at: T0, actor: { who: 'Sari', via: 'screen' } },
      },
    ]);
    const rounds = Array.from({ length: 30 }, (_, minute) => roundEvent(LINK, T0 + (minute + 1) * 60_000));
    metrics.write(rounds.flatMap((event) => pointsOf(event, CONFIG.network)));
    await metrics.flush(5_000);
    store.heartbeat(T0 + 2 * HOUR);
  });
  afterEach(async () => {
    past?.close();
    past = undefined;
    await metrics.close();
    store.close();
    place.remove();
  });

  const live = (now: number): ReportSources =>
    liveSources({ config: CONFIG, state: reportStateOf(store), metrics, now, program: 'jalur 1' });
  function beside(now: number): PastSources {
    past = openPastSources({ config: CONFIG, directory: place.path, now, program: 'jalur 1' });
    return past;
  }

  /** Everything a report could ask. */
  async function all(sources: ReportSources): Promise<unknown> {
    const window = [T0 - HOUR, T0 + 4 * HOUR] as const;
    const { buckets } = await sources.history({ link: LINK, from: T0, to: T0 + HOUR, points: 10 });
    return {
      intervals: sources.intervals(LINK, ...window),
      alerts: sources.alerts(...window),
      incident: sources.incident(1),
      member: sources.incident(2),
      none: sources.incident(9),
      acts: sources.acts(1),
      causes: sources.causes(T0),
      windows: sources.windows(),
      ledger: sources.ledger(...window),
      acceptance: sources.acceptance(1),
      acceptances: sources.acceptances(),
      buckets,
      summaries: await sources.summaries({
        ...{ from: T0, to: T0 + HOUR, links: new Set([LINK]), utcOffsetMs: 8 * HOUR },
      }),
    };
  }

  it('are the same in the daemon and beside it', async () => {
    const now = T0 + 2 * HOUR + 10_000;
    const found = await all(live(now));
    expect(found).toMatchObject({
      intervals: [
        { state: 'up', from: T0, to: T0 + HOUR },
        { state: 'down', from: T0 + HOUR },
      ],
      incident: [{ number: 1 }, { number: 2 }],
      member: [],
      none: [],
      ledger: [{ id: 1 }],
    });
    const besides = await all(beside(now));
    const { summaries: ours, ...rest } = besides as { summaries: ReadonlyMap<string, object> };
    const { summaries: theirs, ...wanted } = found as { summaries: ReadonlyMap<string, object> };
    expect(rest).toEqual(wanted);
    expect(theirs.get(LINK)).toMatchObject({ sent: 30 * 60 });
    // Roll-ups that the daemon has not computed yet are not there beside it; it has just computed these.
    expect(ours.get(LINK)).toEqual(theirs.get(LINK));
  });

  it('know nothing of the time after the daemon ended', () => {
    const [, last] = beside(T0 + 9 * HOUR).intervals(LINK, T0, T0 + 9 * HOUR);
    expect(last).toMatchObject({ state: 'down', from: T0 + HOUR, to: T0 + 2 * HOUR });
  });

  it('see one moment of the store, whatever is committed meanwhile', () => {
    const sources = beside(T0 + 2 * HOUR);
    store.commit([stateEvent(LINK, 'up', T0 + 2 * HOUR)]);
    expect(sources.intervals(LINK, T0, T0 + 9 * HOUR)).toHaveLength(2);
    expect(store.intervals(LINK, T0, T0 + 9 * HOUR)).toHaveLength(3);
  });

  it('do without a history that is not there', async () => {
    const empty = temporaryDirectory();
    openStateStore(empty.path, { clock: standingClock(T0), log: rememberingLog() }).store.close();
    past = openPastSources({ config: CONFIG, directory: empty.path, now: T0, program: 'jalur 1' });
    expect(past.historyTrouble).toContain('metrics.db');
    await expect(
      past.summaries({ from: T0, to: T0 + HOUR, links: new Set([LINK]), utcOffsetMs: 0 }),
    ).rejects.toThrow('metrics.db');
    past.close();
    past = undefined;
    empty.remove();
  });
});

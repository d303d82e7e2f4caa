// What a replay costs: the shipped rules against a month of 600 links, from the embedded history as the daemon keeps it.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { SEVERITY_DEFAULTS } from '../../src/config/defaults.ts';
import { linkId } from '../../src/domain/ids.ts';
import { ruleBook } from '../../src/domain/rule-book.ts';
import { SHIPPED_RULES } from '../../src/domain/shipped-rules.ts';
import { replayReport } from '../../src/report/replay/report.ts';
import { systemClock } from '../../src/runtime/clock.ts';
import { SqliteBackend } from '../../src/store/metrics/sqlite/backend.ts';
import { openSqlitePast } from '../../src/store/metrics/sqlite/past.ts';
import { openStateStore } from '../../src/store/state/open.ts';
import { openPastState } from '../../src/store/state/past.ts';
import { stateEvent } from '../store/support/events.ts';
import { rememberingLog, temporaryDirectory } from '../store/support/place.ts';
import { DAY_MS, MINUTE_MS } from '../store/support/points.ts';
import { engineConfig, networkOf, province } from '../support/network.ts';
import type { BenchRow } from './row.ts';

const DAYS = 30;
const REGENCIES = 6;
const VILLAGES = 99;
const BUDGET_S = 30;
const FROM = Date.UTC(2026, 8, 30, 16);

/** Measures a replay of a month; its history takes some gigabytes in the temporary directory, and a minute or two to make. */
export async function benchReplay(): Promise<BenchRow[]> {
  const directory = temporaryDirectory();
  try {
    const network = networkOf(
      province(REGENCIES, VILLAGES).map((sketch) => ({ ...sketch, bandwidthBps: 20e6 })),
    );
    const config = engineConfig(network, SEVERITY_DEFAULTS, { rules: ruleBook(SHIPPED_RULES, network) });
    const links = [...network.links.keys()];
    writeStates(directory.path, links);
    const rows = await writeHistory(directory.path, links);
    const state = openPastState(directory.path);
    const metrics = openSqlitePast(directory.path);
    let most = 0;
    const begun = performance.now();
    const cpu = process.cpuUsage();
    const report = await replayReport(
      { config, windows: [], from: FROM + DAY_MS, to: FROM + DAYS * DAY_MS, operators: 1, top: 10 },
      { state, metrics },
      {
        signal: new AbortController().signal,
        progress: () => {
          most = Math.max(most, ownBytes());
        },
      },
    );
    const seconds = (performance.now() - begun) / 1_000;
    const used = process.cpuUsage(cpu);
    metrics.close();
    state.close();
    return [
      {
        name: `replay: ${DAYS} days of ${links.length} links, ${SHIPPED_RULES.length} rules`,
        value: seconds,
        unit: 's',
        budget: BUDGET_S,
        ok: seconds <= BUDGET_S,
        note: `${(rows / 1e6).toFixed(0)} million points, ${report.alerts.length} alerts`,
      },
      { name: 'replay: CPU', value: (used.user + used.system) / 1e6, unit: 's' },
      {
        name: 'replay: memory at most',
        value: most / 2 ** 20,
        unit: 'MB',
        note: 'without the pages of the file',
      },
    ];
  } finally {
    directory.remove();
  }
}

/** RssAnon (proc_pid_status(5)): what the process holds itself; mapped pages of a file are the kernel's. */
function ownBytes(): number {
  const kilobytes = /RssAnon:\s+(\d+) kB/.exec(readFileSync('/proc/self/status', 'utf8'))?.[1];
  return Number(kilobytes ?? 0) * 1_024;
}

/** Every link fails twice a day, for ten minutes. */
function writeStates(directory: string, links: readonly string[]): void {
  const { store } = openStateStore(directory, { clock: systemClock, log: rememberingLog() });
  const events = links.flatMap((link, index) =>
    Array.from({ length: 4 * DAYS }, (_, turn) =>
      stateEvent(
        link,
        turn % 2 === 0 ? 'up' : 'down',
        FROM + Math.floor(turn / 2) * (DAY_MS / 2) + index * 1_000 + (turn % 2) * (DAY_MS / 2 - 600_000),
      ),
    ),
  );
  for (let index = 0; index < events.length; index += 5_000)
    store.commit(events.slice(index, index + 5_000).map((event) => ({ ...event, link: linkId(event.link) })));
  store.close();
}

/** Rounds and polls of every minute and metrics of every five, made within SQLite; a bad hour a day, a bad link in twenty. */
async function writeHistory(directory: string, links: readonly string[]): Promise<number> {
  const retention = { rawMs: 400 * DAY_MS, fiveMinutesMs: 400 * DAY_MS, oneHourMs: 400 * DAY_MS };
  const setup = { directory, roundMs: MINUTE_MS, retention, spool: { maxBytes: 1e9, maxAgeMs: DAY_MS } };
  const deps = { wallMs: () => systemClock.wallMs(), random: () => 0.5, log: () => undefined };
  await new SqliteBackend(setup, deps).close();
  const db = new DatabaseSync(join(directory, 'metrics.db'));
  db.exec('PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF');
  const series = db.prepare('INSERT INTO series (measurement, link, tags) VALUES (?, ?, ?)');
  const minutes = DAYS * 1_440;
  let rows = 0;
  const insert = (sql: string, ...values: (number | bigint)[]): void => {
    rows += Number(db.prepare(sql).run(...values).changes);
  };
  const times = (step: number): string =>
    `WITH RECURSIVE t(k) AS (SELECT ${step} UNION ALL SELECT k + ${step} FROM t WHERE k < ${minutes})`;
  for (const [index, link] of links.entries()) {
    const add = (measurement: string, ...more: string[][]): bigint | number =>
      series.run(measurement, link, JSON.stringify([['link', link], ...more])).lastInsertRowid;
    const at = `${FROM + index * 100} + k * 60000`;
    const bad = index % 20 === 0 ? '(k % 7 = 0)' : '((k + 60 * ?2) % 1440 < 60 AND k % 3 > 0)';
    db.exec('BEGIN');
    insert(
      `INSERT INTO icmp_1m (series, at, sent, recv, up, deg, state, up_s, down_s, deg_s, maint_s, rtt_min, rtt_avg, rtt_med,
        rtt_p95, rtt_max, jitter, h_5, h_10, h_20, h_50, h_100, h_200, h_500, h_inf) ${times(1)}
       SELECT ?1, ${at}, 60, 60 - ${bad} * 6, 1, 0, 2, 60.0, 0.0, 0.0, 0.0, 10.1 + k % 7, 12.3 + k % 7, 12.1 + k % 7,
        19.7 + k % 7, 25.3 + k % 7, 1.3 + k % 5, 0, 0, 50, 10, 0, 0, 0, 0 FROM t WHERE ?2 >= 0`,
      add('icmp'),
      index,
    );
    insert(
      `INSERT INTO iface_1m (series, at, in_octets, out_octets, in_bps, out_bps, err, disc, oper, speed, util_pct) ${times(1)}
       SELECT ?1, ${at}, k * 1000000, k * 900000, 1e6 + k % 1440 * 12000.5, 8e5 + k % 900 * 1e3, 0, 0, 1, 1000000000, 4.2 FROM t`,
      add('iface', ['ifname', 'sfp1']),
    );
    insert(
      `INSERT INTO device_1m (series, at, up, uptime_s, poll_ms, cpu, mem_used_pct, temp_c, volt) ${times(1)}
       SELECT ?1, ${at}, 1, k * 60, 12.5, 20.0 + k % 60, 55.5, 48.0 + k % 9, 24.1 FROM t`,
      add('device'),
    );
    for (const metric of ['optical_rx_power', 'supply_ok', 'battery_charge', 'fan_ok'])
      insert(
        `INSERT INTO metric_1m (series, at, value) ${times(5)}
         SELECT ?1, ${at}, CASE ?2 WHEN 0 THEN -20.5 - k % 4 WHEN 2 THEN 99.0 ELSE 1.0 END FROM t`,
        add('metric', ['metric', metric]),
        ['optical_rx_power', 'supply_ok', 'battery_charge', 'fan_ok'].indexOf(metric),
      );
    db.exec('COMMIT');
  }
  db.close();
  return rows;
}

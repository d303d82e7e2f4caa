// A storm: 10,000 links change their state within one second. Everything of the daemon is real but the echo socket: the
// engine's loop, the state store on disk, the history's worker, the stream, and a screen in another process.

import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { RETENTION_DEFAULTS, SPOOL_DEFAULTS } from '../../src/config/defaults.ts';
import type { NumberedEvent } from '../../src/domain/event.ts';
import { EngineLoop } from '../../src/engine/loop.ts';
import { systemClock } from '../../src/runtime/clock.ts';
import { EventLoopMonitor } from '../../src/runtime/eventloop.ts';
import { createLog } from '../../src/runtime/log.ts';
import { Timeline } from '../../src/runtime/timeline.ts';
import { systemTimers } from '../../src/runtime/timers.ts';
import { openMetricStore } from '../../src/store/metrics/open.ts';
import { pointsOf } from '../../src/store/metrics/points.ts';
import { openStateStore } from '../../src/store/state/open.ts';
import { Hub } from '../../src/stream/hub.ts';
import { shownEvents } from '../../src/stream/shown.ts';
import { STREAM_PATH, serveStream } from '../../src/stream/socket-server.ts';
import { networkView } from '../../src/stream/view.ts';
import { until } from '../support/daemon.ts';
import { engineConfig, type LinkSketch, networkOf, province } from '../support/network.ts';
import type { BenchRow } from './row.ts';
import type { StormReport } from './storm-client.ts';
import { ScriptedEchoes } from './storm-echoes.ts';

const LINKS = 10_000;
const REGENCIES = 6;
/** Running calmly before the cut, and after the last alert. */
const CALM_MS = 5_000;
const AFTER_MS = 2_000;
const LIMIT_MS = 60_000;

/** Ten thousand causes at once, then six that take ten thousand along. */
export async function benchStorm(): Promise<BenchRow[]> {
  const roots = Array.from({ length: LINKS }, (_, i) => ({ id: `hq-r${i}`, from: 'hq', to: `r${i}` }));
  const tree = province(REGENCIES, LINKS / REGENCIES - 1);
  return [
    ...(await storm(`${LINKS} links, each its own cause`, roots)),
    ...(await storm(`${REGENCIES} regencies with ${tree.length - REGENCIES} villages`, tree)),
  ];
}

async function storm(title: string, sketches: readonly LinkSketch[]): Promise<BenchRow[]> {
  const directory = mkdtempSync(join(tmpdir(), 'jalur-storm-'));
  const daemon = await open(directory, sketches);
  const { url, echoes, verdicts, loop } = daemon;
  const screen = fork(join(import.meta.dirname, 'storm-client.ts'), [url, String(sketches.length)]);
  const reports: StormReport[] = [];
  screen.on('message', (report) => reports.push(report as StormReport));
  const delay = new EventLoopMonitor();
  try {
    await until('the screen has a snapshot', () => reports.some(({ kind }) => kind === 'ready'), LIMIT_MS);
    await pause(CALM_MS);
    delay.start();
    delay.reset();
    const cpuBefore = process.cpuUsage();
    // Nothing behind a regency answers either: what the engine makes of it is its business.
    echoes.cut(new Set([...loop.state.links.values()].map((watch) => watch.key)));
    await until('every alert is on the screen', () => reports.some(({ kind }) => kind === 'all'), LIMIT_MS);
    await pause(AFTER_MS);
    const cpu = process.cpuUsage(cpuBefore);
    return rows(title, {
      arrivals: arrivalsOf(reports),
      verdicts,
      delay: delay.read(),
      cpuMs: (cpu.user + cpu.system) / 1000,
    });
  } finally {
    delay.close();
    screen.kill();
    await daemon.close();
    rmSync(directory, { recursive: true, force: true });
  }
}

function arrivalsOf(reports: readonly StormReport[]): ReadonlyMap<number, number> {
  const all = reports.find((report) => report.kind === 'all');
  return new Map(all?.kind === 'all' ? all.arrivals : []);
}

interface Run {
  /** By number of the alert: when it was on the screen, and when the engine was given what decided it. */
  readonly arrivals: ReadonlyMap<number, number>;
  readonly verdicts: ReadonlyMap<number, number>;
  readonly delay: { readonly p99Ms: number; readonly maxMs: number };
  readonly cpuMs: number;
}

function rows(title: string, { arrivals, verdicts, delay, cpuMs }: Run): BenchRow[] {
  const decided = [...verdicts.values()];
  const firstMs = decided.reduce((a, b) => Math.min(a, b));
  const lastMs = decided.reduce((a, b) => Math.max(a, b));
  const latencies = [...arrivals].map(([number, atMs]) => atMs - (verdicts.get(number) ?? Number.NaN));
  const arrived = [...arrivals.values()];
  const first = arrived.reduce((a, b) => Math.min(a, b)) - firstMs;
  const all = arrived.reduce((a, b) => Math.max(a, b)) - firstMs;
  const worst = latencies.reduce((a, b) => Math.max(a, b));
  const budget = (name: string, ms: number, most: number, note?: string): BenchRow => ({
    name: `storm, ${title}: ${name}`,
    value: Math.round(ms),
    unit: 'ms',
    budget: most,
    ok: ms <= most,
    ...(note && { note }),
  });
  return [
    budget('first alert on the screen after its verdict', first, 1_000),
    budget(
      'all alerts on the screen after the first verdict',
      all,
      5_000,
      `${arrived.length} alerts, decided within ${Math.round(lastMs - firstMs)} ms`,
    ),
    budget(
      'event loop delay p99',
      delay.p99Ms,
      50,
      `the machine's load average was ${(loadavg()[0] ?? 0).toFixed(1)}`,
    ),
    { name: `storm, ${title}: event loop, worst stop`, value: Math.round(delay.maxMs), unit: 'ms' },
    {
      name: `storm, ${title}: longest way of one alert`,
      value: Math.round(worst),
      unit: 'ms',
      note: `${Math.round(cpuMs)} ms CPU in all`,
    },
  ];
}

async function open(directory: string, sketches: readonly LinkSketch[]) {
  const network = networkOf(sketches);
  const config = engineConfig(network);
  const log = createLog({ level: 'error' });
  const { store } = openStateStore(directory, { clock: systemClock, log });
  const metrics = openMetricStore(
    { network, spool: SPOOL_DEFAULTS, retention: RETENTION_DEFAULTS },
    { directory, clock: systemClock, log },
  );
  const timeline = new Timeline(systemClock);
  const verdicts = new Map<number, number>();
  let givenMs = 0;
  const given = <T>(run: () => T): T => {
    givenMs = systemClock.monoMs();
    return run();
  };
  const announce = (events: readonly NumberedEvent[]): void => {
    for (const { event } of events)
      if (event.kind === 'alert.raised') verdicts.set(event.alert.number, givenMs);
    hub.publish(shownEvents(events));
    metrics.write(events.flatMap(({ event }) => pointsOf(event, network)));
  };
  const loop: EngineLoop = new EngineLoop(config, {
    timeline,
    store,
    echoes: { setTargets: () => undefined, burst: () => undefined },
    polls: { pollNow: () => undefined, pause: () => undefined, resume: () => undefined },
    announce,
    onClockSet: () => undefined,
    every: (ms, run) => {
      const handle = setInterval(() => given(run), ms);
      return () => clearInterval(handle);
    },
    log,
  });
  const hub = new Hub({
    snapshot: () =>
      networkView(loop.state, {
        seq: store.seq(),
        now: timeline.now(),
        bootId: 'storm',
        version: '0',
        echoEngine: { engine: 'socket', why: 'scripted' },
      }),
    eventsSince: (seq, limit) => store.eventsSince(seq, limit),
    seq: () => store.seq(),
    oldestDataMs: () => 0,
    now: () => timeline.now(),
    isLink: () => false,
    bootId: 'storm',
    timers: systemTimers,
  });
  const echoes = new ScriptedEchoes(loop.state, (batch) => given(() => loop.echoes(batch)));
  loop.start();
  echoes.remember();
  echoes.start();
  const server = createServer();
  const stream = serveStream(server, hub, () => undefined);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    url: `ws://127.0.0.1:${port}${STREAM_PATH}`,
    loop,
    echoes,
    verdicts,
    close: async () => {
      echoes.stop();
      loop.stop();
      stream.close();
      hub.close();
      server.close();
      await metrics.close();
      store.close();
    },
  };
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

// The composition root: the only file that knows every folder. It opens the parts in the order they need each other,
// wires them, and closes them in reverse.

import { randomUUID } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import { startServer } from './api/server.ts';
import { type ApiParts, apiDepsOf } from './api/wiring.ts';
import type { Config, Secret } from './config/config.ts';
import type { EchoBatch } from './domain/echo.ts';
import { isId, linkId } from './domain/ids.ts';
import { isProbed } from './domain/link.ts';
import type { Network } from './domain/network.ts';
import { EchoMemory } from './engine/echo-memory.ts';
import { EngineLoop } from './engine/loop.ts';
import type { EngineConfig } from './engine/state.ts';
import { openEchoEngine } from './probe/icmp/open-engine.ts';
import type { EchoEngine, EchoEngineDeps } from './probe/icmp/port.ts';
import { startLab } from './probe/lab/start-lab.ts';
import { createSnmpPoller } from './probe/snmp/poller.ts';
import type { Clock } from './runtime/clock.ts';
import { EventLoopMonitor } from './runtime/eventloop.ts';
import type { Log } from './runtime/log.ts';
import { Closer } from './runtime/shutdown.ts';
import { Timeline } from './runtime/timeline.ts';
import type { Timers } from './runtime/timers.ts';
import { Calendar } from './schedule/calendar.ts';
import { PollScheduler, type PollTarget } from './schedule/scheduler.ts';
import { historyFaults } from './store/metrics/faults.ts';
import { openMetricStore } from './store/metrics/open.ts';
import { pointsOf } from './store/metrics/points.ts';
import { openStateStore } from './store/state/open.ts';
import { feedEchoes } from './stream/echo-feed.ts';
import { Hub } from './stream/hub.ts';
import type { NetworkView } from './stream/protocol.ts';
import { networkView, oldestDataMs } from './stream/view.ts';

/** Polls under way at once: 10,000 devices at 60 s that all keep silent for 4 s hold 667 places. */
const MOST_POLLS = 1_000;
/** Parts that hang at the end are left behind after this long. */
const CLOSE_MS = 5_000;
/** Hourly, beside the hour, when everybody else's jobs run: old events go in bites of at most 10,000. */
const PRUNE_CRON = '17 * * * *';
/** How often the parts are asked how they are. */
const HEALTH_MS = 2_000;

/** What to run, and where. */
export interface AppOptions {
  readonly config: Config;
  /** Data directory. */
  readonly directory: string;
  readonly webRoot: string;
  readonly version: string;
}

/** The world around the program. */
export interface AppDeps {
  readonly log: Log;
  readonly clock: Clock;
  readonly timers: Timers;
}

/** A daemon at work. */
export interface RunningApp {
  /** Address of the page. */
  readonly url: string;
  /** Takes a changed configuration. */
  reload(config: Config): void;
  /** Tells that a changed configuration cannot be used. */
  reloadFailed(problems: readonly string[]): void;
  close(): Promise<void>;
}

/** Starts everything; rejects with a coded Error whose message an operator can act on, and leaves nothing open. */
export async function startApp(options: AppOptions, deps: AppDeps): Promise<RunningApp> {
  const closer = new Closer(CLOSE_MS, (name, detail) =>
    deps.log.warn('Could not close in order', { name, detail }),
  );
  try {
    return await start(options, deps, closer);
  } catch (error) {
    await closer.close();
    throw error;
  }
}

async function start(options: AppOptions, deps: AppDeps, closer: Closer): Promise<RunningApp> {
  const { log, clock, timers } = deps;
  const { config, directory } = options;
  const every = (ms: number, run: () => void): (() => void) => {
    const handle = timers.setInterval(run, ms);
    return () => timers.clearInterval(handle);
  };

  const { store } = openStateStore(directory, { clock, log });
  closer.add('state store', () => store.close());
  const timeline = new Timeline(clock, store.load().lastAliveAt);
  const metrics = openMetricStore(config, { directory, clock, log });
  closer.add('history', () => metrics.close());
  const lab = config.lab ? await startLab(config.network, config.lab, { timers, clock, log }) : undefined;
  if (lab) closer.add('lab', () => lab.stop());

  const calendar = new Calendar(config.network.province.timezone, log);
  closer.add('calendar', () => calendar.stop());
  calendar.add({ name: 'prune', cron: PRUNE_CRON, run: () => store.prune(timeline.now().at) });

  let network: Network = lab?.network ?? config.network;
  const poller = createSnmpPoller({}, { clock, timers, log });
  closer.add('SNMP', () => poller.close());
  const scheduler = new PollScheduler({ maxInFlight: MOST_POLLS }, { poll, clock, timers });
  closer.add('poll plan', () => scheduler.stop());
  const memory = new EchoMemory();
  // Opened before the loop that takes their verdicts: nothing is sent before the loop has named its targets.
  let takeBatch = (_: EchoBatch): void => undefined;
  let takeEchoFault = (_: string | undefined): void => undefined;
  const echoDeps: EchoEngineDeps = {
    onBatch: (batch) => takeBatch(batch),
    onFault: (detail) => takeEchoFault(detail),
    log,
  };
  const echoes = lab ? await lab.openEngine(openEchoEngine, echoDeps) : await openEchoEngine(echoDeps);
  closer.add('echoes', () => echoes.stop());

  const loop: EngineLoop = new EngineLoop(engineConfigOf(config, network), {
    timeline,
    store,
    echoes,
    polls: scheduler,
    announce: (events) => {
      hub.publish(events);
      metrics.write(events.flatMap(({ event }) => pointsOf(event, network)));
    },
    every,
    onClockSet: () => void calendar.replan(),
    log,
  });
  const bootId = randomUUID();
  const snapshot = () =>
    networkView(loop.state, {
      seq: store.seq(),
      now: timeline.now(),
      bootId,
      version: options.version,
      echoEngine: engineOf(echoes),
    });
  const hub = new Hub({
    snapshot,
    eventsSince: (seq, limit) => store.eventsSince(seq, limit),
    seq: () => store.seq(),
    oldestDataMs: () => oldestDataMs(loop.state, timeline.now()),
    now: () => timeline.now(),
    isLink: (id) => isId(id) && loop.state.links.has(linkId(id)),
    bootId,
    timers,
  });
  takeBatch = (batch) => {
    memory.take(batch);
    loop.echoes(batch);
    feedEchoes(batch, {
      watched: () => hub.watched(),
      keyOf: (id) => loop.state.links.get(id)?.key,
      send: (id, views) => hub.echoes(id, views),
      now: () => timeline.now(),
    });
  };
  takeEchoFault = (detail) => loop.fault('echo', detail);

  async function poll(key: string): Promise<'answered' | 'silent'> {
    const link = network.links.get(linkId(key));
    if (!link) return 'answered';
    const { result, durationMs } = await poller.poll(key, link.device);
    loop.polled({ link: link.id, monoMs: clock.monoMs(), durationMs, result });
    return result.kind === 'failed' && result.failure === 'silent' ? 'silent' : 'answered';
  }

  const eventLoop = new EventLoopMonitor();
  eventLoop.start();
  closer.add('event loop', () => eventLoop.close());
  const parts: ApiParts = {
    loop,
    store,
    metrics,
    echoes,
    poller,
    scheduler,
    hub,
    memory,
    eventLoop,
    snapshot,
  };
  loop.start();
  closer.add('engine', () => loop.stop());
  closer.add(
    'health',
    every(HEALTH_MS, () => watchParts(parts)),
  );
  scheduler.set(pollTargets(network));

  const { host, port, token } = config.listen;
  const server = await startServer(
    {
      host,
      port,
      webRoot: options.webRoot,
      version: options.version,
      ...(token && { token: token.reveal() }),
    },
    { ...apiDepsOf(parts), hub, log, monoMs: () => clock.monoMs() },
  );
  closer.add('server', () => server.close());
  closer.add('stream', () => hub.close());
  const { engine, why } = echoes.status();
  log.info('jalur is running', { links: network.links.size, engine, why, host, port: server.port });

  return {
    url: `http://${host.includes(':') ? `[${host}]` : host}:${server.port}`,
    reload: (changed) => {
      if (lab) {
        log.warn('A demonstration is not loaded again while it runs; start it anew');
        return;
      }
      for (const [id, link] of network.links) {
        const now = changed.network.links.get(id);
        if (!isDeepStrictEqual(now?.device, link.device)) poller.forget(id);
      }
      network = changed.network;
      loop.reload(engineConfigOf(changed, network));
      loop.fault('config', undefined);
      scheduler.set(pollTargets(network));
      memory.keep(new Set([...loop.state.links.values()].map((watch) => watch.key)));
      log.info('Configuration loaded again', { links: network.links.size });
      warnOfRestart(config, changed, log);
    },
    reloadFailed: (problems) => {
      log.error('Changed configuration not used; the old one stays', { problems });
      loop.fault(
        'config',
        `the changed configuration has mistakes and is not used: ${problems.slice(0, 3).join('; ')}`,
      );
    },
    close: () => closer.close(),
  };
}

function engineOf(echoes: EchoEngine): NetworkView['echoEngine'] {
  const { engine, why } = echoes.status();
  return { engine, why };
}

function engineConfigOf(config: Config, network: Network): EngineConfig {
  return { network, severities: config.severities, snmpSilentPolls: config.snmpSilentPolls };
}

function pollTargets(network: Network): PollTarget[] {
  return [...network.links.values()].flatMap(({ id, stage, device }) =>
    device.snmp && isProbed(stage) ? [{ key: id, everyMs: device.snmp.everyMs }] : [],
  );
}

/** Reports what the stores say of themselves; an alert ends when what it said is over. */
function watchParts({ loop, metrics }: ApiParts): void {
  const faults = historyFaults(metrics.status());
  loop.fault('metrics', faults.metrics);
  loop.fault('spool', faults.spool);
}

function warnOfRestart(before: Config, after: Config, log: Log): void {
  const fixed = ['listen', 'influx', 'spool', 'retention'] as const;
  const changed = fixed.filter((name) => !isDeepStrictEqual(plain(before[name]), plain(after[name])));
  if (changed.length > 0) log.warn('These settings take effect after a restart', { changed });
}

/** Secrets opened, for comparing only: two of them never look different from outside. */
function plain(section: object | undefined): unknown {
  return Object.entries(section ?? {}).map(([name, value]: [string, unknown]) => [
    name,
    isSecret(value) ? value.reveal() : value,
  ]);
}

function isSecret(value: unknown): value is Secret {
  return typeof value === 'object' && value !== null && 'reveal' in value;
}

// The composition root: with src/app the only place that knows every folder. It opens the parts in the order they need
// each other, wires them, and closes them in reverse.

import type { ApiParts } from './api/wiring.ts';
import { openAcceptance } from './app/acceptance.ts';
import { openAccess } from './app/access.ts';
import { openBeats } from './app/beats.ts';
import { openCorrections } from './app/history-corrections.ts';
import { openLedger } from './app/ledger.ts';
import { LinkActDesk } from './app/link-acts.ts';
import { SharedBursts } from './app/link-acts-bursts.ts';
import { type Maintenance, openMaintenance } from './app/maintenance.ts';
import { openMap } from './app/map-desk.ts';
import { openNotifying } from './app/notifying.ts';
import { openSelf } from './app/open-self.ts';
import { type AppDeps, type AppOptions, every, type Opening } from './app/parts.ts';
import { changedDevices, changedUntilRestart, engineConfigOf, type Plan, pollTargets } from './app/plan.ts';
import { openPolling } from './app/polling.ts';
import { openReports, type Reports } from './app/reports.ts';
import { openRollout } from './app/rollout.ts';
import { openScreens } from './app/screens.ts';
import { serve } from './app/serving.ts';
import { openTraps, type Traps } from './app/traps.ts';
import { openVicon } from './app/vicon.ts';
import type { Config } from './config/config.ts';
import type { EchoBatch } from './domain/echo.ts';
import { beatTargets } from './engine/anchors.ts';
import { EchoMemory } from './engine/echo-memory.ts';
import { EngineLoop } from './engine/loop.ts';
import { openEchoEngine } from './probe/icmp/open-engine.ts';
import type { EchoEngine } from './probe/icmp/port.ts';
import { startLab } from './probe/lab/start-lab.ts';
import { EventLoopMonitor } from './runtime/eventloop.ts';
import { Closer } from './runtime/shutdown.ts';
import { Timeline } from './runtime/timeline.ts';
import { Calendar } from './schedule/calendar.ts';
import { historyFaults } from './store/metrics/faults.ts';
import { openMetricStore } from './store/metrics/open.ts';
import { pointsOf } from './store/metrics/points.ts';
import { openStateStore } from './store/state/open.ts';

/** Parts that hang at the end are left behind after this long. */
const CLOSE_MS = 5_000;
/** Hourly, beside the hour, when everybody else's jobs run: old events go in bites of at most 10,000. */
const PRUNE_CRON = '17 * * * *';
/** Every device is asked once a night who it is, when its links are idle. */
const INSPECT_CRON = '23 2 * * *';
/** How often the parts are asked how they are. */
const HEALTH_MS = 2_000;

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
    return await start({ ...deps, options, closer });
  } catch (error) {
    await closer.close();
    throw error;
  }
}

async function start(opening: Opening): Promise<RunningApp> {
  const { options, log, clock, timers, closer } = opening;
  const { config, directory } = options;

  const { store } = openStateStore(directory, { clock, log });
  closer.add('state store', () => store.close());
  const access = openAccess(opening);
  const { lastAliveAt } = store.load();
  const timeline = new Timeline(clock, lastAliveAt);
  const metrics = openMetricStore(config, { directory, clock, log });
  closer.add('history', () => metrics.close());
  const lab = config.lab ? await startLab(config.network, config.lab, { timers, clock, log }) : undefined;
  if (lab) closer.add('lab', () => lab.stop());
  const plan: Plan = { config, network: lab?.network ?? config.network };

  const calendar = new Calendar(config.network.province.timezone, log);
  closer.add('calendar', () => calendar.stop());
  calendar.add({ name: 'prune', cron: PRUNE_CRON, run: () => store.prune(timeline.now().at) });
  calendar.add({ name: 'prune access', cron: PRUNE_CRON, run: () => access.store.prune(timeline.now().at) });

  const polling = openPolling(
    {
      plan,
      store,
      loop: () => loop,
      onPoll: (link, poll) => linkActs.polled(link, poll),
      onInventory: (link, { addresses }) =>
        traps.learn(
          link,
          addresses.map(({ address }) => address),
        ),
    },
    opening,
  );
  const { poller, scheduler, desk } = polling;
  calendar.add({ name: 'inspect', cron: INSPECT_CRON, run: () => desk.all() });
  const memory = new EchoMemory();
  const onBatch = (batch: EchoBatch): void => {
    memory.take(batch);
    loop.echoes(batch);
    screens.feed(batch);
    linkActs.take(batch);
  };
  const beats = openBeats({ plan, store, loop: () => loop, onBatch }, opening);
  // Opened before the loop that takes their verdicts: nothing is sent before the loop has named its targets.
  const echoes = await openEchoes(opening, lab, {
    batch: onBatch,
    fault: (detail) => loop.fault('echo', detail),
  });
  const bursts = new SharedBursts(echoes);
  const linkActs = new LinkActDesk({
    state: () => loop.state,
    now: () => loop.now(),
    bursts,
    pollNow: (link) => scheduler.pollNow(link),
    timers,
  });
  closer.add('link acts', () => linkActs.close());
  const screens = openScreens(
    { loop: () => loop, store, timeline, echoes, maintenance: () => maintenance },
    opening,
  );
  const { hub } = screens;
  const loop: EngineLoop = new EngineLoop(engineConfigOf(plan), {
    timeline,
    store,
    echoes: bursts,
    polls: scheduler,
    announce: (events) => {
      screens.publish(events);
      notifying.take(events);
      acceptance.take(events);
      metrics.write(events.flatMap(({ event }) => pointsOf(event, plan.network)));
      corrections.take(events.map(({ event }) => event));
    },
    every: (ms, run) => every(timers, ms, run),
    onClockSet: () => {
      void calendar.replan();
      maintenance.clockSet();
      reports.clockSet();
    },
    log,
  });

  const corrections = openCorrections(
    { plan, store, metrics, loop, windows: () => maintenance.windows({ all: true }) },
    opening,
  );
  const notifying = openNotifying({ plan, store, loop, timeline }, opening);
  const acceptance = openAcceptance({ plan, store, metrics, loop }, opening);
  const rollout = openRollout({ plan, store, loop, latest: (link) => acceptance.latest(link) });
  loop.start();
  // Before anything is told: what an open window covers is held back.
  const maintenance: Maintenance = openMaintenance({ plan, store, loop }, opening);
  const vicon = openVicon({ plan, store, metrics, loop, lastAliveAt }, opening);
  notifying.start();
  const reports: Reports = openReports({ plan, store, metrics, loop, calendar, notifying }, opening);
  loop.fault('profiles', polling.profileTrouble);
  closer.add('engine', () => loop.stop());
  const traps: Traps = await openTraps({ plan, store, loop: () => loop }, opening);
  const eventLoop = new EventLoopMonitor();
  eventLoop.start();
  closer.add('event loop', () => eventLoop.close());
  const { ntpServers, deadMan } = config;
  const self = openSelf({ loop, store, echoes, scheduler, ntpServers, deadMan }, opening);
  const { snapshot } = screens;
  const parts: ApiParts = {
    loop,
    store,
    metrics,
    echoes,
    beats,
    poller,
    scheduler,
    hub,
    memory,
    eventLoop,
    snapshot,
    traps,
    maintenance,
    vicon,
    map: openMap(plan, opening),
    rollout,
    acceptance,
    ledger: openLedger({ store, network: () => loop.state.config.network, now: () => loop.now().at }),
    reports: reports.desk,
    contracts: () => plan.config.contracts,
    grafana: () => plan.config.grafana,
    linkActs,
    messages: notifying,
    figures: () => [...notifying.figures(), ...self.figures(), ...screens.figures(), ...reports.figures()],
  };
  closer.add(
    'health',
    every(timers, HEALTH_MS, () => watchParts(parts)),
  );
  scheduler.set(pollTargets(plan.network));
  await beats.start(beatTargets(loop.state));
  const { server, url } = await serve(parts, { access, screens }, opening);
  const { engine, why } = echoes.status();
  log.info('jalur is running', { links: plan.network.links.size, engine, why, url });

  return {
    url,
    reload: (changed) => {
      access.reload(server);
      if (lab) log.warn('A demonstration is not loaded again while it runs; start it anew');
      else {
        takePlan(parts, plan, changed, opening);
        desk.keep(plan.network.links);
        traps.planChanged();
        maintenance.planChanged();
        vicon.planChanged();
        notifying.planChanged();
        reports.planChanged();
      }
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

async function openEchoes(
  { log, closer }: Opening,
  lab: Awaited<ReturnType<typeof startLab>> | undefined,
  take: { readonly batch: (batch: EchoBatch) => void; readonly fault: (detail: string | undefined) => void },
): Promise<EchoEngine> {
  const deps = { onBatch: take.batch, onFault: take.fault, log };
  const echoes = lab ? await lab.openEngine(openEchoEngine, deps) : await openEchoEngine(deps);
  closer.add('echoes', () => echoes.stop());
  return echoes;
}

/** Puts a changed configuration in force. */
function takePlan(parts: ApiParts, plan: Plan, changed: Config, { options, log }: Opening): void {
  const { loop, poller, scheduler, memory, beats } = parts;
  for (const id of changedDevices(plan.network, changed.network)) poller.forget(id);
  plan.config = changed;
  plan.network = changed.network;
  loop.reload(engineConfigOf(plan));
  loop.fault('config', undefined);
  scheduler.set(pollTargets(plan.network));
  beats?.set(beatTargets(loop.state));
  memory.keep(new Set([...loop.state.links.values()].map((watch) => watch.key)));
  log.info('Configuration loaded again', { links: plan.network.links.size });
  const later = changedUntilRestart(options.config, changed);
  if (later.length > 0) log.warn('These settings take effect after a restart', { changed: later });
}

/** Reports what the stores say of themselves; an alert ends when what it said is over. */
function watchParts({ loop, metrics }: ApiParts): void {
  const faults = historyFaults(metrics.status());
  loop.fault('metrics', faults.metrics);
  loop.fault('spool', faults.spool);
}

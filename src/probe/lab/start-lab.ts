// A simulated province: puts the faults, the story, the SNMP agents and the echo engine's wrapper together.

import type { LabConfig } from '../../config/config.ts';
import type { LinkId } from '../../domain/ids.ts';
import type { Network } from '../../domain/network.ts';
import type { Clock } from '../../runtime/clock.ts';
import { seededRandom } from '../../runtime/random.ts';
import type { TimerHandle, Timers } from '../../runtime/timers.ts';
import type { EchoEngine, EchoEngineDeps } from '../icmp/port.ts';
import type { AgentCounts } from './agent-protocol.ts';
import { Agents } from './agents.ts';
import { LabFailure } from './failure.ts';
import { type DeviceState, Faults } from './faults.ts';
import { type OpenEngine, openInner } from './inner-engine.ts';
import { LabEngine } from './lab-engine.ts';
import {
  deviceSpec,
  hasAgent,
  passageByAddress,
  refuseRealAddresses,
  simulatedNetwork,
} from './lab-network.ts';
import { type StoryStatus, StoryTeller } from './story.ts';
import { zoneOffsetMs } from './zone-offset.ts';

/** What a lab is given. */
export interface LabDeps {
  readonly timers: Timers;
  readonly clock: Clock;
  readonly log: { info(message: string, data?: object): void; warn(message: string, data?: object): void };
}

/** What a lab tells about itself. */
export interface LabStatus {
  readonly story: StoryStatus;
  /** `off`: no device is asked by SNMP, or this system lacks the addresses; `why` says so. */
  readonly agents:
    | ({ readonly kind: 'on'; readonly devices: number; readonly restarts: number } & AgentCounts)
    | { readonly kind: 'off'; readonly why: string };
}

/** A running lab. */
export interface Lab {
  /** The network to watch: every agent at the lab's port, and marked as simulated. */
  readonly network: Network;
  /** Opens an echo engine whose verdicts are the province's. Where none can be opened the lab answers by itself. */
  openEngine(open: OpenEngine, deps: EchoEngineDeps): Promise<EchoEngine>;
  status(): LabStatus;
  /** Ends story and agents; engines are stopped by who opened them. Idempotent. */
  stop(): Promise<void>;
}

/**
 * Starts the agents and the story. Rejects with a LabFailure; where only the loopback addresses are missing it goes on
 * without agents, logs the way out, and answers echoes itself.
 */
export async function startLab(network: Network, lab: LabConfig, deps: LabDeps): Promise<Lab> {
  refuseRealAddresses(network);
  const { clock, timers, log } = deps;
  const monoMs = (): number => clock.monoMs();
  const simulated = simulatedNetwork(network, lab);
  const faults = new Faults(simulated, lab.absent, monoMs());
  const asked = [...simulated.links.values()].filter(hasAgent);
  const told = new Map<LinkId, DeviceState>();
  const changed = (): [number, DeviceState][] =>
    asked.flatMap(({ id }, index) => {
      const state = faults.device(id);
      const before = told.get(id);
      if (!state || (before && sameState(before, state))) return [];
      told.set(id, state);
      return [[index, state] as [number, DeviceState]];
    });
  const localOffsetMs = clock.wallMs() - monoMs() + zoneOffsetMs(network.province.timezone, clock.wallMs());
  const agents = new Agents(
    { devices: asked.map((link) => deviceSpec(link, lab)), states: changed(), localOffsetMs },
    { timers, log },
  );
  const withoutAgents = await begin(agents, asked.length, log);

  let back: TimerHandle;
  const publish = (): void => {
    agents.update(changed());
    timers.clearTimeout(back);
    const at = faults.nextBackMonoMs;
    if (at === undefined) return;
    back = timers.setTimeout(
      () => {
        faults.settle(monoMs());
        publish();
      },
      Math.max(1, at - monoMs()),
    );
  };
  const story = new StoryTeller(lab, {
    timers,
    monoMs,
    stage: {
      act: (step) => {
        faults.apply(step, monoMs());
        log.info('Lab act', { ...step });
        publish();
      },
      startOver: () => {
        faults.mendAll(monoMs());
        log.info('Lab story starts over');
        publish();
      },
    },
  });
  story.start();

  const passage = passageByAddress(simulated, faults);
  let engines = 0;
  return {
    network: simulated,
    openEngine: async (open, engineDeps) => {
      const engine = new LabEngine({
        onBatch: engineDeps.onBatch,
        passage,
        timers,
        monoMs,
        random: seededRandom(lab.seed + ++engines),
      });
      engine.start(
        await openInner(engine, withoutAgents?.noLoopback, open, { ...engineDeps, timers, monoMs }),
      );
      return engine;
    },
    status: () => ({
      story: story.status(),
      agents: withoutAgents
        ? { kind: 'off', why: withoutAgents.why }
        : { kind: 'on', devices: asked.length, ...agents.status() },
    }),
    stop: async () => {
      story.stop();
      timers.clearTimeout(back);
      await agents.stop();
    },
  };
}

interface WithoutAgents {
  readonly why: string;
  /** Set when echoes would find no such addresses either. */
  readonly noLoopback?: string;
}

async function begin(agents: Agents, count: number, log: LabDeps['log']): Promise<WithoutAgents | undefined> {
  if (count === 0) return { why: 'no device of the configuration is asked by SNMP version 1 or 2c' };
  try {
    await agents.start();
    return undefined;
  } catch (error) {
    await agents.stop();
    if (!(error instanceof LabFailure) || error.code !== 'lab-no-loopback') throw error;
    log.warn('Lab goes on without SNMP agents and real echoes', { why: error.message });
    return { why: error.message, noLoopback: error.message };
  }
}

function sameState(a: DeviceState, b: DeviceState): boolean {
  return a.silent === b.silent && a.bootedMonoMs === b.bootedMonoMs && a.boots === b.boots;
}

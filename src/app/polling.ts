// The polls: who is asked when, what becomes of the answer, and the desk that gets to know the devices.

import { join } from 'node:path';
import { describeProblem } from '../config/problems.ts';
import { type LinkId, linkId } from '../domain/ids.ts';
import type { Inventory } from '../domain/inventory.ts';
import type { EngineLoop } from '../engine/loop.ts';
import { createSnmpPoller } from '../probe/snmp/poller.ts';
import type { Poll, SnmpInspector, SnmpPoller } from '../probe/snmp/port.ts';
import { loadProfiles, SHIPPED_PROFILES } from '../probe/snmp/profiles/load.ts';
import type { Profile } from '../probe/snmp/profiles/profile.ts';
import { PollScheduler } from '../schedule/scheduler.ts';
import type { StateStore } from '../store/state/port.ts';
import { DeviceDesk } from './devices.ts';
import type { Opening } from './parts.ts';
import type { Plan } from './plan.ts';

/** Polls under way at once: 10,000 devices at 60 s that all keep silent for 4 s hold 667 places. */
const MOST_POLLS = 1_000;

/** The parts that poll. */
export interface Polling {
  readonly poller: SnmpPoller & SnmpInspector;
  readonly scheduler: PollScheduler;
  readonly desk: DeviceDesk;
  /** What is wrong with the profiles; undefined when nothing is. */
  readonly profileTrouble: string | undefined;
}

/** What polling is wired to; `loop` is asked for when an answer is there. */
export interface PollingDeps {
  readonly plan: Plan;
  readonly store: StateStore;
  readonly loop: () => EngineLoop;
  /** Told of every poll at its end, after the engine has taken it. */
  readonly onPoll: (link: LinkId, poll: Poll) => void;
  /** Told what a device said it is, after that was kept. */
  readonly onInventory: (link: LinkId, inventory: Inventory) => void;
}

/** Opens them; nothing is polled before the scheduler is given targets. */
export function openPolling(
  { plan, store, loop, onPoll, onInventory }: PollingDeps,
  opening: Opening,
): Polling {
  const { clock, timers, log, closer } = opening;
  const { profiles, trouble } = profilesOf(opening);
  const poller = createSnmpPoller({ profiles }, { clock, timers, log });
  closer.add('SNMP', () => poller.close());
  const desk = new DeviceDesk({
    inspector: poller,
    store: {
      inventory: (link) => store.inventory(link),
      saveInventory: (link, at, inventory) => {
        store.saveInventory(link, at, inventory);
        onInventory(link, inventory);
      },
    },
    network: () => plan.network,
    give: (input) => void loop().give(input),
    now: () => loop().now(),
    log,
  });
  closer.add('device desk', () => desk.close());

  async function poll(key: string): Promise<'answered' | 'silent'> {
    const link = plan.network.links.get(linkId(key));
    if (!link) return 'answered';
    const poll = await poller.poll(key, link.device);
    const { result, readMonoMs, durationMs, inspectAgain } = poll;
    loop().polled({ link: link.id, monoMs: readMonoMs, durationMs, result });
    onPoll(link.id, poll);
    if (inspectAgain) void desk.changed(link.id);
    return result.kind === 'failed' && result.failure === 'silent' ? 'silent' : 'answered';
  }

  const scheduler = new PollScheduler({ maxInFlight: MOST_POLLS }, { poll, clock, timers });
  closer.add('poll plan', () => scheduler.stop());
  return { poller, scheduler, desk, profileTrouble: trouble };
}

/** The shipped profiles and the operator's own; what is wrong with some keeps the others at work. */
function profilesOf({ options, log }: Opening): {
  readonly profiles: readonly Profile[];
  readonly trouble: string | undefined;
} {
  const own = join(options.directory, 'profiles');
  const { profiles, problems } = loadProfiles({ shipped: SHIPPED_PROFILES, own });
  if (problems.length === 0) return { profiles, trouble: undefined };
  const told = problems.map(describeProblem);
  log.error('Device profiles with mistakes are not used', { problems: told });
  const more = told.length > 3 ? `; and ${told.length - 3} more` : '';
  return {
    profiles,
    trouble: `device profiles with mistakes are not used: ${told.slice(0, 3).join('; ')}${more}`,
  };
}

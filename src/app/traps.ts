// The traps: received in a thread of their own, given to the engine for the links of the device that sent them.

import type { LinkId } from '../domain/ids.ts';
import type { EngineLoop } from '../engine/loop.ts';
import { openTrapReceiver } from '../probe/snmp/traps/receiver.ts';
import type { TrapStatus } from '../probe/snmp/traps/status.ts';
import type { StateStore } from '../store/state/port.ts';
import { every, type Opening } from './parts.ts';
import type { Plan } from './plan.ts';
import { TrapSenders } from './trap-senders.ts';

/** Addresses are named to the receiver at most this often: after a start 10,000 devices tell theirs within minutes. */
const NAME_MS = 5_000;
/** What devices told in earlier runs is read in bites, beside everything else a start does. */
const READ_EVERY_MS = 10;
const READ_AT_ONCE = 10;

/** What traps are wired to. */
export interface TrapDeps {
  readonly plan: Plan;
  readonly store: Pick<StateStore, 'inventory'>;
  readonly loop: () => EngineLoop;
}

/** Traps at work. */
export interface Traps {
  /** Takes the addresses a device said it has. */
  learn(link: LinkId, addresses: readonly string[]): void;
  /** Takes a changed plan. */
  planChanged(): void;
  /** Undefined where no traps are received. */
  status(): TrapStatus | undefined;
  /** Traps from addresses that are nobody's, or several devices'. */
  readonly strangers: number;
}

/** Receives traps from now on, if the configuration says so; to be called when the engine runs. */
export async function openTraps({ plan, store, loop }: TrapDeps, opening: Opening): Promise<Traps> {
  const { options, timers, log, closer } = opening;
  const config = options.config.traps;
  if (!config) {
    return { learn: () => undefined, planChanged: () => undefined, status: () => undefined, strangers: 0 };
  }
  const senders = new TrapSenders();
  senders.plan(plan.network);
  let strangers = 0;
  const receiver = await openTrapReceiver(config, {
    timers,
    log,
    onTrap: (trap) => {
      const links = senders.linksOf(trap.from);
      if (links.length === 0) strangers++;
      for (const link of links) loop().give({ kind: 'trap', link, trap });
    },
    onFault: (detail) => loop().fault('traps', detail),
  });
  closer.add('traps', () => receiver.close());
  receiver.expect(senders.addresses());

  let changed = false;
  closer.add(
    'trap senders',
    every(timers, NAME_MS, () => {
      if (!changed) return;
      changed = false;
      receiver.expect(senders.addresses());
    }),
  );
  const learn = (link: LinkId, addresses: readonly string[]): void => {
    senders.learn(link, addresses);
    changed = true;
  };

  const unread = [...plan.network.links.keys()].reverse();
  const stopReading = every(timers, READ_EVERY_MS, () => {
    for (const link of unread.splice(-READ_AT_ONCE)) {
      const kept = store.inventory(link)?.inventory;
      if (kept)
        learn(
          link,
          kept.addresses.map(({ address }) => address),
        );
    }
    if (unread.length === 0) stopReading();
  });
  closer.add('trap senders of earlier runs', stopReading);

  return {
    learn,
    planChanged: () => {
      senders.plan(plan.network);
      changed = true;
    },
    status: () => receiver.status(),
    get strangers() {
      return strangers;
    },
  };
}

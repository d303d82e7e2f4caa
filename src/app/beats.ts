// The beats of devices that cannot be reached: wired to the engine, and what such devices say they are kept like what
// others say when they are inspected.

import type { EchoBatch } from '../domain/echo.ts';
import type { LinkId } from '../domain/ids.ts';
import { type DeviceIdentity, type Inventory, inventoryChanges, withHistory } from '../domain/inventory.ts';
import type { EngineLoop } from '../engine/loop.ts';
import { BeatDesk } from '../probe/beat/beat-desk.ts';
import type { Log } from '../runtime/log.ts';
import type { StateStore } from '../store/state/port.ts';
import type { Opening } from './parts.ts';
import type { Plan } from './plan.ts';

/** What the beats are wired to; `loop` is asked for when one arrives. */
export interface BeatDeps {
  readonly plan: Plan;
  readonly store: Pick<StateStore, 'inventory' | 'saveInventory'>;
  readonly loop: () => EngineLoop;
  /** Takes verdicts, as those of echoes are taken. */
  readonly onBatch: (batch: EchoBatch) => void;
}

/** Opens the desk; it takes beats once it is started, with the targets of the engine. */
export function openBeats({ plan, store, loop, onBatch }: BeatDeps, opening: Opening): BeatDesk {
  const { options, timers, log, closer } = opening;
  const identities = new Identities({ store, loop, log });
  const desk = new BeatDesk(
    { directory: options.directory },
    {
      timers,
      log,
      now: () => loop().now(),
      mediumOf: (link) => plan.network.links.get(link)?.medium,
      onBatch,
      onFigures: (observation) => loop().polled(observation),
      onIdentity: (link, identity) => identities.take(link, identity),
    },
  );
  closer.add('beats', () => desk.close());
  return desk;
}

/** Keeps what devices say they are, when they say it first or differently. One entry per link that ever said anything. */
class Identities {
  readonly #deps: Pick<BeatDeps, 'store' | 'loop'> & { readonly log: Log };
  readonly #told = new Map<LinkId, string>();

  constructor(deps: Pick<BeatDeps, 'store' | 'loop'> & { readonly log: Log }) {
    this.#deps = deps;
  }

  take(link: LinkId, identity: DeviceIdentity): void {
    const text = JSON.stringify([identity.model, identity.firmware]);
    if (this.#told.get(link) === text) return;
    const { store, loop, log } = this.#deps;
    try {
      const before = store.inventory(link)?.inventory;
      const inventory = inventoryOf(identity);
      const changes = before ? inventoryChanges(before, inventory) : [];
      loop().give({ kind: 'inventory', link, profile: inventory.profile, identity, changes });
      const { at } = loop().now();
      store.saveInventory(link, at, withHistory(inventory, before, { at, changes }));
      this.#told.set(link, text);
    } catch (error) {
      // A store that cannot be written is told of by its own alert; the next beat tries again.
      log.warn('What a device is could not be kept', { link, detail: String(error) });
    }
  }
}

/** No profile reads such a device: everything it says comes with its beats. */
function inventoryOf(identity: DeviceIdentity): Inventory {
  return {
    profile: 'beat',
    identity,
    interfaces: [],
    neighbours: [],
    addresses: [],
    objects: 0,
    requests: 0,
    leftOut: [],
  };
}

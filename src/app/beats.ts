// The beats of devices that cannot be reached: wired to the engine, and what such devices say they are kept like what
// others say when they are inspected.

import { isDeepStrictEqual } from 'node:util';
import type { EchoBatch } from '../domain/echo.ts';
import type { LinkId } from '../domain/ids.ts';
import { type DeviceIdentity, type Inventory, inventoryChanges, withHistory } from '../domain/inventory.ts';
import type { EngineLoop } from '../engine/loop.ts';
import { Allowance } from '../probe/beat/allowance.ts';
import { BeatDesk } from '../probe/beat/beat-desk.ts';
import { MOST_TOKENS } from '../probe/beat/tokens.ts';
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

/** How often one device may become another one: an update and a step back in an hour, not something else with every beat. */
const CHANGES_PER_LINK = { atOnce: 5, perSecond: 1 / 3_600, mostKeys: MOST_TOKENS };

/** Keeps what devices say they are, when they say it first or differently. One entry per link that ever said anything. */
class Identities {
  readonly #deps: Pick<BeatDeps, 'store' | 'loop'> & { readonly log: Log };
  readonly #told = new Map<LinkId, DeviceIdentity>();
  readonly #changes = new Allowance(CHANGES_PER_LINK);

  constructor(deps: Pick<BeatDeps, 'store' | 'loop'> & { readonly log: Log }) {
    this.#deps = deps;
  }

  take(link: LinkId, said: DeviceIdentity): void {
    const known = this.#told.get(link);
    if (known && isDeepStrictEqual({ ...known, ...said }, known)) return;
    const { store, loop, log } = this.#deps;
    const { at, monoMs } = loop().now();
    if (!this.#changes.take(link, monoMs)) return;
    try {
      const before = store.inventory(link)?.inventory;
      // A beat that leaves something out says nothing about it.
      const identity = before?.profile === PROFILE ? { ...before.identity, ...said } : said;
      const inventory = inventoryOf(identity);
      const changes = before ? inventoryChanges(before, inventory) : [];
      loop().give({ kind: 'inventory', link, profile: inventory.profile, identity, changes });
      store.saveInventory(link, at, withHistory(inventory, before, { at, changes }));
      this.#told.set(link, identity);
    } catch (error) {
      // A store that cannot be written is told of by its own alert; a later beat tries again.
      log.warn('What a device is could not be kept', { link, detail: String(error) });
    }
  }
}

/** What stands for a profile in the inventory of such a device. */
const PROFILE = 'beat';

/** No profile reads such a device: everything it says comes with its beats. */
function inventoryOf(identity: DeviceIdentity): Inventory {
  return {
    profile: PROFILE,
    identity,
    interfaces: [],
    neighbours: [],
    addresses: [],
    objects: 0,
    requests: 0,
    leftOut: [],
  };
}

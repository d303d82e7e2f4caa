// Gets to know the devices behind the links: after their first answer, after a restart, and every night. What they say is
// kept, compared with what they said before, and told to the engine.

import type { LinkId } from '../domain/ids.ts';
import { type Inventory, inventoryChanges, withHistory } from '../domain/inventory.ts';
import { isProbed, type Link } from '../domain/link.ts';
import type { Network } from '../domain/network.ts';
import type { EngineInput } from '../engine/input.ts';
import type { SnmpInspector } from '../probe/snmp/port.ts';
import type { Log } from '../runtime/log.ts';

/** A device whose inspection failed is left alone for this long: its polls go on and tell of its troubles. */
const RETRY_MS = 600_000;

/** What the desk works with. */
export interface DeviceDeskDeps {
  readonly inspector: Pick<SnmpInspector, 'inspect'>;
  readonly store: {
    inventory(link: LinkId): { readonly inventory: Inventory } | undefined;
    saveInventory(link: LinkId, at: number, inventory: Inventory): void;
  };
  readonly network: () => Network;
  readonly give: (input: Extract<EngineInput, { kind: 'inventory' }>) => void;
  readonly now: () => { readonly at: number; readonly monoMs: number };
  readonly log: Log;
}

/** Decides when devices are inspected. Holds at most one entry per link of the plan. */
export class DeviceDesk {
  readonly #deps: DeviceDeskDeps;
  readonly #busy = new Set<LinkId>();
  readonly #notBeforeMs = new Map<LinkId, number>();
  #closed = false;

  constructor(deps: DeviceDeskDeps) {
    this.#deps = deps;
  }

  /** Takes word that a device answered and has to be got to know, or is not what it was. */
  async changed(id: LinkId): Promise<void> {
    const { monoMs } = this.#deps.now();
    if (monoMs < (this.#notBeforeMs.get(id) ?? Number.NEGATIVE_INFINITY)) return;
    await this.#inspect(id);
  }

  /** Inspects every device once more; resolves when all have been. */
  async all(): Promise<void> {
    const links = [...this.#deps.network().links.values()];
    await Promise.all(links.filter(isInspected).map(({ id }) => this.#inspect(id)));
  }

  /** Forgets links that left the plan. */
  keep(links: ReadonlyMap<LinkId, Link>): void {
    for (const id of this.#notBeforeMs.keys()) if (!links.has(id)) this.#notBeforeMs.delete(id);
  }

  /** What is under way comes to nothing from now on. */
  close(): void {
    this.#closed = true;
  }

  async #inspect(id: LinkId): Promise<void> {
    const link = this.#deps.network().links.get(id);
    if (this.#closed || !link || !isInspected(link) || this.#busy.has(id)) return;
    this.#busy.add(id);
    try {
      const inspection = await this.#deps.inspector.inspect(id, link.device);
      if (this.#closed) return;
      if (inspection.kind === 'failed') {
        this.#notBeforeMs.set(id, this.#deps.now().monoMs + RETRY_MS);
        return;
      }
      this.#notBeforeMs.delete(id);
      this.#take(id, inspection.inventory);
    } catch (error) {
      // A store that cannot be written is told of by its own alert; the next night tries again.
      this.#notBeforeMs.set(id, this.#deps.now().monoMs + RETRY_MS);
      this.#deps.log.warn('What a device is could not be kept', { link: id, detail: String(error) });
    } finally {
      this.#busy.delete(id);
    }
  }

  #take(id: LinkId, inventory: Inventory): void {
    const { store, now, give } = this.#deps;
    const before = store.inventory(id)?.inventory;
    const changes = before ? inventoryChanges(before, inventory) : [];
    const { profile, identity } = inventory;
    give({ kind: 'inventory', link: id, profile, identity, changes });
    const { at } = now();
    store.saveInventory(id, at, withHistory(inventory, before, { at, changes }));
  }
}

function isInspected(link: Link): boolean {
  return link.device.snmp !== undefined && isProbed(link.stage);
}

// What devices said they are when they were last inspected: one row per link.

import type { DatabaseSync } from 'node:sqlite';
import type { LinkId } from '../../domain/ids.ts';
import type { DeviceIdentity, Inventory } from '../../domain/inventory.ts';
import { integer, type Row, text } from '../sqlite/row.ts';

/** An inventory, and when it was made (epoch ms). */
export interface KeptInventory {
  readonly at: number;
  readonly inventory: Inventory;
}

/** What a device is, without its interfaces. */
export interface KeptIdentity {
  readonly link: LinkId;
  readonly profile: string;
  readonly identity: DeviceIdentity;
}

/** The inventory table. */
export interface InventoryTable {
  get(link: LinkId): KeptInventory | undefined;
  put(link: LinkId, kept: KeptInventory): void;
  identities(): readonly KeptIdentity[];
  /** Drops what belongs to a link that is no more. */
  remove(link: LinkId): void;
}

/** Larger ones lose interfaces, neighbours and addresses, and say so: some access servers list thousands of sessions. */
const MOST_BYTES = 1_000_000;

/** Prepares the table's statements. */
export function inventoryTable(db: DatabaseSync): InventoryTable {
  const get = db.prepare('SELECT at, body FROM inventory WHERE link = ?');
  const put = db.prepare(
    `INSERT INTO inventory (link, at, profile, identity, body) VALUES (?, ?, ?, ?, ?)
     ON CONFLICT (link) DO UPDATE SET at = excluded.at, profile = excluded.profile,
       identity = excluded.identity, body = excluded.body`,
  );
  const all = db.prepare('SELECT link, profile, identity FROM inventory');
  const remove = db.prepare('DELETE FROM inventory WHERE link = ?');
  return {
    get: (link) => {
      const row = get.get(link);
      return row && { at: integer(row, 'at'), inventory: JSON.parse(text(row, 'body')) as Inventory };
    },
    put: (link, { at, inventory }) => {
      const { profile, identity } = inventory;
      put.run(link, Math.round(at), profile, JSON.stringify(identity), bodyOf(inventory));
    },
    identities: () => all.all().map(identityOf),
    remove: (link) => void remove.run(link),
  };
}

/** The inventory as JSON, its lists cut by halves until it fits. */
function bodyOf(inventory: Inventory): string {
  const lists = ['interfaces', 'neighbours', 'addresses'] as const;
  for (let most = Number.POSITIVE_INFINITY; ; most = Math.min(most, 8_192) / 2) {
    const left = lists.flatMap((name) => {
      const count = inventory[name].length - most;
      return count > 0 ? [`${Math.ceil(count)} ${name}: more than are kept`] : [];
    });
    const { interfaces, neighbours, addresses } = inventory;
    const incomplete = new Set(inventory.incomplete);
    if (interfaces.length > most) incomplete.add('interfaces');
    const body = JSON.stringify({
      ...inventory,
      interfaces: interfaces.slice(0, most),
      neighbours: neighbours.slice(0, most),
      addresses: addresses.slice(0, most),
      leftOut: [...inventory.leftOut.slice(0, 20), ...left],
      ...(incomplete.size > 0 && { incomplete: [...incomplete] }),
    } satisfies Inventory);
    if (most < 1 || Buffer.byteLength(body) <= MOST_BYTES) return body;
  }
}

function identityOf(row: Row): KeptIdentity {
  return {
    // This program wrote the id, of a link that had one.
    link: text(row, 'link') as LinkId,
    profile: text(row, 'profile'),
    identity: JSON.parse(text(row, 'identity')) as DeviceIdentity,
  };
}

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

/** Larger ones lose interfaces and neighbours, and say so: some access servers list thousands of sessions. */
const MOST_CHARACTERS = 1_000_000;
const KEPT_AT_THE_BOUND = 1_000;

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

function bodyOf(inventory: Inventory): string {
  const whole = JSON.stringify(inventory);
  if (whole.length <= MOST_CHARACTERS) return whole;
  const left = inventory.interfaces.length - KEPT_AT_THE_BOUND;
  return JSON.stringify({
    ...inventory,
    interfaces: inventory.interfaces.slice(0, KEPT_AT_THE_BOUND),
    neighbours: inventory.neighbours.slice(0, KEPT_AT_THE_BOUND),
    addresses: inventory.addresses.slice(0, KEPT_AT_THE_BOUND),
    leftOut: [...inventory.leftOut.slice(0, 20), `${Math.max(0, left)} interfaces: more than are kept`],
  } satisfies Inventory);
}

function identityOf(row: Row): KeptIdentity {
  return {
    // This program wrote the id, of a link that had one.
    link: text(row, 'link') as LinkId,
    profile: text(row, 'profile'),
    identity: JSON.parse(text(row, 'identity')) as DeviceIdentity,
  };
}

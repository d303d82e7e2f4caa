// What is known of devices before a discovery: from a configuration (and what the daemon keeps of its devices), or from an
// earlier discovery's --json.

import { readFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { z } from 'zod';
import type { Config } from '../config/config.ts';
import type { LinkId } from '../domain/ids.ts';
import type { Inventory } from '../domain/inventory.ts';
import type { KnownDevice } from '../probe/discover/compare.ts';
import { macsOf } from '../probe/discover/device.ts';
import { inventoryTable } from '../store/state/inventory-table.ts';
import { ExpectedError } from './command.ts';

/** Version of the JSON that a discovery prints and can be compared with. */
export const DISCOVERY_VERSION = 1;

const identity = z.object({
  vendor: z.string().optional(),
  model: z.string().optional(),
  serial: z.string().optional(),
  firmware: z.string().optional(),
});
const discovery = z.object({
  discovery: z.literal(DISCOVERY_VERSION),
  devices: z.array(
    z.object({
      id: z.string(),
      addresses: z.array(z.string()).min(1),
      sysName: z.string().optional(),
      identity: identity.optional(),
      macs: z.array(z.string()).optional(),
    }),
  ),
});

/** Whether a file is an earlier discovery rather than a configuration. */
export function isDiscovery(path: string): boolean {
  return extname(path).toLowerCase() === '.json';
}

/** The devices of an earlier discovery. Throws an ExpectedError. */
export function knownFromDiscovery(path: string): readonly KnownDevice[] {
  let parsed: z.ZodSafeParseResult<z.output<typeof discovery>>;
  try {
    parsed = discovery.safeParse(JSON.parse(readFileSync(path, 'utf8')));
  } catch (cause) {
    throw new ExpectedError(
      'known',
      `cannot read "${path}": ${cause instanceof Error ? cause.message : String(cause)}`,
      {
        cause,
      },
    );
  }
  if (parsed.success) return parsed.data.devices.map(present);
  const [issue] = parsed.error.issues;
  throw new ExpectedError(
    'known',
    `"${path}" is no discovery: ${issue?.path.join('.') ?? ''}: ${issue?.message ?? ''}; wanted what "jalur discover --json" printed`,
  );
}

/** Absent fields are absent, not undefined. */
function present(device: z.output<typeof discovery>['devices'][number]): KnownDevice {
  const { id, addresses, sysName, macs } = device;
  const fields = Object.entries(device.identity ?? {}).filter(([, value]) => value !== undefined);
  return {
    id,
    addresses,
    ...(sysName !== undefined && { sysName }),
    ...(macs && { macs }),
    ...(fields.length > 0 && { identity: Object.fromEntries(fields) }),
  };
}

/** The devices of a configuration that have an address, with what the daemon keeps of them in `data`. */
export function knownFromConfig(config: Config, data: string | undefined): readonly KnownDevice[] {
  const kept = data === undefined ? undefined : keptInventories(data);
  return [...config.network.links.values()].flatMap(({ id, device }): KnownDevice[] => {
    if (device.address === undefined) return [];
    const inventory = kept?.(id);
    return [
      {
        id,
        addresses: [device.address],
        ...(inventory && { identity: inventory.identity, macs: [...macsOf(inventory)] }),
      },
    ];
  });
}

/** Reads beside a running daemon: it alone writes. */
function keptInventories(data: string): (link: LinkId) => Inventory | undefined {
  const file = join(data, 'state.db');
  try {
    const table = inventoryTable(new DatabaseSync(file, { readOnly: true }));
    return (link) => table.get(link)?.inventory;
  } catch (cause) {
    throw new ExpectedError(
      'data',
      `cannot read "${file}": ${cause instanceof Error ? cause.message : String(cause)}; is --data the directory of the daemon?`,
      { cause },
    );
  }
}

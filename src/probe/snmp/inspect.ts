// One inspection: who the device is, which profile it is read with, its interfaces and neighbours, and the plan of the
// polls to come. What is not answered in time is left out and said.

import type { InterfaceEntry, Inventory, InventoryPart } from '../../domain/inventory.ts';
import type { SystemReading } from '../../domain/reading.ts';
import { Collector, type CollectorOptions, type Failed } from './collect.ts';
import { addressesOf, ENTRY_COLUMNS, interfaceEntries, MOST_INTERFACES, NAMES } from './interfaces.ts';
import { SYSTEM_OIDS } from './oids.ts';
import { discover } from './profiles/discover.ts';
import { identityObjects, identityOf } from './profiles/identity.ts';
import { candidates, choose, GENERIC, probeOids } from './profiles/match.ts';
import { neighboursOf } from './profiles/neighbours.ts';
import type { DevicePlan } from './profiles/plan.ts';
import type { Profile } from './profiles/profile.ts';
import { objectsOf, type Surroundings } from './profiles/scope.ts';
import { systemReading } from './reading-of.ts';

/** What an inspection goes by. */
export interface InspectionOptions extends CollectorOptions {
  readonly profiles: readonly Profile[];
  /** Id of the profile that the configuration asks for. */
  readonly forced?: string | undefined;
}

/** What an inspection found out. */
export interface Inspected {
  readonly kind: 'inspected';
  /** All but the size of the polls, which hangs on the link's interface too. */
  readonly inventory: Omit<Inventory, 'objects' | 'requests'>;
  readonly device: DevicePlan;
  /** False when the time was over before everything was asked. */
  readonly complete: boolean;
}

/** Reads the interfaces alone when no profile is there, not even the generic one. */
const NO_PROFILE: Profile = {
  id: GENERIC,
  name: GENERIC,
  lineage: [GENERIC],
  origin: 'shipped',
  match: [],
  model: [],
  serial: [],
  firmware: [],
  ifSpeedBps: 1,
  metrics: [],
  neighbours: [],
};

/** Inspects one device; never rejects unless there is a bug. */
export async function inspectDevice(options: InspectionOptions): Promise<Inspected | Failed> {
  const collector = new Collector(options);
  const silent = await collector.instances(Object.values(SYSTEM_OIDS));
  if (silent) return silent;
  const system = systemReading(new Map(Object.values(SYSTEM_OIDS).map((oid) => [oid, collector.value(oid)])));
  const profile = await profileOf(options, collector, system);
  if ('kind' in profile) return profile;
  const failure = await collector.columns(ENTRY_COLUMNS, MOST_INTERFACES);
  if (failure) return failure;
  const interfaces = interfaceEntries(collector, profile.ifSpeedBps);
  const around: Surroundings = { system, objects: collector, ifNames: namesOf(interfaces) };
  const identity = identityObjects(profile);
  const unidentified =
    (await collector.instances(identity.instances)) ?? (await collector.columns(identity.columns));
  if (unidentified) return unidentified;
  const found = await discover(profile, collector, around);
  if ('kind' in found) return found;
  const neighbourhood = objectsOf(profile.neighbours.map(({ read }) => read));
  const alone =
    (await collector.instances(neighbourhood.instances)) ?? (await collector.columns(neighbourhood.columns));
  if (alone) return alone;
  const incomplete: readonly InventoryPart[] = [
    ...(collector.isWhole([...identity.instances, ...identity.columns]) ? [] : (['identity'] as const)),
    ...(collector.isWhole(NAMES) ? [] : (['interfaces'] as const)),
  ];
  return {
    kind: 'inspected',
    inventory: {
      profile: profile.id,
      identity: identityOf(profile, around),
      interfaces,
      neighbours: neighboursOf(profile.neighbours, around),
      addresses: addressesOf(collector),
      leftOut: [...found.leftOut, ...collector.leftOut],
      ...(incomplete.length > 0 && { incomplete }),
    },
    device: found.device,
    complete: !collector.timeIsUp,
  };
}

async function profileOf(
  { profiles, forced }: InspectionOptions,
  collector: Collector,
  system: SystemReading,
): Promise<Profile | Failed> {
  if (forced !== undefined) {
    const known = profiles.find(({ id }) => id === forced);
    if (known) return known;
    collector.note(`profile "${forced}" is not known: the device is recognised instead`);
  }
  const possible = candidates(profiles, system);
  const probes = probeOids(possible);
  const failure = await collector.instances(probes);
  if (failure) return failure;
  return choose(profiles, possible, new Map(probes.map((oid) => [oid, collector.value(oid)]))) ?? NO_PROFILE;
}

function namesOf(interfaces: readonly InterfaceEntry[]): ReadonlyMap<number, string> {
  return new Map(interfaces.map(({ ifIndex, name }) => [ifIndex, name]));
}

// Who a device says it is, by the sources of its profile: for each field the first source that gives a text.

import type { DeviceIdentity } from '../../../domain/inventory.ts';
import type { Profile, TextSource } from './profile.ts';
import { holds, objectsOf, rowsOf, type Surroundings, shortText, TableScope } from './scope.ts';

/** Longest text of an identity. */
const MOST_IDENTITY = 128;

/** Objects that the identity of a profile's devices is read from. */
export function identityObjects({ model, serial, firmware }: Profile): ReturnType<typeof objectsOf> {
  return objectsOf([...model, ...serial, ...firmware].map(({ read }) => read));
}

/** The identity, once those objects have been collected. */
export function identityOf(profile: Profile, around: Surroundings): DeviceIdentity {
  const model = firstText(profile.model, around);
  const serial = firstText(profile.serial, around);
  const firmware = firstText(profile.firmware, around);
  return {
    ...(profile.vendor !== undefined && { vendor: profile.vendor }),
    ...(model !== undefined && { model }),
    ...(serial !== undefined && { serial }),
    ...(firmware !== undefined && { firmware }),
  };
}

function firstText(sources: readonly TextSource[], around: Surroundings): string | undefined {
  for (const source of sources) {
    const text = textAt(source, around);
    if (text !== undefined) return text;
  }
  return undefined;
}

function textAt({ read, where, value }: TextSource, around: Surroundings): string | undefined {
  const scope = new TableScope(read, around);
  for (const index of rowsOf(read, around.objects)) {
    if (holds(where, scope.at(index))) return shortText(value.evaluate(scope), MOST_IDENTITY);
  }
  return undefined;
}

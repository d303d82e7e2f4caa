// A device is asked at its address, or it beats by itself: one of the two, and nothing that needs the other.

import type { RawConfig } from './include.ts';
import type { Path } from './place.ts';
import type { LinkEntry } from './schema-link.ts';
import type { Validated } from './validate.ts';

/** Tells mistakes about devices without an address, and about those with too much. */
export function checkBeats(raw: RawConfig, valid: Validated): void {
  const lab = valid.sections.lab !== undefined;
  for (const { index, value } of valid.lists.links) {
    const add = (path: Path, message: string): void =>
      raw.problems.add(raw.origins.place(raw.root, ['links', index, ...path]), message);
    if (value.device.beat !== undefined) checkBeating(value, lab, add);
    else if (value.device.address === undefined)
      add(
        ['device'],
        'the device has neither an address nor a beat, wanted one of them: `address` where the monitor reaches it, ' +
          'else `beat: true` (see jalur beat --help)',
      );
  }
}

function checkBeating(link: LinkEntry, lab: boolean, add: (path: Path, message: string) => void): void {
  const { device } = link;
  if (device.address !== undefined)
    add(
      ['device', 'beat'],
      'the device has an address and a beat, wanted one of them: a device that can be asked is echoed, which finds an ' +
        'outage within seconds',
    );
  if (device.snmp !== undefined && device.snmp !== false)
    add(['device', 'snmp'], 'a device that beats cannot be asked by SNMP; its figures come with its beats');
  for (const key of ['interface', 'profile'] as const)
    if (device[key] !== undefined)
      add(['device', key], `${key}: is read by SNMP, which a device that beats cannot be asked by`);
  if (link.icmp !== undefined)
    add(['icmp'], 'a device that beats is not echoed; how often it beats is said by device.beat');
  if (lab)
    add(['device', 'beat'], 'a lab simulates devices that are asked; a beat needs a device of its own');
}

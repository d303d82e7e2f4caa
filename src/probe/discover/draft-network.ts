// Found devices as sites and links to be included: each a place of its own that hangs straight below one site, with medium
// "other". What is proposed stands beside them as remarks, since a wrong parent would silence real alarms.

import { isId } from '../../domain/ids.ts';
import { whatIs } from './compare.ts';
import type { FoundDevice } from './device.ts';
import type { ParentProposal } from './parents.ts';

/** One site with its link. */
export interface DraftSite {
  readonly id: string;
  readonly name: string;
  readonly address: string;
  /** For people, one remark each. */
  readonly remarks: readonly string[];
}

const MOST_ID = 57;
const MOST_NAME = 120;
/** Other addresses and ports that a remark lists. */
const MOST_LISTED = 6;

/** A site for every device, in their order. `taken` are ids that are used already. */
export function draftSites(
  devices: readonly FoundDevice[],
  proposals: readonly ParentProposal[],
  taken: ReadonlySet<string>,
): readonly DraftSite[] {
  const used = new Set(taken);
  const ids = devices.map((device) => {
    const id = freeId(device, used);
    used.add(id);
    return id;
  });
  const byChild = new Map(proposals.map((proposal) => [proposal.child, proposal]));
  return devices.map((device, index) => ({
    id: ids[index] ?? '',
    name: nameOf(device),
    address: device.address,
    remarks: remarksOf(device, byChild.get(index), (at) => ids[at] ?? ''),
  }));
}

/** A spreadsheet would run a name that begins like a formula, and devices may call themselves anything. */
function nameOf(device: FoundDevice): string {
  const name = clean(device.sysName ?? '').replace(/^[=+@\s-]+/, '');
  // Cleaned again: the cut may have left half a letter.
  return clean(name.slice(0, MOST_NAME)) || device.address;
}

function freeId(device: FoundDevice, used: ReadonlySet<string>): string {
  const byAddress = `device-${device.address.toLowerCase().replace(/[^a-z0-9]+/g, '-')}`.replace(/-$/, '');
  const byName = (device.sysName ?? '')
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, MOST_ID)
    .replace(/^-+|-+$/g, '');
  for (const id of [byName, byAddress]) if (isId(id) && !used.has(id)) return id;
  for (let number = 2; ; number++) if (!used.has(`${byAddress}-${number}`)) return `${byAddress}-${number}`;
}

function remarksOf(
  device: FoundDevice,
  proposal: ParentProposal | undefined,
  idAt: (index: number) => string,
): readonly string[] {
  const identity = device.inventory?.identity ?? {};
  const remarks = [`is: ${whatIs(device)}`];
  if (identity.serial !== undefined) remarks.push(`serial: ${identity.serial}`);
  if (identity.firmware !== undefined) remarks.push(`firmware: ${identity.firmware}`);
  if (device.addresses.length > 1)
    remarks.push(`also: ${listed(device.addresses.filter((each) => each !== device.address))}`);
  const up = device.inventory?.interfaces.filter(({ operStatus }) => operStatus === 'up') ?? [];
  if (device.inventory)
    remarks.push(
      `interfaces: ${device.inventory.interfaces.length}${up.length > 0 ? `, up: ${listed(up.map(({ name }) => name))}` : ''}`,
    );
  if (device.credential !== undefined) remarks.push(`SNMP: answers to ${device.credential}`);
  if (device.silence !== undefined) remarks.push(`SNMP: ${device.silence}`);
  if (proposal)
    remarks.push(
      `proposed from: ${idAt(proposal.parent)} (${proposal.strength}): ${proposal.evidence.join('; ')}`,
    );
  return remarks.map(clean);
}

function listed(texts: readonly string[]): string {
  const shown = texts.slice(0, MOST_LISTED).join(', ');
  return texts.length > MOST_LISTED ? `${shown} and ${texts.length - MOST_LISTED} more` : shown;
}

/** Devices may call themselves anything: one line, no letters that nobody sees. */
function clean(text: string): string {
  return text
    .toWellFormed()
    .replace(/[\s\p{C}\ufffd]+/gu, ' ')
    .trim();
}

// What a discovery found: for people, for programs, and as a table or YAML that the configuration includes.

import { tableText } from '../config/import/write-table.ts';
import { type Difference, describeDifference, whatIs } from '../probe/discover/compare.ts';
import { type FoundDevice, macsOf } from '../probe/discover/device.ts';
import { type DraftSite, draftSites } from '../probe/discover/draft-network.ts';
import { shortName } from '../probe/discover/evidence.ts';
import type { Discovery } from '../probe/discover/run.ts';
import { DISCOVERY_VERSION } from './discover-known.ts';
import { table } from './output.ts';

/** What is put out. */
export interface Found {
  readonly discovery: Discovery;
  /** Present when it was compared with something. */
  readonly differences?: readonly Difference[];
  /** A site for each device. */
  readonly sites: readonly DraftSite[];
  /** The site they hang below; absent when nobody said which. */
  readonly from?: string;
}

/** Neighbours and interfaces that the list for people names. */
const MOST_LISTED = 8;

/** Sites of all devices, their ids apart from those taken. */
export function sitesOf(discovery: Discovery, taken: ReadonlySet<string>): readonly DraftSite[] {
  return draftSites(discovery.devices, discovery.proposals, taken);
}

/** A list for people, or the differences alone. */
export function forPeople(found: Found): string[] {
  const { discovery, differences } = found;
  if (differences) return differences.map(describeDifference);
  const rows = discovery.devices.map((device) => [
    device.address,
    `${device.rttMs.toFixed(1)} ms`,
    whatIs(device),
    ...(device.silence === undefined ? [] : [`SNMP ${device.silence.slice(0, 80)}`]),
  ]);
  return [...table(rows), ...discovery.devices.flatMap(detailsOf), ...proposalLines(found)];
}

function detailsOf(device: FoundDevice): string[] {
  const { inventory } = device;
  const rows: string[][] = [];
  for (const each of device.joined) rows.push(['one device', each]);
  if (inventory) {
    const { serial, firmware } = inventory.identity;
    const facts = [serial && `serial ${serial}`, firmware && `firmware ${firmware}`].filter(Boolean);
    if (facts.length > 0) rows.push(['', facts.join(', ')]);
    const up = inventory.interfaces.filter(({ operStatus }) => operStatus === 'up').map(({ name }) => name);
    rows.push(['interfaces', `${inventory.interfaces.length}, up: ${listed(up)}`]);
    const heard = inventory.neighbours.map(
      ({ protocol, name, chassis, address, localPort }) =>
        `${name ?? chassis ?? address ?? '?'} (${protocol}${localPort === undefined ? '' : ` on ${localPort}`})`,
    );
    if (heard.length > 0) rows.push(['neighbours', listed(heard)]);
    for (const each of inventory.leftOut) rows.push(['left out', each]);
  }
  return rows.length === 0
    ? []
    : ['', `${device.address}  ${shortName(device)}`, ...table(rows).map((line) => `  ${line}`)];
}

function listed(texts: readonly string[]): string {
  if (texts.length === 0) return 'none';
  const shown = texts.slice(0, MOST_LISTED).join(', ');
  return texts.length > MOST_LISTED ? `${shown} and ${texts.length - MOST_LISTED} more` : shown;
}

function proposalLines({ discovery }: Found): string[] {
  const { devices, proposals } = discovery;
  if (proposals.length === 0) return [];
  const name = (index: number): string => {
    const device = devices[index];
    return device ? shortName(device) : '';
  };
  return [
    '',
    'proposed, and not applied:',
    ...proposals.flatMap(({ child, parent, strength, evidence }) => [
      `  ${name(child)} hangs below ${name(parent)} (${strength})`,
      ...evidence.map((text) => `    ${text}`),
    ]),
  ];
}

/** What programs read, and a later discovery can be compared with. Credentials are in it by name only. */
export function forPrograms({ discovery, differences, sites, from }: Found): object {
  const { devices, proposals, complete, swept } = discovery;
  const id = (index: number): string => sites[index]?.id ?? '';
  return {
    discovery: DISCOVERY_VERSION,
    complete,
    engine: swept.engine,
    ...(from !== undefined && { from }),
    ...(differences && { differences }),
    devices: devices.map((device, index) => {
      const { inventory, surroundings: _, ...rest } = device;
      return {
        id: id(index),
        ...rest,
        profile: inventory?.profile,
        identity: inventory?.identity,
        macs: [...macsOf(inventory)],
        interfaces: inventory?.interfaces ?? [],
        neighbours: inventory?.neighbours ?? [],
        networks: inventory?.addresses ?? [],
        leftOut: inventory?.leftOut ?? [],
      };
    }),
    proposals: proposals.map(({ child, parent, ...rest }) => ({
      child: id(child),
      parent: id(parent),
      ...rest,
    })),
  };
}

/** A CSV table; the loader passes over the column `catatan`, where the proposals stand. */
export function asCsv({ sites, from }: Pick<Found, 'sites' | 'from'>): string {
  return tableText(
    sites.map(({ id, name, address, remarks }) => ({
      id,
      name,
      kind: 'office',
      ...(from !== undefined && { parent: from }),
      medium: 'other',
      address,
      catatan: remarks.join(' | '),
    })),
  );
}

/** YAML; proposals are comments. */
export function asYaml({ sites, from }: Pick<Found, 'sites' | 'from'>): string {
  const parent = from === undefined ? '' : `, parent: ${JSON.stringify(from)}`;
  const start = from === undefined ? '' : `from: ${JSON.stringify(from)}, `;
  return [
    '# Found by jalur discover. Medium and parent are yours to say; what is proposed stands in the comments.',
    'sites:',
    ...sites.map(
      ({ id, name }) =>
        `  - { id: ${JSON.stringify(id)}, name: ${JSON.stringify(name)}, kind: office${parent} }`,
    ),
    'links:',
    ...sites.flatMap(({ id, address, remarks }) => [
      ...remarks.map((remark) => `  # ${remark}`),
      `  - { id: ${JSON.stringify(id)}, ${start}to: ${JSON.stringify(id)}, medium: other, device: { address: ${JSON.stringify(address)} } }`,
    ]),
    '',
  ].join('\n');
}

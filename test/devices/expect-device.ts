// Asserts what a device says of itself through the whole path: inspected, polled and its interfaces read over UDP.

import { expect } from 'vitest';
import type { Inventory, NeighbourProtocol } from '../../src/domain/inventory.ts';
import type { MetricReading } from '../../src/domain/metric.ts';
import type { SystemReading } from '../../src/domain/reading.ts';
import type { InterfaceDetail } from '../../src/probe/snmp/port.ts';

/** What was read from a device. */
export interface Seen {
  readonly inventory: Inventory;
  readonly readings: readonly MetricReading[];
  readonly interfaces: readonly InterfaceDetail[];
  readonly system: SystemReading;
}

/** A reading: metric, part (undefined: the device as a whole) and its figure in the metric's unit. */
export type Figure = readonly [metric: string, instance: string | undefined, value: number | bigint | string];

/** An interface, by its index; what is left out is not looked at, `null` means that the device does not tell. */
export interface Port {
  readonly ifIndex: number;
  readonly name: string;
  readonly ifDescr?: string | null;
  readonly speedBps?: number | null;
  readonly octets?: readonly [received: bigint, sent: bigint];
  readonly bits?: 32 | 64;
}

/** What a device is known to say. */
export interface Known {
  readonly profile: string;
  readonly vendor?: string;
  readonly model?: string | RegExp;
  readonly firmware?: string | RegExp;
  /** Whether it tells a serial number. */
  readonly serial?: boolean;
  /** The system group: sysDescr by its beginning, `null` for no sysName, a pattern for one that is not written down. */
  readonly system?: {
    readonly sysObjectID: string;
    readonly sysDescr?: string;
    readonly sysName: string | RegExp | null;
  };
  /** sysUpTime in hundredths of a second; `null` where it has none. */
  readonly ticks?: number | null;
  readonly interfaces: number;
  readonly up?: number;
  readonly ports?: readonly Port[];
  readonly figures?: readonly Figure[];
  /** Figures of parts whose names are not to be written down. */
  readonly unnamed?: readonly (readonly [metric: string, value: number])[];
  /** Metrics it has no data for. */
  readonly silent?: readonly string[];
  /** Rows of a metric, the device's own figure not counted. */
  readonly rows?: Readonly<Record<string, number>>;
  readonly neighbours?: Readonly<Partial<Record<NeighbourProtocol, number>>>;
  /** Their names, as they were read. */
  readonly neighbourNames?: readonly string[];
  /** Local ifIndexes they are heard on, ascending, each once. */
  readonly heardOn?: readonly number[];
  /** Objects of one poll at most: what keeps a metered link cheap. */
  readonly objects?: number;
}

/** Holds what was seen against what is known. */
export function expectDevice({ inventory, readings, interfaces, system }: Seen, known: Known): void {
  expect(inventory.profile, 'profile').toBe(known.profile);
  expectIdentity(inventory, known);
  if (known.system !== undefined) expectSystem(system, known.system);
  if (known.ticks !== undefined) expect(system.sysUpTimeTicks ?? null, 'sysUpTime').toBe(known.ticks);
  expect(inventory.interfaces.length, 'interfaces').toBe(known.interfaces);
  expect(interfaces.length, 'interfaces in detail').toBe(known.interfaces);
  if (known.up !== undefined)
    expect(interfaces.filter(({ operStatus }) => operStatus === 'up').length, 'interfaces up').toBe(known.up);
  for (const port of known.ports ?? []) expectPort(interfaces, port);
  for (const figure of known.figures ?? []) expectFigure(readings, figure);
  for (const [metric, value] of known.unnamed ?? []) expectUnnamed(readings, metric, value);
  for (const metric of known.silent ?? [])
    expect(
      readings.filter((one) => one.metric === metric),
      `${metric} should have no data`,
    ).toEqual([]);
  for (const [metric, rows] of Object.entries(known.rows ?? {}))
    expect(
      readings.filter((one) => one.metric === metric && one.instance !== undefined).length,
      `rows of ${metric}`,
    ).toBe(rows);
  for (const [protocol, count] of Object.entries(known.neighbours ?? {}))
    expect(
      inventory.neighbours.filter((one) => one.protocol === protocol).length,
      `${protocol} neighbours`,
    ).toBe(count);
  if (known.neighbourNames !== undefined)
    expect(
      inventory.neighbours.map(({ name }) => name),
      'names of neighbours',
    ).toEqual(known.neighbourNames);
  if (known.heardOn !== undefined) {
    const ports = new Set(inventory.neighbours.flatMap(({ localIfIndex }) => localIfIndex ?? []));
    expect(
      [...ports].sort((a, b) => a - b),
      'heard on',
    ).toEqual(known.heardOn);
  }
  if (known.objects !== undefined) expect(inventory.objects, 'objects').toBeLessThanOrEqual(known.objects);
  expectPlausible(readings);
}

function expectIdentity({ identity }: Inventory, { vendor, model, firmware, serial }: Known): void {
  if (vendor !== undefined) expect(identity.vendor, 'vendor').toBe(vendor);
  if (model !== undefined) expect(identity.model, 'model').toMatch(model);
  if (firmware !== undefined) expect(identity.firmware, 'firmware').toMatch(firmware);
  // Whether there is one, never which: it would end up in the logs of test runs.
  if (serial !== undefined) expect(identity.serial !== undefined, 'has a serial number').toBe(serial);
}

function expectSystem(
  found: SystemReading,
  { sysObjectID, sysDescr, sysName }: NonNullable<Known['system']>,
): void {
  expect(found.sysObjectID, 'sysObjectID').toBe(sysObjectID);
  if (sysDescr !== undefined) expect(found.sysDescr?.slice(0, sysDescr.length), 'sysDescr').toBe(sysDescr);
  if (sysName instanceof RegExp) expect(sysName.test(found.sysName ?? ''), 'sysName').toBe(true);
  else expect(found.sysName ?? null, 'sysName').toBe(sysName);
}

function expectPort(interfaces: readonly InterfaceDetail[], port: Port): void {
  const found = interfaces.find(({ ifIndex }) => ifIndex === port.ifIndex);
  const what = `interface #${port.ifIndex}`;
  expect(found?.name, what).toBe(port.name);
  if (port.ifDescr !== undefined) expect(found?.ifDescr ?? null, `${what}: ifDescr`).toBe(port.ifDescr);
  if (port.speedBps !== undefined) expect(found?.speedBps ?? null, `${what}: speed`).toBe(port.speedBps);
  if (port.bits !== undefined) expect(found?.octetBits, `${what}: width`).toBe(port.bits);
  if (port.octets === undefined) return;
  expect([found?.counters.inOctets, found?.counters.outOctets], `${what}: octets`).toEqual(port.octets);
}

/** A thousandth of the figure, or what two decimals of a percentage leave open. */
const TOLERANCE = { relative: 0.0005, absolute: 0.006 } as const;

function expectFigure(readings: readonly MetricReading[], [metric, instance, value]: Figure): void {
  const what = instance === undefined ? metric : `${metric} of ${instance}`;
  const found = readings.filter((one) => one.metric === metric && one.instance === instance);
  expect(found.length, `readings of ${what}`).toBe(1);
  const [reading] = found;
  if (reading === undefined) return;
  switch (reading.kind) {
    case 'gauge':
      expect(isNear(reading.value, Number(value)), `${what}: ${reading.value}, wanted ${value}`).toBe(true);
      break;
    case 'counter':
      expect(reading.total, what).toBe(value);
      break;
    case 'text':
      expect(reading.text, what).toBe(value);
      break;
  }
}

function expectUnnamed(readings: readonly MetricReading[], metric: string, value: number): void {
  const found = readings.flatMap((one) =>
    one.metric === metric && one.kind === 'gauge' && one.instance !== undefined ? [one.value] : [],
  );
  expect(
    found.some((one) => isNear(one, value)),
    `${metric} of some part: ${found.join(', ')}, wanted ${value}`,
  ).toBe(true);
}

function isNear(value: number, wanted: number): boolean {
  return Math.abs(value - wanted) <= Math.max(TOLERANCE.absolute, Math.abs(wanted) * TOLERANCE.relative);
}

/** Holds for every device: finite figures, one for each metric and part, percentages that are percentages. */
function expectPlausible(readings: readonly MetricReading[]): void {
  const keys = readings.map(({ metric, instance }) => JSON.stringify([metric, instance]));
  expect(new Set(keys).size, 'readings with one name').toBe(keys.length);
  for (const reading of readings) {
    if (reading.kind !== 'gauge') continue;
    expect(Number.isFinite(reading.value), `${reading.metric} is a number`).toBe(true);
    if (reading.unit === '%') expect(reading.value, `${reading.metric} in %`).toBeLessThanOrEqual(300);
  }
}

// The objects a simulated router shows: system, snmpEngine, and two interfaces in ifTable and ifXTable.
// Names: SNMPv2-MIB (RFC 3418), SNMP-FRAMEWORK-MIB (RFC 3411), IF-MIB (RFC 2863).

import { hash32 } from '../../domain/hash.ts';
import type { Medium } from '../../domain/link.ts';
import type { MibObject } from './agent-answer.ts';
import { compareOids, type Oid } from './agent-ber.ts';
import { type SnmpValue, TAG } from './agent-message.ts';
import { LAB_SENSORS, labSensors } from './device-sensors.ts';
import { octetsBetween, type Traffic } from './traffic.ts';

/** What a device is made from; plain data, sent to the agents' thread. */
export interface DeviceSpec {
  readonly address: string;
  readonly port: number;
  readonly community: string;
  /** sysName. */
  readonly name: string;
  /** sysLocation. */
  readonly location: string;
  /** The interface that carries the link. */
  readonly interfaceName: string;
  readonly speedBps: number;
  readonly medium: Medium;
}

/** What may change: read through a function, since a restart changes it. */
export interface DeviceClock {
  readonly bootedMonoMs: () => number;
  readonly boots: () => number;
  /** Local wall time of a monotonic time, in s. */
  readonly localS: (monoMs: number) => number;
}

const MEAN_PACKET_OCTETS = 700n;
const OFFICE_PEAK_S = 14 * 3_600;
const EVENING_PEAK_S = 20 * 3_600;

/** The sorted objects of a device. */
export function deviceMib(device: DeviceSpec, clock: DeviceClock): readonly MibObject[] {
  const upMs = (monoMs: number): number => Math.max(0, monoMs - clock.bootedMonoMs());
  const objects: MibObject[] = [
    fixed('1.3.6.1.2.1.1.1.0', text('jalur lab router, simulated')),
    // netSnmpAgentOIDs.255: unknown. The lab has no enterprise number of its own.
    fixed('1.3.6.1.2.1.1.2.0', { tag: TAG.oid, value: parseOid('1.3.6.1.4.1.8072.3.2.255') }),
    object('1.3.6.1.2.1.1.3.0', (monoMs) => ticks(upMs(monoMs))),
    fixed('1.3.6.1.2.1.1.4.0', text('')),
    fixed('1.3.6.1.2.1.1.5.0', text(device.name)),
    fixed('1.3.6.1.2.1.1.6.0', text(device.location)),
    fixed('1.3.6.1.2.1.1.7.0', { tag: TAG.integer, value: 78 }),
    fixed('1.3.6.1.2.1.2.1.0', { tag: TAG.integer, value: 2 }),
    fixed('1.3.6.1.6.3.10.2.1.1.0', { tag: TAG.octets, value: engineId(device.address) }),
    object('1.3.6.1.6.3.10.2.1.2.0', () => ({ tag: TAG.integer, value: clock.boots() })),
    object('1.3.6.1.6.3.10.2.1.3.0', (monoMs) => ({
      tag: TAG.integer,
      value: Math.floor(upMs(monoMs) / 1_000),
    })),
    fixed('1.3.6.1.6.3.10.2.1.4.0', { tag: TAG.integer, value: 1_500 }),
    ...labSensors(device.address, device.medium).map(({ number, read }) =>
      object(`${LAB_SENSORS}.${number}.0`, (monoMs) => ({
        tag: TAG.integer,
        value: read(clock.localS(monoMs)),
      })),
    ),
    fixed(`${LAB_SENSORS}.20.0`, text('1.0')),
    ...interfaceObjects(1, device.interfaceName, 0.35, device, clock),
    ...interfaceObjects(2, `${device.interfaceName}-lan`, 0.3, device, clock),
  ];
  return objects.sort((a, b) => compareOids(a.oid, b.oid));
}

function interfaceObjects(
  index: number,
  name: string,
  load: number,
  device: DeviceSpec,
  clock: DeviceClock,
): MibObject[] {
  const seed = hash32(`${device.address}/${index}`);
  const traffic = (share: number): Traffic => ({
    meanBps: device.speedBps * load * share * (0.5 + (seed % 1_000) / 1_000),
    peakS: seed % 3 === 0 ? EVENING_PEAK_S : OFFICE_PEAK_S,
    phaseRad: (seed % 628) / 100,
  });
  const counter = (flow: Traffic) => (monoMs: number) =>
    octetsBetween(flow, clock.localS(clock.bootedMonoMs()), clock.localS(monoMs));
  // The way in carries the downloads.
  const inOctets = counter(traffic(1));
  const outOctets = counter(traffic(0.2));
  const c32 = (read: (monoMs: number) => bigint) => (monoMs: number) => counter32(read(monoMs));
  const c64 = (read: (monoMs: number) => bigint) => (monoMs: number) => counter64(read(monoMs));
  const packets = (read: (monoMs: number) => bigint) => (monoMs: number) => read(monoMs) / MEAN_PACKET_OCTETS;
  const errors = (monoMs: number): bigint => inOctets(monoMs) / 5_000_000_000n;
  const table = (column: number, read: MibObject['read']): MibObject =>
    object(`1.3.6.1.2.1.2.2.1.${column}.${index}`, read);
  const extended = (column: number, read: MibObject['read']): MibObject =>
    object(`1.3.6.1.2.1.31.1.1.1.${column}.${index}`, read);
  const whole = (value: number) => (): SnmpValue => ({ tag: TAG.integer, value });
  const gauge = (value: number) => (): SnmpValue => ({ tag: TAG.gauge32, value });
  return [
    table(1, whole(index)),
    table(2, () => text(name)),
    table(3, whole(6)),
    table(4, whole(1_500)),
    table(5, gauge(Math.min(device.speedBps, 0xffff_ffff))),
    table(6, () => ({ tag: TAG.octets, value: macAddress(seed) })),
    table(7, whole(1)),
    table(8, whole(1)),
    table(9, () => ticks(0)),
    table(10, c32(inOctets)),
    table(11, c32(packets(inOctets))),
    table(13, () => counter32(0n)),
    table(14, c32(errors)),
    table(16, c32(outOctets)),
    table(17, c32(packets(outOctets))),
    table(19, () => counter32(0n)),
    table(20, () => counter32(0n)),
    extended(1, () => text(name)),
    extended(6, c64(inOctets)),
    extended(7, c64(packets(inOctets))),
    extended(10, c64(outOctets)),
    extended(11, c64(packets(outOctets))),
    extended(15, gauge(Math.round(device.speedBps / 1e6))),
    extended(18, () => text(index === 1 ? 'uplink' : 'lan')),
    extended(19, () => ticks(0)),
  ];
}

function object(oid: string, read: MibObject['read']): MibObject {
  return { oid: parseOid(oid), read };
}

function fixed(oid: string, value: SnmpValue): MibObject {
  return { oid: parseOid(oid), read: () => value };
}

function parseOid(dotted: string): Oid {
  return dotted.split('.').map(Number);
}

function text(value: string): SnmpValue {
  return { tag: TAG.octets, value: Buffer.from(value, 'utf8') };
}

/** TimeTicks wrap after 497 days. */
function ticks(ms: number): SnmpValue {
  return { tag: TAG.ticks, value: Math.floor(ms / 10) % 2 ** 32 };
}

function counter32(value: bigint): SnmpValue {
  return { tag: TAG.counter32, value: Number(BigInt.asUintN(32, value)) };
}

function counter64(value: bigint): SnmpValue {
  return { tag: TAG.counter64, value: BigInt.asUintN(64, value) };
}

/** RFC 3411 SnmpEngineID: net-snmp's enterprise number, format 1 (an IPv4 address). */
function engineId(address: string): Uint8Array {
  return Uint8Array.from([0x80, 0x00, 0x1f, 0x88, 0x01, ...address.split('.').map(Number)]);
}

/** Locally administered. */
function macAddress(seed: number): Uint8Array {
  return Uint8Array.from([0x02, 0x76, seed >>> 24, (seed >>> 16) & 255, (seed >>> 8) & 255, seed & 255]);
}

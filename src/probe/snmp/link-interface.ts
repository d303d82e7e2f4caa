// The interface that carries the link: found by name, followed when its index changes, and read by those octet columns
// that move.

import type { InterfaceReading } from '../../domain/reading.ts';
import type { Asker } from './answer.ts';
import { type AgentMemory, gather } from './gather.ts';
import { locate, type Place } from './locate.ts';
import { type Instances, instancesAt, interfaceColumns } from './oids.ts';
import { type InterfacePlace, interfaceReading, natural, type Values } from './reading-of.ts';
import { numberOf, textOf } from './value.ts';
import type { Pace } from './walk.ts';

/** An interface that was not found is looked for again after this time, or when the device has restarted. */
const LOOK_AGAIN_MS = 300_000;
/** Searches in a row that were cut short, after which the next waits as long: an agent that never ends a walk costs no more. */
const UNPROVEN_SEARCHES = 3;
/** 64-bit octets that stay 0 while the interface is up: the 32-bit ones are looked at every so many polls. */
const ZERO_POLLS = 10;

interface Tracked extends Place, InterfacePlace {
  /** Whether octets were there when it was found. */
  readonly hasOctets: boolean;
}

/** What a poll may use to look for the interface. */
export interface Means {
  readonly asker: Asker;
  readonly memory: AgentMemory;
  readonly pace: Pace;
  /** No walk goes on after this, CLOCK_MONOTONIC in ms. */
  readonly walkUntilMs: number;
  monoMs(): number;
  /** Unit of ifSpeed in bit/s. */
  readonly ifSpeedBps: number;
}

/** Finds and reads one interface. */
export class LinkInterface {
  readonly #name: string;
  readonly #widest: 32 | 64;
  #tracked: Tracked | undefined;
  #oids: readonly string[] = [];
  #lookAgainAtMs = Number.NEGATIVE_INFINITY;
  #missing = false;
  #unproven = 0;
  #zeroPolls = 0;

  /** `name`: ifName, ifDescr or ifAlias. `widest`: 32 for SNMPv1, which has no Counter64. */
  constructor(name: string, widest: 32 | 64) {
    this.#name = name;
    this.#widest = widest;
  }

  /** Objects of a poll; the same array until the place changes. */
  get oids(): readonly string[] {
    return this.#oids;
  }

  /** Whether every naming column was walked to its end without it. */
  get missing(): boolean {
    return this.#missing;
  }

  /** A restarted device may have it where it was not before. */
  lookAgain(): void {
    this.#lookAgainAtMs = Number.NEGATIVE_INFINITY;
    this.#unproven = 0;
  }

  /** The interface, from what a poll has read of {@link oids}, or found anew. */
  read(values: Values, means: Means): Promise<InterfaceReading | undefined> | InterfaceReading | undefined {
    const tracked = this.#tracked;
    if (tracked && this.#holds(tracked, values)) {
      const reading = interfaceReading(values, tracked, means.ifSpeedBps);
      return this.#standsStill(tracked, values, reading) ? this.#track(tracked, means) : reading;
    }
    if (tracked) this.#forget(means.memory);
    return this.#find(means);
  }

  /** The index still carries the name, and the octets are still there. */
  #holds({ naming, instances, octetBits, hasOctets }: Tracked, values: Values): boolean {
    if (textOf(values.get(instances[naming])) !== this.#name) return false;
    return !hasOctets || octetsAt(values, instances, octetBits) !== undefined;
  }

  /** Some agents have 64-bit columns that never count. */
  #standsStill({ octetBits, instances }: Tracked, values: Values, { operStatus }: InterfaceReading): boolean {
    if (octetBits === 32 || operStatus !== 'up' || octetsAt(values, instances, 64) !== 0) {
      this.#zeroPolls = 0;
      return false;
    }
    return ++this.#zeroPolls % ZERO_POLLS === 0;
  }

  async #find(means: Means): Promise<InterfaceReading | undefined> {
    if (means.monoMs() < this.#lookAgainAtMs) return undefined;
    const { asker, pace, walkUntilMs } = means;
    const search = { pace, untilMonoMs: walkUntilMs, monoMs: () => means.monoMs() };
    const place = await locate(asker, this.#name, search);
    if (place === 'missing' || place === 'unproven') {
      this.#missing = place === 'missing';
      if (this.#missing || ++this.#unproven >= UNPROVEN_SEARCHES)
        this.#lookAgainAtMs = means.monoMs() + LOOK_AGAIN_MS;
      return undefined;
    }
    this.#missing = false;
    this.#unproven = 0;
    return this.#track(place, means);
  }

  /** Reads the interface and settles which columns are read from now on. */
  async #track({ naming, ifIndex }: Place, means: Means): Promise<InterfaceReading | undefined> {
    const instances = instancesAt(ifIndex);
    const columns = (octetBits: 32 | 64): readonly string[] =>
      interfaceColumns(naming, octetBits).map((column) => instances[column]);
    // Both widths at once: an interface that has just begun to count would else be 0 in the one and not in the other.
    const both = new Set([...columns(this.#widest), ...columns(32), instances.ifType]);
    const read = await gather(means.asker, [...both], means.memory);
    if (read.kind === 'failed') return undefined;
    const { values } = read;
    // Some agents fill the 64-bit columns with zeros beside live 32-bit ones: the column that moves is taken.
    const octetBits = this.#widest === 64 && narrowCounts(values, instances) ? 32 : this.#widest;
    const ifType = natural(values.get(instances.ifType));
    const place = { naming, ifName: this.#name, ifIndex, octetBits, instances, ifType };
    this.#tracked = { ...place, hasOctets: octetsAt(values, instances, octetBits) !== undefined };
    this.#oids = columns(octetBits);
    // ifHighSpeed is 0 beside a true ifSpeed on some switches.
    if (
      octetBits === 64 &&
      !numberOf(values.get(instances.ifHighSpeed)) &&
      numberOf(values.get(instances.ifSpeed))
    )
      this.#oids = [...this.#oids, instances.ifSpeed];
    // What polls will not read is not told now: a discontinuity time that is there once looks like a discontinuity.
    const polled = new Map([...values].filter(([oid]) => this.#oids.includes(oid)));
    return interfaceReading(polled, place, means.ifSpeedBps);
  }

  #forget(memory: AgentMemory): void {
    this.#tracked = undefined;
    this.#oids = [];
    memory.absent.clear();
    this.lookAgain();
  }
}

/** Sum of the octet columns; undefined when neither is there. */
function octetsAt(values: Values, instances: Instances, bits: 32 | 64): number | undefined {
  const into = numberOf(values.get(bits === 64 ? instances.ifHCInOctets : instances.ifInOctets));
  const out = numberOf(values.get(bits === 64 ? instances.ifHCOutOctets : instances.ifOutOctets));
  return into === undefined && out === undefined ? undefined : (into ?? 0) + (out ?? 0);
}

/** Whether the 32-bit columns are there and the others are not, or stand at zero beside them. */
function narrowCounts(values: Values, instances: Instances): boolean {
  const wide = octetsAt(values, instances, 64);
  const narrow = octetsAt(values, instances, 32);
  return narrow !== undefined && (wide === undefined || (wide === 0 && narrow > 0));
}

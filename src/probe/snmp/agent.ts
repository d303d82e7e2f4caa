// One device over the time it is polled: what is cached about it, and what one poll of it does. Steady state is a single
// GET; the rest of this file is about getting there and noticing when it no longer holds.

import type { InterfaceReading, SnmpResult, SystemReading } from '../../domain/reading.ts';
import type { Asker } from './answer.ts';
import { type AgentMemory, type Gathered, gather, newMemory } from './gather.ts';
import { locate, type Place } from './locate.ts';
import { type Instances, instance, instancesAt, interfaceColumns, SYSTEM_OIDS } from './oids.ts';
import { interfaceReading, systemReading, type Values } from './reading-of.ts';
import { numberOf, textOf } from './value.ts';

/** An interface that was not found is looked for again after this time, or when the device has restarted. */
const LOOK_AGAIN_MS = 300_000;

const SYSTEM: readonly string[] = Object.values(SYSTEM_OIDS);

interface Tracked extends Place {
  readonly octetBits: 32 | 64;
  /** Whether octets were there when it was found. */
  readonly hasOctets: boolean;
  readonly instances: Instances;
  /** What each poll asks for, system group included. */
  readonly oids: readonly string[];
}

/** The time a poll has, on CLOCK_MONOTONIC in ms. */
export interface PollTime {
  /** No walk goes on after this. */
  readonly walkUntilMs: number;
  monoMs(): number;
}

/** Polls one device. */
export class Agent {
  readonly #asker: Asker;
  readonly #interface: string | undefined;
  readonly #widest: 32 | 64;
  readonly #memory: AgentMemory = newMemory();
  #tracked: Tracked | undefined;
  #lookAgainAtMs = Number.NEGATIVE_INFINITY;
  #missing = false;
  #last: SystemReading = {};
  #partial: SystemReading | undefined;

  /** `widest`: 32 for SNMPv1, which has no Counter64. */
  constructor(asker: Asker, interfaceName: string | undefined, widest: 32 | 64) {
    this.#asker = asker;
    this.#interface = interfaceName;
    this.#widest = widest;
  }

  /** What the poll under way has read so far. */
  get partial(): SystemReading | undefined {
    return this.#partial;
  }

  /** Ends the request under way, and with it the poll. */
  abort(detail: string): void {
    this.#asker.abort(detail);
  }

  /** One poll; never rejects unless there is a bug. */
  async poll(time: PollTime): Promise<SnmpResult> {
    this.#partial = undefined;
    const gathered = await gather(this.#asker, this.#tracked?.oids ?? SYSTEM, this.#memory);
    if (gathered.kind === 'failed') return gathered;
    const system = systemReading(gathered.values);
    this.#partial = system;
    this.#noticeRestart(system);
    if (this.#interface === undefined) return { kind: 'answered', system };
    const tracked = this.#tracked;
    if (tracked && this.#holds(tracked, this.#interface, gathered.values)) {
      const { ifIndex, octetBits, instances } = tracked;
      const found = interfaceReading(gathered.values, this.#interface, ifIndex, octetBits, instances);
      return { kind: 'answered', system, interface: found };
    }
    if (tracked) this.#forgetPlace();
    const found = await this.#find(this.#interface, time);
    return {
      kind: 'answered',
      system,
      ...(found && { interface: found }),
      ...(this.#missing && { interfaceMissing: true }),
    };
  }

  /** The index still carries the name, and the octets are still there. */
  #holds({ naming, instances, octetBits, hasOctets }: Tracked, name: string, values: Values): boolean {
    if (textOf(values.get(instances[naming])) !== name) return false;
    return !hasOctets || octetsAt(values, instances, octetBits) !== undefined;
  }

  async #find(name: string, time: PollTime): Promise<InterfaceReading | undefined> {
    if (time.monoMs() < this.#lookAgainAtMs) return undefined;
    const place = await locate(this.#asker, name, time.walkUntilMs, time.monoMs);
    if (place === 'missing' || place === 'unproven') {
      this.#missing = place === 'missing';
      if (this.#missing) this.#lookAgainAtMs = time.monoMs() + LOOK_AGAIN_MS;
      return undefined;
    }
    this.#missing = false;
    return this.#track(name, place);
  }

  /** Reads the interface for the first time and settles which octet columns it has. */
  async #track(name: string, place: Place): Promise<InterfaceReading | undefined> {
    const { naming, ifIndex } = place;
    const instances = instancesAt(ifIndex);
    const first = await this.#columns(place, this.#widest);
    if (first.kind === 'failed') return undefined;
    let octetBits = this.#widest;
    let values = first.values;
    // Some agents fill the 64-bit columns with zeros beside live 32-bit ones: the column that moves is taken.
    if (octetBits === 64 && !octetsAt(values, instances, 64)) {
      const narrow = await this.#columns(place, 32);
      if (narrow.kind === 'values' && worthMore(narrow.values, values, instances)) {
        octetBits = 32;
        values = narrow.values;
      }
    }
    this.#tracked = {
      naming,
      ifIndex,
      octetBits,
      hasOctets: octetsAt(values, instances, octetBits) !== undefined,
      instances,
      oids: [...SYSTEM, ...interfaceColumns(naming, octetBits).map((column) => instances[column])],
    };
    return interfaceReading(values, name, ifIndex, octetBits, instances);
  }

  #columns({ naming, ifIndex }: Place, octetBits: 32 | 64): Promise<Gathered> {
    const oids = interfaceColumns(naming, octetBits).map((column) => instance(column, ifIndex));
    return gather(this.#asker, oids, this.#memory);
  }

  #forgetPlace(): void {
    this.#tracked = undefined;
    this.#memory.absent.clear();
    this.#lookAgainAtMs = Number.NEGATIVE_INFINITY;
  }

  /** After a restart the device may have other objects, sizes and interfaces; the place is verified by name anyway. */
  #noticeRestart(system: SystemReading): void {
    const before = this.#last;
    this.#last = system;
    const went = (now: number | undefined, then: number | undefined): boolean =>
      now !== undefined && then !== undefined && now < then;
    const booted =
      system.snmpEngineBoots !== undefined &&
      before.snmpEngineBoots !== undefined &&
      system.snmpEngineBoots !== before.snmpEngineBoots;
    if (!booted && !went(system.sysUpTimeTicks, before.sysUpTimeTicks)) return;
    this.#memory.absent.clear();
    this.#memory.mostObjects = Number.POSITIVE_INFINITY;
    this.#lookAgainAtMs = Number.NEGATIVE_INFINITY;
  }
}

/** Sum of the octet columns; undefined when neither is there. */
function octetsAt(values: Values, instances: Instances, bits: 32 | 64): number | undefined {
  const into = numberOf(values.get(bits === 64 ? instances.ifHCInOctets : instances.ifInOctets));
  const out = numberOf(values.get(bits === 64 ? instances.ifHCOutOctets : instances.ifOutOctets));
  return into === undefined && out === undefined ? undefined : (into ?? 0) + (out ?? 0);
}

function worthMore(narrow: Values, wide: Values, instances: Instances): boolean {
  const octets = octetsAt(narrow, instances, 32);
  return octets !== undefined && (octets > 0 || octetsAt(wide, instances, 64) === undefined);
}

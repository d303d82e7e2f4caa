// One device over the time it is polled: what is cached about it, and what one poll of it does. Steady state is a single
// GET, or the few datagrams that a large plan takes; the rest is about getting there and noticing when it no longer holds.

import type { MetricReading } from '../../domain/metric.ts';
import type { SnmpResult, SystemReading } from '../../domain/reading.ts';
import type { Asker } from './answer.ts';
import { type AgentMemory, gather, newMemory } from './gather.ts';
import { LinkInterface } from './link-interface.ts';
import { SYSTEM_OIDS } from './oids.ts';
import { inDatagrams } from './parts.ts';
import type { DevicePlan } from './profiles/plan.ts';
import { readingsOf } from './profiles/readings.ts';
import { readTables } from './profiles/tables.ts';
import { systemReading, type Values } from './reading-of.ts';
import { newPace, type Pace } from './walk.ts';

const SYSTEM: readonly string[] = Object.values(SYSTEM_OIDS);

/** Rows that vanish ask for an inspection once in this time: a table whose rows come and go would ask at every poll. */
const VANISHED_AGAIN_MS = 3_600_000;
/** Another description likewise: some devices write their uptime or temperature there. The night's inspection sees the rest. */
const DESCRIBED_AGAIN_MS = 3_600_000;
/** A row that is missing in so many polls in a row has vanished. */
const VANISHED_POLLS = 2;

/** The time a poll has, on CLOCK_MONOTONIC in ms. */
export interface PollTime {
  /** No walk goes on after this. */
  readonly walkUntilMs: number;
  monoMs(): number;
}

interface PollList {
  readonly interface: readonly string[];
  readonly plan: readonly string[];
  readonly oids: readonly string[];
  /** Objects that a poll is nothing without: system group and interface. */
  readonly essential: number;
}

/** Polls one device. */
export class Agent {
  readonly #asker: Asker;
  readonly #link: LinkInterface | undefined;
  readonly #memory: AgentMemory = newMemory();
  /** How much a walk asks for at once; inspections learn it too. */
  readonly pace: Pace = newPace();
  #device: DevicePlan | undefined;
  #list: PollList = { interface: [], plan: [], oids: SYSTEM, essential: SYSTEM.length };
  #last: SystemReading = {};
  #partial: SystemReading | undefined;
  #readMonoMs = Number.NEGATIVE_INFINITY;
  #inspectAgain = true;
  /** Polls in a row that each object of the plan was missing; absent while none is. */
  #missing: Uint8Array | undefined;
  #vanishedAgainAtMs = Number.NEGATIVE_INFINITY;
  #describedAgainAtMs = Number.NEGATIVE_INFINITY;

  /** `widest`: 32 for SNMPv1, which has no Counter64. */
  constructor(asker: Asker, interfaceName: string | undefined, widest: 32 | 64) {
    this.#asker = asker;
    this.#link = interfaceName === undefined ? undefined : new LinkInterface(interfaceName, widest);
  }

  /** What the poll under way has read so far. */
  get partial(): SystemReading | undefined {
    return this.#partial;
  }

  /** CLOCK_MONOTONIC in ms when the last poll that was answered had read system group and interface. */
  get readMonoMs(): number {
    return this.#readMonoMs;
  }

  /** Whether the device should be inspected: it never was, or is not what it was. */
  get inspectAgain(): boolean {
    return this.#inspectAgain;
  }

  /** What polls read beside the interface; undefined before the first inspection. */
  get plan(): DevicePlan | undefined {
    return this.#device;
  }

  /** Reads by this plan from now on. */
  adopt(device: DevicePlan): void {
    this.#device = device;
    this.#missing = undefined;
    this.#inspectAgain = false;
  }

  /** Keeps to the plan it has, and asks for no inspection until something else changes. */
  keepPlan(): void {
    this.#inspectAgain = false;
  }

  /** Objects of one poll, and the requests it takes. */
  get size(): { readonly objects: number; readonly requests: number } {
    const { oids } = this.#upToDate();
    const { parts } = this.#memory;
    const most = this.#memory.mostObjects;
    return {
      objects: oids.length,
      requests:
        parts?.of === oids
          ? parts.parts.length
          : inDatagrams(oids, { mostObjects: most, absent: new Set() }).length,
    };
  }

  /** Ends the request under way, and with it the poll. */
  abort(detail: string): void {
    this.#asker.abort(detail);
  }

  /** One poll; never rejects unless there is a bug. */
  async poll(time: PollTime): Promise<SnmpResult> {
    this.#partial = undefined;
    const { oids, essential } = this.#upToDate();
    // An inspection may hand over another plan meanwhile; what is read now belongs to this one.
    const device = this.#device;
    const gathered = await gather(this.#asker, oids, this.#memory, essential);
    if (gathered.kind === 'failed') return gathered;
    const { values } = gathered;
    const system = systemReading(values);
    this.#partial = system;
    this.#readMonoMs = time.monoMs();
    this.#noticeChange(system, this.#readMonoMs);
    const found = await this.#link?.read(values, {
      asker: this.#asker,
      memory: this.#memory,
      pace: this.pace,
      walkUntilMs: time.walkUntilMs,
      monoMs: () => time.monoMs(),
      ifSpeedBps: device?.plan.profile.ifSpeedBps ?? 1,
    });
    this.#readMonoMs = time.monoMs();
    if (device && device === this.#device && !gathered.cutShort)
      this.#noticeVanished(device, values, time.monoMs());
    const metrics = device && (await this.#metrics(device, values, system, time));
    return {
      kind: 'answered',
      system,
      ...(found && { interface: found }),
      ...(this.#link?.missing === true && { interfaceMissing: true }),
      ...(metrics && { metrics }),
    };
  }

  /** What to ask for; the same array as long as nothing changes, since its encoding is kept by identity. */
  #upToDate(): PollList {
    const list = this.#list;
    const ofInterface = this.#link?.oids ?? NONE;
    const ofPlan = this.#device?.plan.oids ?? NONE;
    if (list.interface === ofInterface && list.plan === ofPlan) return list;
    this.#asker.forgetLists?.();
    const first = [...SYSTEM, ...ofInterface];
    const known = new Set(first);
    const oids = [...first, ...ofPlan.filter((oid) => !known.has(oid))];
    this.#list = { interface: ofInterface, plan: ofPlan, oids, essential: first.length };
    return this.#list;
  }

  async #metrics(
    device: DevicePlan,
    values: Values,
    system: SystemReading,
    time: PollTime,
  ): Promise<readonly MetricReading[]> {
    if (device.plan.walks.length === 0) return readingsOf({ device, values, system });
    const walked = await readTables(device.plan.walks, {
      asker: this.#asker,
      pace: this.pace,
      untilMonoMs: time.walkUntilMs,
      monoMs: () => time.monoMs(),
    });
    return readingsOf({ device, values, system, ...walked });
  }

  /** Objects of the plan were all there when it was made. */
  #noticeVanished({ plan }: DevicePlan, values: Values, nowMs: number): void {
    let missing = this.#missing;
    let any = false;
    let vanished = false;
    for (let at = 0; at < plan.oids.length; at++) {
      const isMissing = (values.get(plan.oids[at] ?? '')?.kind ?? 'none') === 'none';
      if (isMissing) missing ??= new Uint8Array(plan.oids.length);
      if (!missing) continue;
      const polls = isMissing ? Math.min((missing[at] ?? 0) + 1, VANISHED_POLLS) : 0;
      missing[at] = polls;
      any ||= polls > 0;
      vanished ||= polls >= VANISHED_POLLS;
    }
    this.#missing = any ? missing : undefined;
    if (!vanished || nowMs < this.#vanishedAgainAtMs) return;
    this.#vanishedAgainAtMs = nowMs + VANISHED_AGAIN_MS;
    this.#inspectAgain = true;
  }

  /** After a restart the device may have other objects, sizes and interfaces; the place is verified by name anyway. */
  #noticeChange(system: SystemReading, nowMs: number): void {
    const before = this.#last;
    this.#last = system;
    const differs = (now: string | undefined, then: string | undefined): boolean =>
      now !== undefined && then !== undefined && now !== then;
    const another =
      differs(system.sysObjectID, before.sysObjectID) || differs(system.sysDescr, before.sysDescr);
    if (another && nowMs >= this.#describedAgainAtMs) {
      this.#describedAgainAtMs = nowMs + DESCRIBED_AGAIN_MS;
      this.#inspectAgain = true;
    }
    const went = (now: number | undefined, then: number | undefined): boolean =>
      now !== undefined && then !== undefined && now < then;
    const booted =
      system.snmpEngineBoots !== undefined &&
      before.snmpEngineBoots !== undefined &&
      system.snmpEngineBoots !== before.snmpEngineBoots;
    if (!booted && !went(system.sysUpTimeTicks, before.sysUpTimeTicks)) return;
    this.#memory.absent.clear();
    this.#memory.mostObjects = Number.POSITIVE_INFINITY;
    this.#memory.provenObjects = 0;
    this.#link?.lookAgain();
    this.#inspectAgain = true;
  }
}

const NONE: readonly string[] = [];

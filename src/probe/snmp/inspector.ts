// Inspections and readings of all interfaces: a few devices at once, each within a deadline of its own, and in turns with
// the polls of the same device.

import type { Clock } from '../../runtime/clock.ts';
import type { Log } from '../../runtime/log.ts';
import type { Timers } from '../../runtime/timers.ts';
import { Collector } from './collect.ts';
import type { SnmpCounts } from './counts.ts';
import { type Inspected, inspectDevice } from './inspect.ts';
import { DETAIL_COLUMNS, interfaceDetails, MOST_INTERFACES } from './interfaces.ts';
import type { KnownDevice } from './known-device.ts';
import type { Inspection, InterfacesRead } from './port.ts';
import { type DevicePlan, PlanShelf } from './profiles/plan.ts';
import type { Profile } from './profiles/profile.ts';
import { Queue } from './queue.ts';

/** Settings, as of the poller. */
export interface InspectorOptions {
  readonly profiles?: readonly Profile[];
  readonly inspectionMs?: number;
}

/** What the inspector is handed. */
export interface InspectorDeps {
  readonly clock: Clock;
  readonly timers: Timers;
  readonly log: Log;
  readonly counts: Pick<SnmpCounts, 'inspections' | 'failedInspections'>;
}

const DEFAULT_INSPECTION_MS = 180_000;
/** All interfaces of a chassis over a satellite; whoever asked is waiting. */
const INTERFACES_MS = 60_000;
/** Devices inspected at once: what comes back must not crowd the answers to polls out of the sockets. */
const MOST_INSPECTIONS = 20;
/** Readings on demand at once, so that inspections do not keep people waiting. */
const MOST_READINGS_AT_ONCE = 8;

type Failed = Extract<Inspection, { kind: 'failed' }>;

/** Inspects devices that the poller knows. */
export class Inspector {
  readonly #profiles: readonly Profile[];
  readonly #inspectionMs: number;
  readonly #deps: InspectorDeps;
  readonly #shelf = new PlanShelf();
  readonly #inspections = new Queue(MOST_INSPECTIONS);
  readonly #readings = new Queue(MOST_READINGS_AT_ONCE);

  constructor(options: InspectorOptions, deps: InspectorDeps) {
    this.#profiles = options.profiles ?? [];
    this.#inspectionMs = options.inspectionMs ?? DEFAULT_INSPECTION_MS;
    this.#deps = deps;
  }

  /** One inspection at a time of one device; whoever asks meanwhile gets the same answer. Never rejects. */
  inspect(known: KnownDevice): Promise<Inspection> {
    known.inspecting ??= this.#inspections
      .run(() => this.#inspect(known))
      .finally(() => {
        known.inspecting = undefined;
      });
    return known.inspecting;
  }

  /** All interfaces, now; shared likewise. Never rejects. */
  interfaces(known: KnownDevice): Promise<InterfacesRead> {
    known.reading ??= this.#readings
      .run(() => this.#interfaces(known))
      .finally(() => {
        known.reading = undefined;
      });
    return known.reading;
  }

  async #inspect(known: KnownDevice): Promise<Inspection> {
    const found = await this.#within<Inspected>(known, this.#inspectionMs, (time) =>
      inspectDevice({ ...time, profiles: this.#profiles, forced: known.device.profile }),
    );
    this.#deps.counts.inspections++;
    if (found.kind === 'failed') {
      this.#deps.counts.failedInspections++;
      return found;
    }
    const { agent } = known;
    if (found.complete || !isSmaller(found.device, agent.plan))
      agent.adopt({ ...found.device, plan: this.#shelf.share(found.device.plan) });
    else agent.keepPlan();
    return { kind: 'inspected', inventory: { ...found.inventory, ...agent.size } };
  }

  #interfaces(known: KnownDevice): Promise<InterfacesRead> {
    return this.#within<Extract<InterfacesRead, { kind: 'read' }>>(known, INTERFACES_MS, async (time) => {
      const collector = new Collector(time);
      const failure = await collector.columns(DETAIL_COLUMNS, MOST_INTERFACES);
      if (failure) return failure;
      const ifSpeedBps = known.agent.plan?.plan.profile.ifSpeedBps ?? 1;
      return { kind: 'read', interfaces: interfaceDetails(collector, ifSpeedBps) };
    });
  }

  /** Runs the work with an asker of its own; what takes longer than it may is cut off. */
  #within<Result>(
    known: KnownDevice,
    limitMs: number,
    work: (time: ConstructorParameters<typeof Collector>[0]) => Promise<Result | Failed>,
  ): Promise<Result | Failed> {
    const { clock, timers, log } = this.#deps;
    const monoMs = (): number => clock.monoMs();
    return known.visit(async (asker) => {
      // Walks end by themselves at the limit; the timer ends what does not.
      const untilMonoMs = monoMs() + limitMs;
      const timer = timers.setTimeout(
        () => asker.abort(`nothing more within ${limitMs} ms`),
        limitMs + known.slowestVisitMs,
      );
      try {
        return await work({ asker, pace: known.agent.pace, monoMs, untilMonoMs });
      } catch (error) {
        log.error('an SNMP inspection threw', { error: String(error) });
        return { kind: 'failed', failure: 'local', detail: `a fault of the poller: ${String(error)}` };
      } finally {
        timers.clearTimeout(timer);
      }
    });
  }
}

/** A plan of the same profile that reads less, since the device was too slow to be asked for everything. */
function isSmaller({ plan }: DevicePlan, before: DevicePlan | undefined): boolean {
  return before?.plan.profile === plan.profile && plan.rows.length < before.plan.rows.length;
}

// A maintenance desk in virtual time: vitest's clock for cron and timers, the state store in memory, and an engine that
// only notes what it is told.

import { vi } from 'vitest';
import type { MaintenanceDraft } from '../../../src/api/maintenance-port.ts';
import { type Maintenance, type MaintenanceDeps, openMaintenance } from '../../../src/app/maintenance.ts';
import type { Actor } from '../../../src/domain/act.ts';
import { linkId } from '../../../src/domain/ids.ts';
import type { MaintenanceTime, MaintenanceWindow } from '../../../src/domain/maintenance.ts';
import { topologyOf } from '../../../src/domain/topology.ts';
import type { EngineInput } from '../../../src/engine/input.ts';
import { Closer } from '../../../src/runtime/shutdown.ts';
import { systemTimers } from '../../../src/runtime/timers.ts';
import { FakeStore } from '../../support/fake-store.ts';
import { engineConfig, networkOf, province } from '../../support/network.ts';

export const HOUR = 3_600_000;
export const SARI: Actor = { who: 'Sari', via: 'screen', address: '10.76.0.9' };
/** Wall time in Sulawesi, UTC+8, of November 2026; the 24th is a Tuesday. */
export const wita = (day: number, hour: number, minute = 0) => Date.UTC(2026, 10, day, hour - 8, minute);
export const EVERY_SATURDAY = {
  kind: 'recurring',
  days: ['sat'],
  atMinute: 22 * 60,
  durationMs: 6 * HOUR,
} as const satisfies MaintenanceTime;

const NETWORK = networkOf([...province(2, 2), { id: 'sewa', from: 'hq', to: 'v-sewa', provider: 'ICON+' }]);

/** A scope of which only a part is said. */
export function scopeOf(scope: Partial<MaintenanceDraft['scope']>): MaintenanceDraft['scope'] {
  return { links: [], sites: [], regencies: [], providers: [], ...scope };
}

/** A window of the configuration about link `r1-v1`. */
export function configured(
  time: MaintenanceTime,
  changes: Partial<MaintenanceWindow> = {},
): MaintenanceWindow {
  return {
    id: 'cfg',
    name: 'Rutin',
    scope: { links: [linkId('r1-v1')], sites: [], regencies: [], providers: [] },
    time,
    announcedBy: 'Dinas',
    announcedAt: 0,
    origin: 'config',
    ...changes,
  };
}

/** What the engine was told at one moment: ids of open windows, with the number of links they cover. */
export type Told = readonly [at: string, ...open: readonly string[]];

/** The desk and what is around it. Call under vitest's fake timers only. */
export class DeskBench {
  readonly store: FakeStore;
  readonly told: Told[] = [];
  readonly inputs: EngineInput[] = [];
  /** The configuration in force; a test puts another in its place. */
  readonly plan: { config: MaintenanceDeps['plan']['config'] };
  /** What jalur's labels are ahead of the wall clock, ms. */
  aheadMs = 0;
  readonly desk: Maintenance;
  /** What of the engine's state the desk reads; a test puts another plan in its place. */
  readonly state = { config: engineConfig(NETWORK), topology: topologyOf(NETWORK) };
  readonly #loop: MaintenanceDeps['loop'] = {
    state: this.state,
    now: () => ({ monoMs: performance.now(), at: Date.now() + this.aheadMs }),
    give: (input) => {
      this.#note(input);
      return undefined;
    },
  };
  readonly #closer = new Closer(5_000, () => undefined);

  constructor(windows: readonly MaintenanceWindow[] = [], store = new FakeStore()) {
    this.store = store;
    this.plan = { config: { providers: [{ id: 'iconplus', name: 'ICON+' }], maintenance: windows } };
    this.desk = this.#open();
  }

  /** Lets time pass for cron, timers and the clock alike. */
  async pass(ms: number): Promise<void> {
    await vi.advanceTimersByTimeAsync(ms);
  }

  /** Ends jalur. */
  async stop(): Promise<void> {
    await this.#closer.close();
  }

  #note(input: EngineInput): void {
    this.inputs.push(input);
    if (input.kind !== 'maintenance') return;
    const at = new Date(Date.now() + 8 * HOUR).toISOString().slice(8, 16).replace('T', ' ');
    this.told.push([at, ...input.open.map(({ id, links }) => `${id} ${links.size}`)]);
  }

  #open(): Maintenance {
    const nothing = () => undefined;
    const log = { debug: nothing, info: nothing, warn: nothing, error: nothing, child: () => log };
    return openMaintenance(
      {
        plan: this.plan,
        store: this.store,
        loop: this.#loop,
      },
      {
        closer: this.#closer,
        log,
        timers: systemTimers,
        clock: { wallMs: () => Date.now(), monoMs: () => performance.now() },
      },
    );
  }
}

// Keeps what lies under the map of the plan in force. Made when somebody first asks, in a thread of its own, and again only
// when another plan needs another one; holds one map, some hundred kB.

import { isDeepStrictEqual } from 'node:util';
import { Worker } from 'node:worker_threads';
import type { MapBytes, MapPort } from '../api/map-port.ts';
import { boundsOf } from '../domain/geo.ts';
import type { MapOrder } from './map-bytes.ts';
import type { Opening } from './parts.ts';
import type { Plan } from './plan.ts';

/** Makes a map; `signal` ends it. */
export type MakeMap = (order: MapOrder, signal: AbortSignal) => Promise<MapBytes>;

/** Room for the whole world at its finest while it is clipped. */
const MOST_HEAP_MB = 512;

/** The desk. */
export class MapDesk implements MapPort {
  readonly #plan: Plan;
  readonly #make: MakeMap;
  readonly #closing = new AbortController();
  #made: { readonly order: MapOrder; readonly bytes: Promise<MapBytes> } | undefined;

  constructor(plan: Plan, make: MakeMap = makeMap) {
    this.#plan = plan;
    this.#make = make;
  }

  bytes(): Promise<MapBytes> {
    const order = orderOf(this.#plan);
    if (this.#made && isDeepStrictEqual(this.#made.order, order)) return this.#made.bytes;
    const bytes = this.#make(order, this.#closing.signal);
    const made = { order, bytes };
    this.#made = made;
    // What failed is tried again when it is asked for again.
    bytes.catch(() => {
      if (this.#made === made) this.#made = undefined;
    });
    return bytes;
  }

  /** Ends what is under way. */
  close(): void {
    this.#closing.abort();
  }
}

/** Opens it; the closer ends it. */
export function openMap(plan: Plan, { closer }: Opening): MapDesk {
  const desk = new MapDesk(plan);
  closer.add('map', () => desk.close());
  return desk;
}

function orderOf({ config, network }: Plan): MapOrder {
  const bounds = boundsOf(
    [...network.sites.values()].flatMap(({ position }) => (position ? [position] : [])),
  );
  const { boundary } = config.map ?? {};
  return { ...(bounds && { bounds }), ...(boundary && { boundary }) };
}

/** Makes a map in a thread of its own. */
export function makeMap(order: MapOrder, signal: AbortSignal): Promise<MapBytes> {
  return new Promise((resolve, reject) => {
    if (signal.aborted) {
      reject(new Error('jalur is closing'));
      return;
    }
    const worker = new Worker(new URL('./map-worker.ts', import.meta.url), {
      workerData: order,
      name: 'jalur-map',
      resourceLimits: { maxOldGenerationSizeMb: MOST_HEAP_MB },
    });
    const end = (): void => void worker.terminate();
    signal.addEventListener('abort', end, { once: true });
    worker.once('message', (bytes: MapBytes) => resolve(bytes));
    worker.once('error', (error: unknown) => {
      const detail = error instanceof Error ? error.message : String(error);
      reject(new Error(`cannot make the map: ${detail}`));
    });
    worker.once('exit', () => {
      signal.removeEventListener('abort', end);
      reject(new Error('cannot make the map: its thread ended without an answer'));
    });
  });
}

// Points on their way into the worker: handed over in slices that never hold up the loop, kept until they are safe.

import type { MetricPoint } from './port.ts';

/** A slice of points under its number. */
export interface Slice {
  readonly id: number;
  readonly points: readonly MetricPoint[];
}

/**
 * Bound of what waits, in points: 3 minutes of 10,000 links with SNMP, about 100 MB. It fills only while the worker is
 * restarted or its disk is full; at the bound the oldest are dropped and counted.
 */
const MAX_POINTS = 100_000;
/** Cloning a point into the worker takes about 4 µs: a slice takes 2 ms. */
const SLICE_POINTS = 500;
/** Slices the worker has not answered yet. Two keep it busy. */
const MAX_SENT = 2;

/** A bounded queue with receipts. */
export class WriteQueue {
  #waiting: (readonly MetricPoint[])[] = [];
  #waitingPoints = 0;
  readonly #sent = new Map<number, readonly MetricPoint[]>();
  #nextId = 1;
  #dropped = 0;

  /** Points not known to be safe. */
  get points(): number {
    let sent = 0;
    for (const points of this.#sent.values()) sent += points.length;
    return this.#waitingPoints + sent;
  }

  /** Points that wait to be sent. */
  get waitingPoints(): number {
    return this.#waitingPoints;
  }

  /** Points dropped at the bound. */
  get dropped(): number {
    return this.#dropped;
  }

  /** Epoch ms of the first point in line; undefined when the queue is empty. */
  get oldestAt(): number | undefined {
    const [first] = this.#sent.values();
    return (first ?? this.#waiting[0])?.[0]?.at;
  }

  /** Whether a full slice waits. */
  get hasSlice(): boolean {
    return this.#waitingPoints >= SLICE_POINTS;
  }

  /** Takes points over. */
  add(points: readonly MetricPoint[]): void {
    if (points.length === 0) return;
    this.#waiting.push(points);
    this.#waitingPoints += points.length;
    this.#bound();
  }

  /** The next slice to send; undefined when nothing waits or enough is on its way. */
  next(): Slice | undefined {
    if (this.#waitingPoints === 0 || this.#sent.size >= MAX_SENT) return undefined;
    const slice: MetricPoint[] = [];
    let used = 0;
    for (const points of this.#waiting) {
      const room = SLICE_POINTS - slice.length;
      if (points.length > room) {
        slice.push(...points.slice(0, room));
        this.#waiting[used] = points.slice(room);
        break;
      }
      slice.push(...points);
      used++;
      if (slice.length === SLICE_POINTS) break;
    }
    this.#waiting.splice(0, used);
    this.#waitingPoints -= slice.length;
    const id = this.#nextId++;
    this.#sent.set(id, slice);
    return { id, points: slice };
  }

  /** A slice is safe. */
  kept(id: number): void {
    this.#sent.delete(id);
  }

  /** A slice was not kept: first in line again. */
  unkept(id: number): void {
    const points = this.#sent.get(id);
    if (!points) return;
    this.#sent.delete(id);
    this.#waiting.unshift(points);
    this.#waitingPoints += points.length;
    this.#bound();
  }

  /** The worker is gone, with the slices sent to it: all first in line again. A replay changes nothing in the store. */
  allUnkept(): void {
    for (const id of [...this.#sent.keys()].reverse()) this.unkept(id);
  }

  #bound(): void {
    while (this.#waitingPoints > MAX_POINTS) {
      const first = this.#waiting[0] ?? [];
      const excess = Math.min(this.#waitingPoints - MAX_POINTS, first.length);
      if (excess === first.length) this.#waiting.shift();
      else this.#waiting[0] = first.slice(excess);
      this.#waitingPoints -= excess;
      this.#dropped += excess;
    }
  }
}

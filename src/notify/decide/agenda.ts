// When which alert must be looked at again. A scan finds what is due: it happens only when something is, and ten thousand
// entries cost it less than a millisecond. As many entries as alerts that wait.

/** Alert numbers by the time they are due, CLOCK_MONOTONIC ms. */
export class Agenda {
  readonly #due = new Map<number, number>();
  #nextMs: number | undefined = Number.POSITIVE_INFINITY;

  /** Puts an alert down, or strikes it out when it is due never (infinity). */
  set(alert: number, dueMs: number): void {
    const before = this.#due.get(alert);
    if (before !== undefined && before === this.#nextMs) this.#nextMs = undefined;
    if (dueMs === Number.POSITIVE_INFINITY) this.#due.delete(alert);
    else this.#due.set(alert, dueMs);
    if (this.#nextMs !== undefined) this.#nextMs = Math.min(this.#nextMs, dueMs);
  }

  /** When the first is due; infinity when nothing is. */
  get nextMs(): number {
    this.#nextMs ??= [...this.#due.values()].reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY);
    return this.#nextMs;
  }

  /** What is due by now, in the order it was put down. */
  due(nowMs: number): readonly number[] {
    if (this.nextMs > nowMs) return [];
    return [...this.#due].flatMap(([alert, dueMs]) => (dueMs <= nowMs ? [alert] : []));
  }
}

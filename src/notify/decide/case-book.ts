// All cases, which of them changed since the last decision, and the bound of what is kept of them.

import type { Alert } from '../../domain/alert.ts';
import type { Instant } from '../../domain/instant.ts';
import type { Thread } from '../posting.ts';
import { type Case, isOver, newCase } from './case.ts';
import { threadOf } from './memory.ts';

/** Threads kept at most: every link of a large province with two alerts at once. About 1 kB each. */
export const MOST_THREADS = 20_000;

/** Keeps the cases: one for every open alert, and for those whose end is still to be told. */
export class CaseBook {
  readonly #cases = new Map<number, Case>();
  readonly #changed = new Set<number>();
  /** Alerts whose thread is struck out with the next decision. */
  readonly #ended = new Set<number>();
  readonly #most: number;
  #threads = 0;
  #forgotten = 0;

  constructor(most: number = MOST_THREADS) {
    this.#most = most;
  }

  /** Threads kept now. */
  get threads(): number {
    return this.#threads;
  }

  /** Threads forgotten because there were too many: nobody is told of the end of their alerts. */
  get forgotten(): number {
    return this.#forgotten;
  }

  /** Numbers of all alerts that are followed, oldest first. */
  get numbers(): Iterable<number> {
    return this.#cases.keys();
  }

  get(alert: number): Case | undefined {
    return this.#cases.get(alert);
  }

  /** Begins to follow an alert. */
  add(alert: Alert, now: Instant): Case {
    const one = newCase(alert, now);
    this.#cases.set(alert.number, one);
    return one;
  }

  /** Takes a case over from an earlier run, which kept its thread. */
  takeOver(one: Case): void {
    this.#cases.set(one.alert.number, one);
    one.saved = true;
    this.#threads++;
  }

  /** Strikes a thread out that says nothing any more. */
  strikeOut(alert: number): void {
    this.#ended.add(alert);
  }

  /** Notes that what is remembered of a case changed; one about which nothing can be told any more is dropped. */
  settle(one: Case, changed: boolean): void {
    const { number } = one.alert;
    if (changed) this.#changed.add(number);
    if (!isOver(one)) return;
    this.#cases.delete(number);
    this.#unkeep(one);
  }

  /** What changed since the last time. Cases that nobody was told of, and that were not announced, are not kept. */
  changes(now: Instant): { readonly threads: readonly Thread[]; readonly ended: readonly number[] } {
    for (const number of this.#changed) {
      const one = this.#cases.get(number);
      if (!one || one.saved || one.told === 0) continue;
      if (one.forgotten && one.listeners.length === 0) continue;
      one.forgotten = false;
      one.saved = true;
      this.#threads++;
    }
    this.#trim();
    const threads = [...this.#changed].flatMap((number) => {
      const one = this.#cases.get(number);
      return one?.saved ? [threadOf(one, now)] : [];
    });
    const ended = [...this.#ended];
    this.#changed.clear();
    this.#ended.clear();
    return { threads, ended };
  }

  /** At the bound, alerts that are over and wait for the morning go first, then the oldest that are told of. */
  #trim(): void {
    if (this.#threads <= this.#most) return;
    const kept = [...this.#cases.values()].filter((one) => one.saved);
    const isGone = (one: Case) => (one.alert.status === 'active' ? 1 : 0);
    const order = kept.sort((a, b) => isGone(a) - isGone(b) || a.alert.number - b.alert.number);
    for (const one of order.slice(0, this.#threads - this.#most)) this.#forget(one);
  }

  /** It stays known as told, so that it is not announced again in this run; after a restart it may be. */
  #forget(one: Case): void {
    one.listeners = [];
    one.routes.clear();
    one.forgotten = true;
    this.#forgotten++;
    this.#unkeep(one);
    if (isOver(one)) this.#cases.delete(one.alert.number);
  }

  #unkeep(one: Case): void {
    if (!one.saved) return;
    one.saved = false;
    this.#threads--;
    this.#ended.add(one.alert.number);
  }
}

// How often somebody may do something: so many at once, and so many a second after that.

/** A limit. */
export interface AllowanceLimit {
  readonly atOnce: number;
  readonly perSecond: number;
  /** Whom it keeps account of; beyond, the one heard longest ago is forgotten and begins anew. */
  readonly mostKeys: number;
}

/** Keeps account (token bucket). */
export class Allowance {
  readonly #limit: AllowanceLimit;
  readonly #left = new Map<string, { readonly left: number; readonly monoMs: number }>();

  constructor(limit: AllowanceLimit) {
    this.#limit = limit;
  }

  /** Whether `key` may now; takes one of its allowance if so. */
  take(key: string, monoMs: number): boolean {
    const { atOnce, perSecond, mostKeys } = this.#limit;
    const before = this.#left.get(key);
    const gained = before ? ((monoMs - before.monoMs) / 1_000) * perSecond : 0;
    const left = Math.min(atOnce, (before?.left ?? atOnce) + gained);
    const may = left >= 1;
    this.#left.delete(key);
    this.#left.set(key, { left: may ? left - 1 : left, monoMs });
    const [oldest] = this.#left.keys();
    if (this.#left.size > mostKeys && oldest !== undefined) this.#left.delete(oldest);
    return may;
  }
}

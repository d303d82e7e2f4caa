// How many datagrams are read at all. Decided before a byte of them is looked at: by sender, then for all together. The
// addresses of the plan's devices have places of their own, so that a flood from elsewhere, forged senders included,
// takes nothing from them; who forges one device's address silences the traps of that device alone, and who forges them
// all loses us traps, never the echoes that outages are found by.

/** Tokens per second, and how many may be saved up. */
export interface Rate {
  readonly perSecond: number;
  readonly burst: number;
}

/** All devices of the plan together: a province that comes back after a power cut says so all at once. */
const DEVICES: Rate = { perSecond: 1_000, burst: 2_000 };
/** Everybody else together: a device that sends from an address the plan does not know, or an attacker. */
const STRANGERS: Rate = { perSecond: 100, burst: 200 };
/** Senders with a bucket of their own; the one heard least recently loses it, and would start with a full one. */
const MOST_DEVICES = 20_000;
const MOST_STRANGERS = 4_096;

/** A token bucket: full at first. */
export class TokenBucket {
  readonly #rate: Rate;
  #tokens: number;
  #atMs: number;

  constructor(rate: Rate, nowMs: number) {
    this.#rate = rate;
    this.#tokens = rate.burst;
    this.#atMs = nowMs;
  }

  /** Takes one token, if there is one. */
  take(nowMs: number): boolean {
    const { perSecond, burst } = this.#rate;
    const earned = (Math.max(0, nowMs - this.#atMs) * perSecond) / 1_000;
    this.#tokens = Math.min(burst, this.#tokens + earned);
    this.#atMs = nowMs;
    if (this.#tokens < 1) return false;
    this.#tokens--;
    return true;
  }
}

/** What becomes of a datagram, by its sender alone. */
export type Admittance = 'admitted' | 'source-rate' | 'total-rate';

/** One class of senders: a bucket each, and one for all. */
class SenderClass {
  readonly #each: Rate;
  readonly #all: TokenBucket;
  readonly #most: number;
  readonly #buckets = new Map<string, TokenBucket>();

  constructor(limits: { readonly each: Rate; readonly all: Rate; readonly most: number }, nowMs: number) {
    this.#each = limits.each;
    this.#all = new TokenBucket(limits.all, nowMs);
    this.#most = limits.most;
  }

  get senders(): number {
    return this.#buckets.size;
  }

  admit(sender: string, nowMs: number): Admittance {
    const known = this.#buckets.get(sender);
    const bucket = known ?? new TokenBucket(this.#each, nowMs);
    if (known) this.#buckets.delete(sender);
    else if (this.#buckets.size >= this.#most) this.#forgetOldest();
    this.#buckets.set(sender, bucket);
    // The sender's own first: what one sends too much costs the others nothing.
    if (!bucket.take(nowMs)) return 'source-rate';
    return this.#all.take(nowMs) ? 'admitted' : 'total-rate';
  }

  #forgetOldest(): void {
    const oldest = this.#buckets.keys().next();
    if (oldest.done !== true) this.#buckets.delete(oldest.value);
  }
}

/** Decides who is read. */
export class Admission {
  readonly #devices: SenderClass;
  readonly #strangers: SenderClass;
  #expected: ReadonlySet<string> | undefined;

  /** `perSecond` of one sender; twice as many at once. */
  constructor(perSecond: number, nowMs: number) {
    const each = { perSecond, burst: 2 * perSecond };
    this.#devices = new SenderClass({ each, all: DEVICES, most: MOST_DEVICES }, nowMs);
    this.#strangers = new SenderClass({ each, all: STRANGERS, most: MOST_STRANGERS }, nowMs);
  }

  /** Names the plan's devices; until then everybody is taken for one. */
  expect(addresses: Iterable<string>): void {
    this.#expected = new Set(addresses);
  }

  /** Senders with a bucket of their own. */
  get senders(): number {
    return this.#devices.senders + this.#strangers.senders;
  }

  /** Decides about a datagram from this address. */
  admit(sender: string, nowMs: number): Admittance {
    const isDevice = this.#expected === undefined || this.#expected.has(sender);
    return (isDevice ? this.#devices : this.#strangers).admit(sender, nowMs);
  }
}

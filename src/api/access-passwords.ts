// Work with passwords: some tenths of a second of a core and 32 MiB each. Few at once, a short line, and the rest is told to
// come again, so that a flood of log-ins slows no echo.

import { hashPassword, isOutdatedHash, verifyPassword } from '../store/access/password.ts';

/** Two leave the echoes their core on the smallest machine. */
const AT_ONCE = 2;
/** A line of so many takes about two seconds. */
const MOST_WAITING = 8;

/** What hashes and verifies. */
export interface PasswordHasher {
  readonly hash: (password: string) => Promise<string>;
  readonly verify: (password: string, hash: string | undefined) => Promise<boolean>;
  /** Whether a hash was made with less than today's cost. */
  readonly isOutdated: (hash: string) => boolean;
}

/** scrypt, off the main thread. */
export const SCRYPT: PasswordHasher = {
  hash: (password) => hashPassword(password),
  verify: verifyPassword,
  isOutdated: isOutdatedHash,
};

/** Hashes and verifies, so many at once. */
export class Passwords {
  readonly #hasher: PasswordHasher;
  readonly #waiting: (() => void)[] = [];
  #underWay = 0;

  constructor(hasher: PasswordHasher = SCRYPT) {
    this.#hasher = hasher;
  }

  /** Whether a password is that of a hash; undefined when too many wait already. */
  verify(password: string, hash: string | undefined): Promise<boolean> | undefined {
    return this.#run(() => this.#hasher.verify(password, hash));
  }

  /** The hash of a password; undefined when too many wait already. */
  hash(password: string): Promise<string> | undefined {
    return this.#run(() => this.#hasher.hash(password));
  }

  /** Whether a hash was made with less than today's cost. */
  isOutdated(hash: string): boolean {
    return this.#hasher.isOutdated(hash);
  }

  #run<Result>(work: () => Promise<Result>): Promise<Result> | undefined {
    if (this.#underWay >= AT_ONCE && this.#waiting.length >= MOST_WAITING) return undefined;
    return this.#inTurn(work);
  }

  async #inTurn<Result>(work: () => Promise<Result>): Promise<Result> {
    // Whoever ends hands his place on, so that nobody slips in before those who wait.
    if (this.#underWay >= AT_ONCE) await new Promise<void>((turn) => this.#waiting.push(turn));
    else this.#underWay++;
    try {
      return await work();
    } finally {
      const next = this.#waiting.shift();
      if (next) next();
      else this.#underWay--;
    }
  }
}

// The daemon's copy of the plan: checks targets, and finds what changed from one plan to the next, so that unchanged
// targets are left alone.

import type { EchoTarget } from '../../domain/echo.ts';
import { parseAddress } from './address.ts';
import type { AddressedTarget } from './command-frames.ts';
import { EchoFailure } from './failure.ts';
import { EVERY_MIN_MS, TARGETS_MAX, TIMEOUT_MAX_MS } from './frames.ts';

/** What to tell the engine's worker or process. */
export interface PlanChange {
  readonly set: readonly AddressedTarget[];
  readonly dropped: readonly number[];
}

/** Targets and bursts as last ordered. Bounded by TARGETS_MAX; a burst needs a target. */
export class TargetPlan {
  #targets = new Map<number, AddressedTarget>();
  readonly #bursts = new Map<number, number>();

  /** Replaces the plan. Throws an EchoFailure, and changes nothing, when a target is impossible. */
  replace(targets: readonly EchoTarget[]): PlanChange {
    if (targets.length > TARGETS_MAX) {
      throw new EchoFailure(
        'too-many-targets',
        `Cannot echo ${targets.length} targets: ${TARGETS_MAX} are the most`,
      );
    }
    const next = new Map(targets.map((target) => [target.key, check(target)]));
    if (next.size < targets.length) throw badTarget('two targets have one key', 'every key once');
    const set = [...next.values()].filter((target) => !sameTarget(target, this.#targets.get(target.key)));
    const dropped = [...this.#targets.keys()].filter((key) => !next.has(key));
    this.#targets = next;
    for (const key of dropped) this.#bursts.delete(key);
    return { set, dropped };
  }

  /** Notes a burst; false when it changes nothing or there is no such target. */
  burst(key: number, everyMs: number | undefined): boolean {
    if (!this.#targets.has(key) || this.#bursts.get(key) === everyMs) return false;
    if (everyMs === undefined) this.#bursts.delete(key);
    else this.#bursts.set(key, everyMs);
    return true;
  }

  /** Everything, for a process that starts anew. */
  get all(): readonly AddressedTarget[] {
    return [...this.#targets.values()];
  }

  /** Bursts that go on, with their periods in ms. */
  get bursts(): readonly (readonly [key: number, everyMs: number])[] {
    return [...this.#bursts];
  }
}

function check(target: EchoTarget): AddressedTarget {
  const { key, address, everyMs, timeoutMs, phaseMs } = target;
  const parsed = parseAddress(address);
  if (!parsed) throw badTarget(`"${address}"`, 'a literal IPv4 or IPv6 address');
  if (!Number.isInteger(key) || key < 0 || key > 0xffffffff)
    throw badTarget(`key ${key}`, 'an integer of 32 bits');
  if (!(everyMs >= EVERY_MIN_MS))
    throw badTarget(`${address} every ${everyMs} ms`, `${EVERY_MIN_MS} ms or more`);
  if (!(timeoutMs > 0 && timeoutMs <= TIMEOUT_MAX_MS)) {
    throw badTarget(
      `${address} with a timeout of ${timeoutMs} ms`,
      `more than 0 and up to ${TIMEOUT_MAX_MS} ms`,
    );
  }
  if (!(phaseMs >= 0 && phaseMs < everyMs)) {
    throw badTarget(
      `${address} at phase ${phaseMs} ms`,
      `0 or more and less than its period of ${everyMs} ms`,
    );
  }
  return { ...target, parsed };
}

function badTarget(found: string, wanted: string): EchoFailure {
  return new EchoFailure('bad-target', `Cannot plan echoes: found ${found}, wanted ${wanted}`);
}

function sameTarget(one: EchoTarget, other: EchoTarget | undefined): boolean {
  return (
    other !== undefined &&
    one.address === other.address &&
    one.everyMs === other.everyMs &&
    one.timeoutMs === other.timeoutMs &&
    one.phaseMs === other.phaseMs
  );
}

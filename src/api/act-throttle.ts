// How often one address may act: every act is a commit to the disk and an event on every screen.

import type { FastifyRequest } from 'fastify';
import { Allowance } from '../probe/beat/allowance.ts';
import { visitOf } from './access-visit.ts';
import { ApiError } from './errors.ts';

/**
 * Somebody who acknowledges a storm row by row does a hundred within a minute, and several may sit behind one address;
 * beyond 1,000 addresses the one heard longest ago begins anew.
 */
const ACTS = { atOnce: 120, perSecond: 2, mostKeys: 1_000 };

/** Refuses those who act too often, with 429. */
export class ActThrottle {
  readonly #monoMs: () => number;
  readonly #acts = new Allowance(ACTS);

  constructor(monoMs: () => number) {
    this.#monoMs = monoMs;
  }

  /** Counts one act; throws an ApiError for one too many. */
  check(request: FastifyRequest): void {
    if (this.#acts.take(visitOf(request).end.address, this.#monoMs())) return;
    throw new ApiError(
      429,
      'slow-down',
      `more than ${ACTS.atOnce} acts at once, and ${ACTS.perSecond} a second after that, from one address; wait a minute`,
    );
  }
}

// Turns at one device: its requests never overlap, and a poll goes before an inspection, which holds a turn for one
// request only.

import type { Answer, Asker } from './answer.ts';

/** Hands out one turn at a time. Waiting are at most one poll and the inspections and readings of this device. */
export class Turns {
  #taken = false;
  readonly #urgent: (() => void)[] = [];
  readonly #patient: (() => void)[] = [];

  /** Takes the turn if nobody has it. */
  takeNow(): boolean {
    if (this.#taken) return false;
    this.#taken = true;
    return true;
  }

  /** Waits for the turn; urgent ones go first. */
  take(urgency: 'urgent' | 'patient'): Promise<void> {
    if (this.takeNow()) return Promise.resolve();
    return new Promise((resolve) => {
      (urgency === 'urgent' ? this.#urgent : this.#patient).push(resolve);
    });
  }

  /** Gives the turn back. */
  give(): void {
    const next = this.#urgent.shift() ?? this.#patient.shift();
    if (next) next();
    else this.#taken = false;
  }
}

/** Tries of a request that an agent may find too large: the walk then asks for less. */
const WALK_TRIES = 2;

/** Asks in turns, one for each try; `inner` makes one try only. */
export class PatientAsker implements Asker {
  readonly #inner: Asker;
  readonly #turns: Turns;
  readonly #tries: number;
  #ended: Answer | undefined;

  /** `tries` of a GET. */
  constructor(inner: Asker, turns: Turns, tries: number) {
    this.#inner = inner;
    this.#turns = turns;
    this.#tries = tries;
  }

  get(oids: readonly string[]): Promise<Answer> {
    return this.#ask(() => this.#inner.get(oids), this.#tries);
  }

  next(oid: string, maxRepetitions: number): Promise<Answer> {
    return this.#ask(() => this.#inner.next(oid, maxRepetitions), Math.min(this.#tries, WALK_TRIES));
  }

  abort(detail: string): void {
    this.#ended = { kind: 'failed', failure: 'local', detail };
    this.#inner.abort(detail);
  }

  async #inTurn(request: () => Promise<Answer>): Promise<Answer> {
    try {
      return this.#ended ?? (await request());
    } finally {
      this.#turns.give();
    }
  }

  async #ask(request: () => Promise<Answer>, tries: number): Promise<Answer> {
    for (let left = tries; ; left--) {
      await this.#turns.take('patient');
      const answer = await this.#inTurn(request);
      if (answer.kind !== 'failed' || answer.failure !== 'silent' || left <= 1) return answer;
    }
  }
}

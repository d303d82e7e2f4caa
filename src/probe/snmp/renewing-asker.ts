// An SNMPv3 agent over its whole life. net-snmp learns an engine's id, boots and time once and then never goes back: an
// agent that was replaced, or whose boots or clock went back, would be refused for ever. So a session that has worked
// and fails is thrown away, and a fresh one discovers the engine anew.

import { type Answer, type Asker, failed } from './answer.ts';

/** Asks through a session that it renews when the agent behind it has changed. */
export class RenewingAsker implements Asker {
  readonly #open: () => Asker;
  #asker: Asker | undefined;
  /** Whether the present session has been answered. */
  #proven = false;

  /** `open` makes a session; it may throw on unusable credentials. */
  constructor(open: () => Asker) {
    this.#open = open;
  }

  get(oids: readonly string[]): Promise<Answer> {
    return this.#ask((asker) => asker.get(oids));
  }

  next(oid: string, maxRepetitions: number): Promise<Answer> {
    return this.#ask((asker) => asker.next(oid, maxRepetitions));
  }

  abort(detail: string): void {
    this.#drop(detail);
  }

  async #ask(request: (asker: Asker) => Promise<Answer>): Promise<Answer> {
    const wasProven = this.#proven;
    const first = await this.#once(request);
    if (!wasProven || first.kind !== 'failed' || first.failure !== 'auth') return first;
    return this.#once(request);
  }

  async #once(request: (asker: Asker) => Promise<Answer>): Promise<Answer> {
    let asker = this.#asker;
    try {
      asker ??= this.#open();
    } catch (error) {
      return failed('local', `the credentials cannot be used: ${String(error)}`);
    }
    this.#asker = asker;
    const answer = await request(asker);
    if (answer.kind === 'failed') this.#drop('the session failed');
    else this.#proven = true;
    return answer;
  }

  #drop(detail: string): void {
    this.#asker?.abort(detail);
    this.#asker = undefined;
    this.#proven = false;
  }
}

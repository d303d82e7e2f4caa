// Why an SNMPv3 agent that told its engine id does not answer. net-snmp's agent drops without a word what it cannot
// decrypt, and what is asked in a context it does not know; asked once more without the one or the other, it gives itself
// away. A request that was lost on its way is none of both, and stays silence.

import type { UsmAccess } from '../../domain/link.ts';
import { type Answer, type Asker, failed } from './answer.ts';
import type { Endpoint } from './endpoint.ts';
import { SYSTEM_OIDS } from './oids.ts';
import { contextFault, privacyFault } from './usm-fault.ts';

/** What the explanation works with. */
export interface ExplainingDeps {
  readonly endpoint: Endpoint;
  readonly access: UsmAccess;
  /** Makes an asker of one try with other credentials; it may throw on unusable ones. */
  readonly openAs: (access: UsmAccess) => Asker;
}

/** Asks through another asker, and looks into a silence that followed an engine id. */
export class ExplainingAsker implements Asker {
  readonly #asker: Asker;
  readonly #deps: ExplainingDeps;
  #probing: Asker | undefined;
  #aborted = false;

  constructor(asker: Asker, deps: ExplainingDeps) {
    this.#asker = asker;
    this.#deps = deps;
  }

  get(oids: readonly string[]): Promise<Answer> {
    return this.#ask(() => this.#asker.get(oids));
  }

  next(oid: string, maxRepetitions: number): Promise<Answer> {
    return this.#ask(() => this.#asker.next(oid, maxRepetitions));
  }

  abort(detail: string): void {
    this.#aborted = true;
    this.#asker.abort(detail);
    this.#probing?.abort(detail);
  }

  async #ask(request: () => Promise<Answer>): Promise<Answer> {
    this.#aborted = false;
    const answer = await request();
    if (!isUnheard(answer)) return answer;
    const fault = await this.#fault();
    if (fault === undefined || this.#aborted) return answer;
    // What answers the probes may have lost the request itself: the credentials are blamed for a second silence only.
    const again = await request();
    return isUnheard(again) ? failed('auth', fault) : again;
  }

  async #fault(): Promise<string | undefined> {
    const { access, endpoint } = this.#deps;
    const { context, ...plain } = access;
    if (context !== undefined && (await this.#answers(plain))) return contextFault(access, endpoint);
    if (access.level === 'authPriv' && (await this.#answers({ ...plain, level: 'authNoPriv' })))
      return privacyFault(access, endpoint);
    return undefined;
  }

  /** Whether anything signed comes back, be it that this may not be read. */
  async #answers(access: UsmAccess): Promise<boolean> {
    if (this.#aborted) return false;
    try {
      this.#probing = this.#deps.openAs(access);
      const { kind } = await this.#probing.get([SYSTEM_OIDS.sysUpTime]);
      return kind !== 'failed';
    } catch {
      return false;
    } finally {
      this.#probing?.abort('it is done');
      this.#probing = undefined;
    }
  }
}

/** A silence after an engine id. */
function isUnheard(answer: Answer): boolean {
  return answer.kind === 'failed' && answer.toldEngine === true;
}

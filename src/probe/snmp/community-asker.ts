// An SNMPv1 or v2c agent: GETs take the hot path with a template kept from poll to poll, the rare walk goes through a
// net-snmp session that lives for one request.

import type { CommunityAccess } from '../../domain/link.ts';
import type { Answer, Asker } from './answer.ts';
import type { Endpoint } from './endpoint.ts';
import { type FastGet, fastGet, type Patience } from './fast-get.ts';
import { LibraryAsker, type LibraryAskerDeps } from './library-asker.ts';
import { type GetTemplate, getTemplate } from './message.ts';

/** Encodings kept per device: a poll of the largest plan takes fifteen. Beyond, the oldest is encoded anew. */
const MOST_TEMPLATES = 16;

/** Asks by community. */
export class CommunityAsker implements Asker {
  readonly #deps: LibraryAskerDeps;
  readonly #endpoint: Endpoint;
  readonly #access: CommunityAccess;
  readonly #patience: Patience;
  #templates: GetTemplate[] = [];
  #get: FastGet | undefined;
  #walk: LibraryAsker | undefined;

  constructor(deps: LibraryAskerDeps, endpoint: Endpoint, access: CommunityAccess, patience: Patience) {
    this.#deps = deps;
    this.#endpoint = endpoint;
    this.#access = access;
    this.#patience = patience;
  }

  /** The same array as before reuses its encoding. */
  async get(oids: readonly string[]): Promise<Answer> {
    this.#get = fastGet(this.#deps, this.#endpoint, this.#templateOf(oids), this.#patience);
    const answer = await this.#get.answer;
    // Ten thousand answers kept until the next poll would be the largest part of the poller's memory.
    this.#get = undefined;
    return answer;
  }

  #templateOf(oids: readonly string[]): GetTemplate {
    for (const template of this.#templates) if (template.oids === oids) return template;
    const template = getTemplate(this.#access.version, this.#access.community, oids);
    if (this.#templates.length >= MOST_TEMPLATES) this.#templates.shift();
    this.#templates.push(template);
    return template;
  }

  async next(oid: string, maxRepetitions: number): Promise<Answer> {
    const walk = new LibraryAsker(this.#deps, this.#endpoint, this.#access, this.#patience);
    this.#walk = walk;
    const answer = await walk.next(oid, maxRepetitions);
    walk.abort('the walk is over');
    this.#walk = undefined;
    return answer;
  }

  forgetLists(): void {
    this.#templates = [];
  }

  abort(detail: string): void {
    this.#get?.cancel(detail);
    this.#walk?.abort(detail);
  }
}

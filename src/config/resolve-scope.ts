// Whom a rule, a route or a window is about: that everything named is there, and ids as the network knows them.

import { linkId, siteId } from '../domain/ids.ts';
import type { MaintenanceScope } from '../domain/maintenance.ts';
import type { RuleScope } from '../domain/rule.ts';
import type { Path } from './place.ts';
import type { ScopeEntry } from './schema-rules.ts';
import { didYouMean } from './suggest.ts';
import type { Tell } from './tell.ts';
import type { Validated } from './validate.ts';

/** Everything there is. */
export const EVERYWHERE: RuleScope = {
  links: [],
  sites: [],
  regencies: [],
  media: [],
  providers: [],
  tags: [],
};

type Named = Pick<ScopeEntry, 'links' | 'sites' | 'regencies' | 'providers'>;

/** Resolves scopes of one configuration. */
export class Scopes {
  readonly #tell: Tell;
  readonly #known: Readonly<Record<keyof Named, ReadonlySet<string>>>;
  readonly #providerNames: ReadonlyMap<string, string>;

  /** Looks at nothing but the lists. */
  constructor({ lists }: Validated, tell: Tell) {
    const sites = lists.sites.map(({ value }) => value);
    this.#tell = tell;
    this.#known = {
      links: new Set(lists.links.map(({ value }) => value.id)),
      sites: new Set(sites.map((site) => site.id)),
      regencies: new Set(sites.filter((site) => site.kind === 'regency').map((site) => site.id)),
      providers: new Set(lists.providers.map(({ value }) => value.id)),
    };
    this.#providerNames = new Map(lists.providers.map(({ value }) => [value.id, value.name]));
  }

  /** The scope of a rule or route; everywhere when absent. */
  rule(scope: ScopeEntry | undefined, path: Path): RuleScope {
    return scope
      ? { ...this.maintenance(scope, path), media: scope.media ?? [], tags: scope.tags ?? [] }
      : EVERYWHERE;
  }

  /** The scope of a window. A link knows its provider by name. */
  maintenance(scope: Named, path: Path): MaintenanceScope {
    for (const name of ['links', 'sites', 'regencies', 'providers'] as const)
      (scope[name] ?? []).forEach((one, index) => {
        const known = this.#known[name];
        if (known.has(one)) return;
        this.#tell.add([...path, name, index], `there is no "${one}" among ${name}${didYouMean(one, known)}`);
      });
    return {
      links: (scope.links ?? []).map(linkId),
      sites: (scope.sites ?? []).map(siteId),
      regencies: (scope.regencies ?? []).map(siteId),
      providers: (scope.providers ?? []).map((id) => this.#providerNames.get(id) ?? id),
    };
  }
}

// Whom and what monthly reports can be about, as far as somebody sees it.

import type { Config } from '../config/config.ts';
import type { Zone } from '../domain/local-time.ts';
import { regencyOf } from '../domain/network.ts';
import type { NamedSubject, ReportSubjects } from '../domain/report-view.ts';
import type { ScopeView } from '../domain/scope-view.ts';
import { lastWholeMonth } from '../report/asks.ts';

/** Contracts, providers and regencies that have a link which is seen, in the order of the configuration. */
export function reportSubjects(
  { network, contracts, providers }: Pick<Config, 'network' | 'contracts' | 'providers'>,
  at: { readonly now: number; readonly zone: Zone },
  view?: ScopeView,
): ReportSubjects {
  const links = [...network.links.values()].filter(({ id }) => view?.links.has(id) ?? true);
  const ids = (of: (link: (typeof links)[number]) => string | undefined): ReadonlySet<string | undefined> =>
    new Set(links.map(of));
  const named = (
    list: Iterable<NamedSubject>,
    present: ReadonlySet<string | undefined>,
  ): readonly NamedSubject[] =>
    [...list].filter(({ id }) => present.has(id)).map(({ id, name }) => ({ id, name }));
  return {
    lastMonth: lastWholeMonth(at.now, at.zone),
    province: view === undefined,
    contracts: named(
      contracts,
      ids(({ contractId }) => contractId),
    ),
    providers: named(
      providers,
      ids(({ providerId }) => providerId),
    ),
    regencies: named(
      network.sites.values(),
      ids(({ to }) => regencyOf(network, to)?.id),
    ),
  };
}

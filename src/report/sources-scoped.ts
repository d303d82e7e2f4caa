// What reports are made of for somebody who sees a part of the province: the same, without what names anything beyond it.

import { cutAct, cutActor, cutAlert, cutInterval } from '../domain/scope-cut.ts';
import type { ScopeView } from '../domain/scope-view.ts';
import type { ReportSources } from './sources.ts';

/** The sources as he sees them. What is beyond is not there: unknown, not forbidden. */
export function scopedSources(sources: ReportSources, view: ScopeView): ReportSources {
  return {
    ...sources,
    visible: (link) => view.links.has(link),
    intervals: (link, from, to) =>
      sources.intervals(link, from, to).map((interval) => cutInterval(view, interval)),
    alerts: (from, to) => sources.alerts(from, to).flatMap((alert) => cutAlert(view, alert) ?? []),
    // An incident whose root he may not see is none of his: what is below it would tell whose it is.
    incident: (number) => {
      const [root, ...others] = sources.incident(number).map((alert) => cutAlert(view, alert));
      return root ? [root, ...others.flatMap((alert) => alert ?? [])] : [];
    },
    acts: (alert) => sources.acts(alert).flatMap((act) => cutAct(view, act) ?? []),
    causes: (from) => sources.causes(from).filter(({ link }) => view.links.has(link)),
    windows: () => sources.windows().map(({ note, ...window }) => window),
    ledger: (from, to) =>
      sources
        .ledger(from, to)
        .filter(({ link }) => view.links.has(link))
        .map((entry) => ({ ...entry, actor: cutActor(entry.actor) })),
    acceptance: (record) => {
      const found = sources.acceptance(record);
      return found && view.links.has(found.link) ? found : undefined;
    },
    acceptances: () => sources.acceptances().filter(({ link }) => view.links.has(link)),
    history: (query) =>
      view.links.has(query.link)
        ? sources.history(query)
        : Promise.reject(new Error(`there is no link "${query.link}"`)),
    summaries: (query) =>
      sources.summaries({
        ...query,
        links: new Set([...query.links].filter((link) => view.links.has(link))),
      }),
  };
}

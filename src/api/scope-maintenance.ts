// Planned work for somebody who sees a part of the province: windows that cover a link of his, and of these what he may see.

import type { LinkId } from '../domain/ids.ts';
import type { MaintenanceScope } from '../domain/maintenance.ts';
import { cutActor } from '../domain/scope-cut.ts';
import type { ScopeView } from '../domain/scope-view.ts';
import { seenAmong } from '../stream/scope-network.ts';
import type {
  MaintenanceOutcome,
  MaintenancePort,
  MaintenanceRefusal,
  WindowView,
} from './maintenance-port.ts';

/** What cutting rests on. */
export interface DeskParts {
  readonly view: () => ScopeView;
  /** The links that a window covers by the present plan. */
  readonly covered: (window: string) => Iterable<LinkId> | undefined;
}

/** The desk as he sees it; he may announce and end nothing. */
export function scopedDesk(desk: MaintenancePort, { view, covered }: DeskParts): MaintenancePort {
  const refusal: MaintenanceRefusal = { code: 'scope', message: 'planned work reaches beyond what you see' };
  const refused: MaintenanceOutcome = { kind: 'refused', refusal };
  return {
    check: () => refusal,
    windows: (options) =>
      desk.windows(options).flatMap((each) => {
        const links = seenAmong(view(), covered(each.window.id) ?? []);
        return links.length === 0 ? [] : [cutWindow(view(), each, links.length)];
      }),
    create: () => refused,
    end: () => refused,
  };
}

/** The note stays out: it tells of the work as a whole. */
function cutWindow(view: ScopeView, { window, acts, ...now }: WindowView, links: number): WindowView {
  const { note, scope, ...rest } = window;
  return {
    ...now,
    window: { ...rest, scope: cutScope(view, scope) },
    links,
    acts: acts.map((act) => ({ ...act, actor: cutActor(act.actor) })),
  };
}

/** What he sees of what was named. Providers are named by no link that he would not see. */
function cutScope({ key, links, sites }: ScopeView, scope: MaintenanceScope): MaintenanceScope {
  return {
    links: scope.links.filter((id) => links.has(id)),
    sites: scope.sites.filter((id) => sites.has(id)),
    regencies: scope.regencies.filter((id) => sites.has(id)),
    providers: scope.providers.filter((name) => key === `provider:${name}`),
  };
}

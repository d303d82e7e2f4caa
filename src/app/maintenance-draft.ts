// Checks what an operator announces against the plan and the present moment, as the configuration's loader does with what
// is written there.

import type { MaintenanceDraft, MaintenanceRefusal } from '../api/maintenance-port.ts';
import type { Provider } from '../config/config.ts';
import { didYouMean } from '../config/suggest.ts';
import { type LinkId, linkId, siteId } from '../domain/ids.ts';
import type { Zone } from '../domain/local-time.ts';
import type { MaintenanceScope, MaintenanceTime, MaintenanceWindow } from '../domain/maintenance.ts';
import { coveredLinks, MOST_RECURRING_MS } from '../domain/maintenance-plan.ts';
import type { Network } from '../domain/network.ts';
import type { Topology } from '../domain/topology.ts';
import { nextOpening } from './maintenance-edges.ts';

const MINUTE_MS = 60_000;
/** Longest window that comes once: what lasts longer is a link out of service, and belongs into the plan. */
const MOST_ONCE_MS = 92 * 86_400_000;
/** Clocks of screens differ, and people type: a begin that lies so far back means now. */
const LATE_MS = 5 * MINUTE_MS;

/** Where and when a draft is checked. */
export interface DraftContext {
  readonly network: Network;
  readonly topology: Topology;
  readonly providers: readonly Provider[];
  readonly zone: Zone;
  /** Epoch ms. */
  readonly at: number;
}

/** A window without its identity. */
export type CheckedDraft = Pick<MaintenanceWindow, 'scope' | 'time'>;

/** Scope and time of a window as it will be kept, or why it cannot be. */
export function checkDraft(
  draft: Pick<MaintenanceDraft, 'scope' | 'time'>,
  context: DraftContext,
): CheckedDraft | MaintenanceRefusal {
  const scope = checkScope(draft.scope, context);
  if ('code' in scope) return scope;
  const time =
    draft.time.kind === 'once' ? checkOnce(draft.time, context) : checkRecurring(draft.time, context);
  return 'code' in time ? time : { scope, time };
}

/** Which links a draft would cover, or why it cannot be announced. */
export function coverageOf(
  draft: Pick<MaintenanceDraft, 'scope' | 'time'>,
  context: DraftContext,
): { readonly covered: readonly LinkId[] } | MaintenanceRefusal {
  const checked = checkDraft(draft, context);
  if ('code' in checked) return checked;
  return { covered: [...coveredLinks(checked.scope, context.network, context.topology)] };
}

function checkScope(
  given: MaintenanceDraft['scope'],
  { network, topology, providers }: DraftContext,
): MaintenanceScope | MaintenanceRefusal {
  const sites = [...network.sites.values()];
  const known = {
    links: [...network.links.keys()],
    sites: sites.map((site) => site.id),
    regencies: sites.filter((site) => site.kind === 'regency').map((site) => site.id),
    // A screen knows them by their names only, as links carry them.
    providers: providers.flatMap((provider) => [provider.id, provider.name]),
  } satisfies Record<keyof MaintenanceScope, readonly string[]>;
  for (const name of ['links', 'sites', 'regencies', 'providers'] as const) {
    const ids = new Set<string>(known[name]);
    const stranger = given[name].find((id) => !ids.has(id));
    if (stranger !== undefined)
      return scopeRefused(`there is no "${stranger}" among ${name}${didYouMean(stranger, ids)}`);
  }
  const names = new Map(providers.map(({ id, name }) => [id, name]));
  const scope: MaintenanceScope = {
    links: given.links.map(linkId),
    sites: given.sites.map(siteId),
    regencies: given.regencies.map(siteId),
    // A link knows its provider by name.
    providers: given.providers.map((id) => names.get(id) ?? id),
  };
  if (Object.values(scope).every((list) => list.length === 0))
    return scopeRefused('the scope is empty, wanted links, sites, regencies or providers');
  if (coveredLinks(scope, network, topology).size === 0) return scopeRefused('the scope covers no link');
  return scope;
}

/** What has begun is never hidden afterwards: a window begins when it is announced, at the earliest. */
function checkOnce(
  time: Extract<MaintenanceTime, { kind: 'once' }>,
  { at }: DraftContext,
): MaintenanceTime | MaintenanceRefusal {
  if (time.to <= time.from) return timeRefused('it ends before it begins');
  if (time.to <= at) return timeRefused('it is over already');
  if (time.to - time.from > MOST_ONCE_MS)
    return timeRefused(`it lasts longer than ${MOST_ONCE_MS / 86_400_000} days; set the links to suspended`);
  if (time.from < at - LATE_MS)
    return timeRefused('it begins in the past, wanted now or later: an outage that has begun is not hidden');
  return { ...time, from: Math.max(time.from, at) };
}

function checkRecurring(
  time: Extract<MaintenanceTime, { kind: 'recurring' }>,
  { at, zone }: DraftContext,
): MaintenanceTime | MaintenanceRefusal {
  if (time.durationMs < MINUTE_MS || time.durationMs > MOST_RECURRING_MS)
    return timeRefused(
      `it lasts ${time.durationMs} ms, wanted from 1 min to ${MOST_RECURRING_MS / 86_400_000} days`,
    );
  const bounded = { ...time, notBefore: Math.max(time.notBefore ?? at, at) };
  const row: MaintenanceWindow = { ...NOBODY, time: bounded };
  return nextOpening(row, at, zone)
    ? bounded
    : timeRefused('it never opens: no such day lies within its bounds');
}

const NOBODY: Omit<MaintenanceWindow, 'time'> = {
  id: '',
  name: '',
  scope: { links: [], sites: [], regencies: [], providers: [] },
  announcedBy: '',
  announcedAt: 0,
  origin: 'operator',
};

function scopeRefused(message: string): MaintenanceRefusal {
  return { code: 'scope', message };
}

function timeRefused(message: string): MaintenanceRefusal {
  return { code: 'time', message };
}

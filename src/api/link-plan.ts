// What the office has planned about one link: contract, cadence, limits, and the maintenance that covers it.

import type { Contract } from '../config/config.ts';
import { type GrafanaConfig, grafanaLinkUrl } from '../config/grafana-config.ts';
import { coveredLinks } from '../domain/maintenance-plan.ts';
import type { EngineState, LinkWatch } from '../engine/state.ts';
import type { CoveringWindow, LinkContract, LinkPlan } from '../stream/link-detail.ts';
import type { WindowView } from './maintenance-port.ts';

/** What is looked at. */
export interface LinkPlanParts {
  readonly state: Pick<EngineState, 'config' | 'topology'>;
  readonly contracts: readonly Contract[];
  /** Absent: no address is told. */
  readonly grafana?: GrafanaConfig | undefined;
  /** Windows that are not over for long; those that are over are left out. */
  readonly windows: readonly WindowView[];
}

/** Puts it together. */
export function linkPlanOf({ link }: Pick<LinkWatch, 'link'>, parts: LinkPlanParts): LinkPlan {
  const contract = parts.contracts.find(({ id }) => id === link.contractId);
  const { snmp } = link.device;
  return {
    ...(link.since !== undefined && { since: link.since }),
    tags: link.tags,
    echo: link.echo,
    quality: link.quality,
    ...(snmp && { pollEveryMs: snmp.everyMs }),
    ...(contract && { contract: contractOf(contract, link.provider) }),
    ...(parts.grafana && { grafana: grafanaLinkUrl(parts.grafana, link.id) }),
    maintenance: covering(link.id, parts),
  };
}

function contractOf(
  { id, name, provider, slaPct, minEventMs }: Contract,
  named: string | undefined,
): LinkContract {
  return { id, name, provider: named ?? provider, ...(slaPct !== undefined && { slaPct }), minEventMs };
}

function covering(
  link: LinkWatch['link']['id'],
  { state, windows }: LinkPlanParts,
): readonly CoveringWindow[] {
  const { network } = state.config;
  return windows
    .filter(({ open, next }) => open ?? next)
    .filter(({ window }) => coveredLinks(window.scope, network, state.topology).has(link))
    .map(
      ({ window, open, next }): CoveringWindow => ({
        id: window.id,
        name: window.name,
        announcedBy: window.announcedBy,
        ...(window.note !== undefined && { note: window.note }),
        ...(open && { open }),
        ...(next && { next }),
        recurring: window.time.kind === 'recurring',
      }),
    )
    .sort((a, b) => beginOf(a) - beginOf(b));
}

function beginOf({ open, next }: CoveringWindow): number {
  return open ? Number.NEGATIVE_INFINITY : (next?.from ?? Number.POSITIVE_INFINITY);
}

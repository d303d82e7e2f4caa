// What watching links that are paid by volume costs in a month: echoes by calculation, polls by what devices answered.

import { METERED_TAG } from '../config/defaults.ts';
import {
  beatOctetsPerMonth,
  echoOctetsPerMonth,
  pollOctetsPerMonth,
  USUAL_POLL_OCTETS,
} from '../domain/data-cost.ts';
import { isProbed, type Link } from '../domain/link.ts';
import type { Network } from '../domain/network.ts';
import { createSnmpPoller } from '../probe/snmp/poller.ts';
import { loadProfiles, SHIPPED_PROFILES } from '../probe/snmp/profiles/load.ts';
import { systemClock } from '../runtime/clock.ts';
import { createLog } from '../runtime/log.ts';
import { systemTimers } from '../runtime/timers.ts';

/** Devices that are asked for what their polls take. */
const MOST_MEASURED = 50;

/** Cost of one link in octets in 30 days. */
export interface LinkCost {
  readonly link: string;
  readonly medium: string;
  readonly echoes: number;
  /** What its device sends by itself, where it cannot be asked. */
  readonly beats: number;
  readonly polls: number;
  /** Whether `polls` follows from what the device answered just now. */
  readonly measured: boolean;
}

/** Links that are paid by volume: satellite, mobile, and those tagged `metered`. */
export function meteredLinks(network: Network): readonly Link[] {
  return [...network.links.values()].filter(
    ({ stage, medium, tags }) =>
      isProbed(stage) && (medium === 'vsat' || medium === 'lte' || tags.includes(METERED_TAG)),
  );
}

/** Costs of the links, the dearest first. With `measure`, the first devices are inspected and polled. */
export async function costsOf(links: readonly Link[], measure: boolean): Promise<readonly LinkCost[]> {
  const octets = measure ? await measured(links.slice(0, MOST_MEASURED)) : new Map<string, number>();
  const costs = links.map((link) => costOf(link, octets.get(link.id)));
  return costs.sort((a, b) => total(b) - total(a));
}

function total({ echoes, beats, polls }: LinkCost): number {
  return echoes + beats + polls;
}

/** The cost of one link; `octetsPerPoll` as measured, else what the least that is asked takes. */
export function costOf(link: Link, octetsPerPoll: number | undefined): LinkCost {
  const { snmp, address, beat } = link.device;
  return {
    link: link.id,
    medium: link.medium,
    echoes: address === undefined ? 0 : echoOctetsPerMonth(link.echo, address),
    beats: beat ? beatOctetsPerMonth(beat) : 0,
    polls: snmp ? pollOctetsPerMonth(octetsPerPoll ?? USUAL_POLL_OCTETS, snmp.everyMs) : 0,
    measured: octetsPerPoll !== undefined,
  };
}

async function measured(links: readonly Link[]): Promise<ReadonlyMap<string, number>> {
  const { profiles } = loadProfiles({ shipped: SHIPPED_PROFILES });
  const poller = createSnmpPoller(
    { profiles },
    { clock: systemClock, timers: systemTimers, log: createLog({ level: 'error' }) },
  );
  try {
    const found = await Promise.all(
      links.map(async ({ id, device }) => {
        if (!device.snmp) return [];
        await poller.inspect(id, device);
        // The first poll looks for the interface, which costs many times what the others do.
        await poller.poll(id, device);
        await poller.poll(id, device);
        const cost = poller.cost(id);
        return cost ? [[id, cost.octetsPerPoll] as const] : [];
      }),
    );
    return new Map(found.flat());
  } finally {
    await poller.close();
  }
}

/** Rows for people: megabytes a month. */
export function costRows(costs: readonly LinkCost[]): string[][] {
  const mb = (octets: number): string => `${(octets / 1e6).toFixed(1)} MB`;
  return costs.map((cost) => [
    '',
    cost.link,
    cost.medium,
    `${mb(total(cost))} a month`,
    cost.beats > 0
      ? `beats ${mb(cost.beats)} without TLS`
      : `echoes ${mb(cost.echoes)}, SNMP ${mb(cost.polls)}${cost.polls > 0 && !cost.measured ? ' at least' : ''}`,
  ]);
}

// Everything known about the device of a link, put together from what the engine, the store and the poller know.

import { beatOctetsPerMonth, echoOctetsPerMonth, pollOctetsPerMonth } from '../domain/data-cost.ts';
import type { Inventory } from '../domain/inventory.ts';
import { utilisationOf } from '../domain/line-rate.ts';
import type { LinkWatch } from '../engine/state.ts';
import type { SnmpInspector } from '../probe/snmp/port.ts';
import type { StateStore } from '../store/state/port.ts';
import type { DeviceDetail } from '../stream/device.ts';

/** Puts it together. */
export function deviceDetail(
  watch: LinkWatch,
  parts: {
    readonly store: Pick<StateStore, 'inventory'>;
    readonly poller: Pick<SnmpInspector, 'cost'>;
    readonly engine: 'socket' | 'ping';
  },
): DeviceDetail {
  const { link } = watch;
  const { id, device } = link;
  const kept = parts.store.inventory(id);
  const cost = parts.poller.cost(id);
  const poll = pollOf(watch);
  const polls = cost && device.snmp && pollOctetsPerMonth(cost.octetsPerPoll, device.snmp.everyMs);
  return {
    link: id,
    ...(device.address !== undefined && { address: device.address }),
    ...(kept && { inventory: { at: kept.at, ...withoutSize(kept.inventory) } }),
    ...(poll && { poll }),
    costPerMonth: {
      echoes: device.address === undefined ? 0 : echoOctetsPerMonth(link.echo, device.address, parts.engine),
      ...(device.beat && { beats: beatOctetsPerMonth(device.beat) }),
      ...(polls !== undefined && { polls }),
    },
  };
}

function withoutSize({
  objects: _,
  requests: __,
  ...rest
}: Inventory): Omit<Inventory, 'objects' | 'requests'> {
  return rest;
}

/** The last answered poll, and the failure since, if there is one. */
function pollOf({ device, answered, link }: LinkWatch): DeviceDetail['poll'] {
  if (!device) return undefined;
  const failed = device.result.kind === 'failed' ? device.result : undefined;
  const failure = failed && { failure: `${failed.failure}: ${failed.detail}`, failedAt: device.at };
  if (answered?.result.kind !== 'answered')
    return { at: device.at, durationMs: device.durationMs, ...failure, metrics: [] };
  const { at, durationMs, result, rates } = answered;
  const utilisation = utilisationOf(rates, link.bandwidthBps, result.interface);
  return {
    at,
    durationMs,
    ...failure,
    system: result.system,
    ...(result.interface && { interface: result.interface }),
    ...(result.interfaceMissing && { interfaceMissing: true }),
    ...(rates && { rates }),
    ...(utilisation && { utilisation }),
    // Running totals mean nothing to people; their rates are here.
    metrics: (result.metrics ?? []).filter(({ kind }) => kind !== 'counter'),
  };
}

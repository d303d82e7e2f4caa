// What /metrics says of each link. Only `jalur_link_info` tells what a link is; a query joins it by `link`, so that a link which
// changes its provider keeps its history.

import type { MetricReading } from '../domain/metric.ts';
import { lossPct } from '../domain/round.ts';
import type { LinkView, NetworkView } from '../stream/protocol.ts';
import { type Metric, sample } from './prometheus-text.ts';

interface LinkMetric {
  readonly name: string;
  readonly help: string;
  /** Undefined: nothing is known, and no sample is written. */
  readonly value: (link: LinkView, now: number) => number | undefined;
}

const LINK_METRICS: readonly LinkMetric[] = [
  {
    name: 'jalur_link_rtt_seconds',
    help: 'Median RTT of the last round.',
    value: ({ round }) => seconds(round?.rtt?.medianMs),
  },
  {
    name: 'jalur_link_jitter_seconds',
    help: 'Mean difference of consecutive RTTs in the last round.',
    value: ({ round }) => seconds(round?.rtt?.jitterMs),
  },
  {
    name: 'jalur_link_loss_ratio',
    help: 'Echo loss of the last round.',
    value: ({ round }) => ratio(round && lossPct(round)),
  },
  {
    name: 'jalur_link_verdict_age_seconds',
    help: 'Age of the last echo verdict.',
    value: ({ verdictAt }, now) =>
      verdictAt === undefined ? undefined : Math.max(0, now - verdictAt) / 1000,
  },
  {
    name: 'jalur_link_receive_bits_per_second',
    help: 'What the interface of the link received, between the last two polls.',
    value: ({ device }) => device?.rates?.inBps,
  },
  {
    name: 'jalur_link_transmit_bits_per_second',
    help: 'What the interface of the link sent, between the last two polls.',
    value: ({ device }) => device?.rates?.outBps,
  },
  {
    name: 'jalur_device_answered',
    help: '1: the device answered the last poll. Absent where a poll failed for our own reasons.',
    value: ({ device }) => answered(device),
  },
  {
    name: 'jalur_device_uptime_seconds',
    help: 'sysUpTime of the device.',
    value: ({ device }) => {
      if (device?.result.kind !== 'answered') return undefined;
      const ticks = device.result.system.sysUpTimeTicks;
      return ticks === undefined ? undefined : ticks / 100;
    },
  },
  {
    name: 'jalur_device_clients',
    help: 'Stations of the access point.',
    value: ({ device }) => gauge(device, 'clients'),
  },
  {
    name: 'jalur_device_on_battery',
    help: '1 while the UPS runs on its battery.',
    value: ({ device }) => gauge(device, 'on_battery'),
  },
  {
    name: 'jalur_device_battery_ratio',
    help: 'Charge of the battery.',
    value: ({ device }) => ratio(gauge(device, 'battery_charge')),
  },
];

/** The metrics of all links. */
export function linkMetrics({ links, sites, serverTime }: NetworkView): readonly Metric[] {
  const kinds = new Map(sites.map(({ id, kind }) => [id, kind]));
  const info = links.map((link) => {
    const { id, to, regency = '', medium, provider = '' } = link;
    const labels = { link: id, site: to, regency, kind: kinds.get(to) ?? '', provider, medium };
    return sample('jalur_link_info', 1, labels);
  });
  const state = links.map(({ id, state: now }) => sample('jalur_link_state', 1, { link: id, state: now }));
  return [
    { name: 'jalur_link_info', help: 'What a link is; always 1.', type: 'gauge', samples: info },
    {
      name: 'jalur_link_state',
      help: 'State of a link: 1 for the present one.',
      type: 'gauge',
      samples: state,
    },
    place('latitude', 'Latitude of a site, WGS 84.', sites, 0),
    place('longitude', 'Longitude of a site, WGS 84.', sites, 1),
    ...LINK_METRICS.map(({ name, help, value }): Metric => {
      const samples = links.flatMap((link) => {
        const found = value(link, serverTime);
        return found === undefined ? [] : [sample(name, found, { link: link.id })];
      });
      return { name, help, type: 'gauge', samples };
    }),
  ];
}

function place(axis: string, help: string, sites: NetworkView['sites'], index: 0 | 1): Metric {
  const name = `jalur_site_${axis}_degrees`;
  const samples = sites.flatMap(({ id, position }) =>
    position ? [sample(name, position[index], { site: id })] : [],
  );
  return { name, help, type: 'gauge', samples };
}

function seconds(ms: number | undefined): number | undefined {
  return ms === undefined ? undefined : ms / 1000;
}

function ratio(pct: number | undefined): number | undefined {
  return pct === undefined ? undefined : pct / 100;
}

function answered(device: LinkView['device']): number | undefined {
  if (!device) return undefined;
  if (device.result.kind === 'answered') return 1;
  return device.result.failure === 'local' ? undefined : 0;
}

function gauge(device: LinkView['device'], wanted: string): number | undefined {
  if (device?.result.kind !== 'answered') return undefined;
  const reading = device.result.metrics?.find(
    (each: MetricReading) => each.metric === wanted && each.kind === 'gauge',
  );
  return reading?.kind === 'gauge' ? reading.value : undefined;
}

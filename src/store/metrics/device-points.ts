// What becomes history of an evaluated SNMP poll: the interface, the device in a few figures, its radios, and every metric.

import type { LinkDeviceEvent } from '../../domain/event.ts';
import { utilisationOf } from '../../domain/line-rate.ts';
import type { Link } from '../../domain/link.ts';
import type { MetricReading } from '../../domain/metric.ts';
import { IF_OPER_STATUS, type InterfaceReading } from '../../domain/reading.ts';
import type { FieldValue, MetricPoint } from './port.ts';

/** Fields of `device` and the metrics that are the device's own figures for them. */
const DEVICE_FIELDS: Readonly<Record<string, string>> = {
  cpu: 'cpu',
  memory: 'mem_used_pct',
  temperature: 'temp_c',
  voltage: 'volt',
  battery_voltage: 'volt',
  on_battery: 'on_battery',
  battery_charge: 'battery_pct',
  clients: 'clients',
};
/** Fields of `wlan` and the metrics of a radio for them. */
const RADIO_FIELDS: Readonly<Record<string, string>> = {
  clients: 'clients',
  signal: 'signal',
  noise: 'noise',
  snr: 'snr',
  ccq: 'ccq',
  tx_rate: 'tx_bps',
  rx_rate: 'rx_bps',
};

/**
 * Points of one poll. A failed poll gives `up` 0 only when the device was silent or refused us: our own faults say
 * nothing about it.
 */
export function devicePoints(
  event: LinkDeviceEvent,
  tags: Readonly<Record<string, string>>,
  link: Link,
): readonly MetricPoint[] {
  const { result, at } = event;
  // What a device tells by itself, with a beat, took no poll.
  const poll = link.device.beat ? {} : { poll_ms: event.durationMs };
  if (result.kind === 'failed')
    return result.failure === 'local'
      ? []
      : [{ measurement: 'device', tags, fields: { up: 0, ...poll }, at }];
  const { sysUpTimeTicks, snmpEngineBoots } = result.system;
  const metrics = result.metrics ?? [];
  const points: MetricPoint[] = [
    {
      measurement: 'device',
      tags,
      fields: {
        up: 1,
        ...poll,
        ...(sysUpTimeTicks !== undefined && { uptime_s: Math.floor(sysUpTimeTicks / 100) }),
        ...(snmpEngineBoots !== undefined && { boots: snmpEngineBoots }),
        ...deviceFields(metrics),
      },
      at,
    },
  ];
  const fields = result.interface && interfaceFields(result.interface, event, link);
  if (result.interface && fields && Object.keys(fields).length > 0)
    points.push({ measurement: 'iface', tags: { ...tags, ifname: result.interface.ifName }, fields, at });
  points.push(...radioPoints(metrics, tags, at));
  if (event.keepMetrics) points.push(...metricPoints(metrics, tags, at));
  return points;
}

/** The figures that stand for the device: its own, else the largest of its parts (a temperature is that of the hottest). */
function deviceFields(metrics: readonly MetricReading[]): Record<string, FieldValue> {
  const fields: Record<string, FieldValue> = {};
  const own = new Set<string>();
  for (const reading of metrics) {
    const field = DEVICE_FIELDS[reading.metric];
    if (field === undefined || reading.kind !== 'gauge' || own.has(field)) continue;
    if (reading.instance === undefined) {
      own.add(field);
      fields[field] = reading.value;
    } else {
      const known = fields[field];
      fields[field] = typeof known === 'number' ? Math.max(known, reading.value) : reading.value;
    }
  }
  return fields;
}

function radioPoints(
  metrics: readonly MetricReading[],
  tags: Readonly<Record<string, string>>,
  at: number,
): readonly MetricPoint[] {
  const radios = new Map<string, Record<string, FieldValue>>();
  for (const reading of metrics) {
    const field = RADIO_FIELDS[reading.metric];
    if (field === undefined || reading.kind !== 'gauge' || reading.instance === undefined) continue;
    const fields = radios.get(reading.instance) ?? {};
    fields[field] = reading.value;
    radios.set(reading.instance, fields);
  }
  return [...radios].map(([radio, fields]) => ({
    measurement: 'wlan',
    tags: { ...tags, radio },
    fields,
    at,
  }));
}

function metricPoints(
  metrics: readonly MetricReading[],
  tags: Readonly<Record<string, string>>,
  at: number,
): readonly MetricPoint[] {
  return metrics.flatMap((reading): MetricPoint[] => {
    // A running total means nothing by itself; its rate is among the metrics.
    if (reading.kind === 'counter') return [];
    const fields = reading.kind === 'gauge' ? { value: reading.value } : { text: reading.text };
    const { metric, instance } = reading;
    const named = { ...tags, metric, ...(instance !== undefined && { instance }) };
    return [{ measurement: 'metric', tags: named, fields, at }];
  });
}

function interfaceFields(
  reading: InterfaceReading,
  event: LinkDeviceEvent,
  link: Link,
): Record<string, FieldValue> {
  const { counters, operStatus, speedBps } = reading;
  const candidates: Readonly<Record<string, FieldValue | undefined>> = {
    in_octets: counters.inOctets,
    out_octets: counters.outOctets,
    in_err: counters.inErrors,
    out_err: counters.outErrors,
    in_bps: event.rates?.inBps,
    out_bps: event.rates?.outBps,
    err: event.rates?.errors,
    disc: event.rates?.discards,
    oper: operStatus && IF_OPER_STATUS.indexOf(operStatus) + 1,
    speed: speedBps,
    util_pct: utilisationOf(event.rates, link.bandwidthBps, reading)?.pct,
    last_change_s: sinceChange(reading, event),
  };
  const fields: Record<string, FieldValue> = {};
  for (const [name, value] of Object.entries(candidates)) if (value !== undefined) fields[name] = value;
  return fields;
}

/** Seconds since the interface took its status; absent where the device has restarted since, or counted around. */
function sinceChange({ lastChangeTicks }: InterfaceReading, { result }: LinkDeviceEvent): number | undefined {
  const now = result.kind === 'answered' ? result.system.sysUpTimeTicks : undefined;
  if (now === undefined || lastChangeTicks === undefined || lastChangeTicks > now) return undefined;
  return (now - lastChangeTicks) / 100;
}

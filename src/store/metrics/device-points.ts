// What becomes history of an evaluated SNMP poll.

import type { LinkDeviceEvent } from '../../domain/event.ts';
import { IF_OPER_STATUS, type InterfaceReading } from '../../domain/reading.ts';
import type { FieldValue, MetricPoint } from './port.ts';

/**
 * Points of one poll. A failed poll gives `up` 0 only when the device was silent or refused us: our own faults say
 * nothing about it.
 */
export function devicePoints(
  event: LinkDeviceEvent,
  tags: Readonly<Record<string, string>>,
): readonly MetricPoint[] {
  const { result, at } = event;
  const poll = { poll_ms: event.durationMs };
  if (result.kind === 'failed')
    return result.failure === 'local'
      ? []
      : [{ measurement: 'device', tags, fields: { up: 0, ...poll }, at }];
  const { sysUpTimeTicks, snmpEngineBoots } = result.system;
  const points: MetricPoint[] = [
    {
      measurement: 'device',
      tags,
      fields: {
        up: 1,
        ...poll,
        ...(sysUpTimeTicks !== undefined && { uptime_s: Math.floor(sysUpTimeTicks / 100) }),
        ...(snmpEngineBoots !== undefined && { boots: snmpEngineBoots }),
      },
      at,
    },
  ];
  const fields = result.interface && interfaceFields(result.interface, event);
  if (result.interface && fields && Object.keys(fields).length > 0)
    points.push({ measurement: 'iface', tags: { ...tags, ifname: result.interface.ifName }, fields, at });
  return points;
}

function interfaceFields(reading: InterfaceReading, event: LinkDeviceEvent): Record<string, FieldValue> {
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
  };
  const fields: Record<string, FieldValue> = {};
  for (const [name, value] of Object.entries(candidates)) if (value !== undefined) fields[name] = value;
  return fields;
}

// What of a device's metrics goes to every screen: the few that a table shows. All of them are for whoever asks about one
// device; 10,000 devices with 30 metrics each would be 20 MB a minute.

import type { EngineEvent, NumberedEvent } from '../domain/event.ts';
import type { MetricReading } from '../domain/metric.ts';
import type { SnmpResult } from '../domain/reading.ts';

/** Shown in tables, of the device as a whole; in the order of their worth. */
export const SHOWN_METRICS: readonly string[] = [
  'on_battery',
  'battery_charge',
  'clients',
  'signal',
  'rsrp',
  'carrier_snr',
  'voltage',
  'temperature',
];

const SHOWN: ReadonlySet<string> = new Set(SHOWN_METRICS);

/** A poll's result as screens get it. */
export function shownResult(result: SnmpResult): SnmpResult {
  if (result.kind !== 'answered' || result.metrics === undefined) return result;
  const metrics = result.metrics.filter(isShown);
  return { ...result, metrics };
}

/** Events as screens get them. */
export function shownEvents(events: readonly NumberedEvent[]): readonly NumberedEvent[] {
  return events.map((numbered) => {
    const { event } = numbered;
    return event.kind === 'link.device' ? { ...numbered, event: shownEvent(event) } : numbered;
  });
}

function shownEvent(event: Extract<EngineEvent, { kind: 'link.device' }>): EngineEvent {
  return { ...event, result: shownResult(event.result) };
}

function isShown(reading: MetricReading): boolean {
  return reading.instance === undefined && reading.kind === 'gauge' && SHOWN.has(reading.metric);
}

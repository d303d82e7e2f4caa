// What of a device's metrics goes to every screen: the few that a table shows. All of them are for whoever asks about one
// device; 10,000 devices with 30 metrics each would be 20 MB a minute.

import type { EngineEvent, NumberedEvent } from '../domain/event.ts';
import type { MetricReading } from '../domain/metric.ts';
import type { SnmpResult } from '../domain/reading.ts';

/** Shown in tables, and how a device without a figure of its own gets one from its parts. */
const SHOWN: Readonly<Record<string, (values: readonly number[]) => number>> = {
  on_battery: (values) => Math.max(...values),
  battery_charge: (values) => Math.min(...values),
  clients: (values) => values.reduce((sum, value) => sum + value, 0),
};

/** A poll's result as screens get it. */
export function shownResult(result: SnmpResult): SnmpResult {
  if (result.kind !== 'answered' || result.metrics === undefined) return result;
  return { ...result, metrics: shown(result.metrics) };
}

function shown(metrics: readonly MetricReading[]): readonly MetricReading[] {
  return Object.entries(SHOWN).flatMap(([metric, ofParts]) => {
    const mine = metrics.flatMap((each) => (each.metric === metric && each.kind === 'gauge' ? [each] : []));
    const [first] = mine;
    if (!first) return [];
    const own = mine.find(({ instance }) => instance === undefined);
    if (own) return [own];
    return [{ metric, kind: 'gauge', unit: first.unit, value: ofParts(mine.map(({ value }) => value)) }];
  });
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

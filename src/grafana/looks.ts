// Colours, thresholds and names of states: the same on every dashboard, and as on jalur's own pages.

import type * as cog from '@grafana/grafana-foundation-sdk/cog';
import type { ThresholdsConfig } from '@grafana/grafana-foundation-sdk/dashboard';
import {
  type DynamicConfigValue,
  type Threshold,
  ThresholdsConfigBuilder,
  ThresholdsMode,
  type ValueMapping,
} from '@grafana/grafana-foundation-sdk/dashboard';
import { STATE_CODES } from '../store/metrics/schema.ts';
import type { Sheet, Text } from './sheet.ts';

/** Colours by state; names of Grafana's own palette, which fit its light and dark theme. */
export const STATE_COLOURS: Readonly<Record<keyof typeof STATE_CODES, string>> = {
  down: 'red',
  degraded: 'orange',
  up: 'green',
  maintenance: 'blue',
  unknown: '#7d7d86',
};

/** Names of states. */
export const STATE_NAMES: Readonly<Record<keyof typeof STATE_CODES, Text>> = {
  down: ['Putus', 'Down'],
  degraded: ['Menurun', 'Degraded'],
  up: ['Normal', 'Up'],
  maintenance: ['Pemeliharaan', 'Maintenance'],
  unknown: ['Tidak diketahui', 'Unknown'],
};

/** Names and colours for the codes of the field `state`. */
export function stateMappings({ say }: Sheet): ValueMapping[] {
  const options: Record<string, { text: string; color: string; index: number }> = {};
  for (const [name, code] of entries(STATE_CODES))
    options[String(code)] = { text: say(STATE_NAMES[name]), color: STATE_COLOURS[name], index: code };
  return [{ type: 'value', options } as unknown as ValueMapping];
}

/** Names for 1 and 0 of something that should be 1. */
export function yesNo(yes: string, no: string): ValueMapping[] {
  const options = {
    '1': { text: yes, color: 'green', index: 0 },
    '0': { text: no, color: 'red', index: 1 },
  };
  return [{ type: 'value', options } as unknown as ValueMapping];
}

/** Steps of colours: the first holds below all others. */
export type Steps = readonly [first: string, ...more: (readonly [from: number, colour: string])[]];

/** Availability in percent. */
export const AVAILABILITY_STEPS: Steps = ['red', [99, 'orange'], [99.5, 'green']];
/** Share of the time that was watched, percent. */
export const COVERAGE_STEPS: Steps = ['red', [90, 'orange'], [99, 'green']];
/** A count that should be 0. */
export const NONE_STEPS: Steps = ['green', [1, 'red']];
/** Echo loss in percent. */
export const LOSS_STEPS: Steps = ['green', [1, 'orange'], [5, 'red']];

/** Thresholds for a panel. */
export function thresholds([first, ...more]: Steps): cog.Builder<ThresholdsConfig> {
  const steps: Threshold[] = [
    // Grafana writes minus infinity as null.
    { value: null, color: first },
    ...more.map(([value, color]) => ({ value, color })),
  ];
  return new ThresholdsConfigBuilder().mode(ThresholdsMode.Absolute).steps(steps);
}

/** Thresholds for one column of a table. */
export function thresholdsOverride(steps: Steps): DynamicConfigValue {
  return { id: 'thresholds', value: thresholds(steps).build() };
}

/** A cell whose text, or ground, takes the colour of its value. */
export function colouredCell(ground: boolean): DynamicConfigValue {
  const value = ground ? { type: 'color-background', mode: 'basic' } : { type: 'color-text' };
  return { id: 'custom.cellOptions', value };
}

function entries<K extends string, V>(record: Readonly<Record<K, V>>): [K, V][] {
  return Object.entries(record) as [K, V][];
}

// From the SDK's object to the file: panels numbered, nothing in it that only says the default, always in the same order.

import type { Dashboard } from '@grafana/grafana-foundation-sdk/dashboard';

/**
 * The SDK writes 42. Grafana migrates upwards only: 11.6 refuses a number above its own, and all that is used here is in 41,
 * which 11.6, 12 and 13 take.
 */
export const SCHEMA_VERSION = 41;

/** Keys that the SDK fills in for every kind of variable, link and annotation, and that would be wrong or say nothing. */
const LEFT_OUT = new Set(['auto', 'auto_min', 'auto_count', 'definition', 'footer']);

/** A finished dashboard as JSON text with a line feed at its end. */
export function fileText(dashboard: Dashboard): string {
  let id = 0;
  const panels = (dashboard.panels ?? []).map((panel) => {
    id += 1;
    return { ...panel, id };
  });
  const whole = { ...dashboard, schemaVersion: SCHEMA_VERSION, version: 1, panels };
  return `${JSON.stringify(whole, leftOut, 2)}\n`;
}

/** Links and alarms are shown, not hidden in the menu of controls, where the SDK would put them. */
function leftOut(key: string, value: unknown): unknown {
  return LEFT_OUT.has(key) || (key === 'placement' && value === 'inControlsMenu') ? undefined : value;
}

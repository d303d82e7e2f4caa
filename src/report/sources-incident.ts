// The alerts of an incident, its root first.

import type { Alert } from '../domain/alert.ts';
import type { ReportState } from '../store/state/past-report.ts';

/** Empty where there is no incident of that number; one whose alerts know of no incidents is its root alone. */
export function incidentIn(state: Pick<ReportState, 'alert' | 'incident'>, number: number): readonly Alert[] {
  const root = state.alert(number);
  if (!root || root.incident !== number) return [];
  return [root, ...state.incident(number).filter((alert) => alert.number !== number)];
}

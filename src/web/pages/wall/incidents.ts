// Which incidents the wall tells of, and in which order: the largest first. Pure.

import { type Alert, SEVERITIES } from '../../../domain/alert.ts';
import type { AlertNode, AlertTree } from '../../model/alert-tree.ts';

/** An incident on the wall. */
export interface WallIncident {
  readonly alert: Alert;
  /** How many sites, links or alarms it took along: whichever is most. */
  readonly size: number;
  /** Alarms that are held back because of it. */
  readonly under: number;
}

/** What the wall tells of alarms. */
export interface WallIncidents {
  /** Active and not held back, largest first. */
  readonly active: readonly WallIncident[];
  /** Over, but nobody has acknowledged or reset them. */
  readonly returned: number;
  /** Held back for a reason of their own (maintenance, shelved, settling), with all that lies under them. */
  readonly held: number;
}

/** Sorts what is open by severity, then by what it took along, then by age, the oldest first. */
export function incidentsOf(tree: Pick<AlertTree, 'roots' | 'held'>): WallIncidents {
  const active = tree.roots.filter(({ alert }) => alert.status === 'active').map(incidentOf);
  return {
    active: active.sort(largest),
    returned: tree.roots.length - active.length,
    held: tree.held.reduce((sum, { children }) => sum + 1 + children.length, 0),
  };
}

function incidentOf({ alert, children }: AlertNode): WallIncident {
  const sites = SITE_COUNTS.reduce((sum, key) => sum + amount(alert, key), 0);
  const size = Math.max(sites, amount(alert, 'unreachable'), children.length);
  return { alert, size, under: children.length };
}

const SITE_COUNTS = ['provinces', 'regencies', 'villages', 'offices'] as const;

function amount({ data }: Alert, key: string): number {
  const value = data[key];
  return typeof value === 'number' ? value : 0;
}

function largest(a: WallIncident, b: WallIncident): number {
  return (
    SEVERITIES.indexOf(a.alert.severity) - SEVERITIES.indexOf(b.alert.severity) ||
    b.size - a.size ||
    a.alert.since - b.alert.since ||
    a.alert.number - b.alert.number
  );
}

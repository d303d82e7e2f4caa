// Where open alarms are in their life, as the operator works through them.

import type { Alert } from '../../../domain/alert.ts';
import type { AlertNode, AlertTree } from '../../model/alert-tree.ts';

/**
 * `waiting`: somebody has to acknowledge it, and it still lasts. `taken`: somebody has it in hand, or it need not be
 * acknowledged. `returned`: it is over, and waits for an acknowledgement or a reset. `shelved`: put aside by a person.
 * `held`: nobody is told, for another reason.
 */
export const PHASES = ['waiting', 'taken', 'returned', 'shelved', 'held'] as const;
/** One of {@link PHASES}. */
export type Phase = (typeof PHASES)[number];

/** The phase of an alert that stands for itself. */
export function phaseOf(alert: Alert, isWaiting: boolean): Phase {
  if (alert.shelved) return 'shelved';
  if (alert.suppressed) return 'held';
  if (alert.status === 'returned') return 'returned';
  return isWaiting ? 'waiting' : 'taken';
}

/** Roots and held ones by phase, each in the order of the tree. */
export function byPhase(
  { roots, held }: AlertTree,
  isWaiting: (alert: Alert) => boolean,
): Readonly<Record<Phase, readonly AlertNode[]>> {
  const found: Record<Phase, AlertNode[]> = { waiting: [], taken: [], returned: [], shelved: [], held: [] };
  for (const node of [...roots, ...held]) found[phaseOf(node.alert, isWaiting(node.alert))].push(node);
  return found;
}

/** Whether acknowledging is what an alert waits for; a latched one that is over wants a reset instead. */
export function canAcknowledge(alert: Alert): boolean {
  return alert.status !== 'closed' && !alert.acknowledged;
}

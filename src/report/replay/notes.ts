// What a replay cannot know, said with its results: nobody shall take an estimate for a record.

import type { Rule } from '../../domain/rule.ts';
import { isCoarse } from './interest.ts';
import type { ReplayReport, ReplayRequest } from './report.ts';
import { warmUpMs } from './run.ts';

const DAY_MS = 86_400_000;

/** Sentences about the limits of a replay. `rawMs`: how long the history keeps single points; `now`: epoch ms. */
export function replayNotes(
  request: ReplayRequest,
  report: ReplayReport,
  { rawMs, now }: { readonly rawMs: number; readonly now: number },
): readonly string[] {
  const notes = [
    'Single echoes are not kept: when links were up, degraded, down or cut off is taken as it was decided then, also ' +
      'where thresholds of detection or of `quality` have changed since.',
    'Links, sites, scopes and planned windows are those of the configuration of now; acts of operators are repeated ' +
      `where they find an alert to be done to (${report.acts.done} did, ${report.acts.left} did not).`,
  ];
  const coarse = request.config.rules.rules.filter(isCoarse);
  if (coarse.length > 0) notes.push(coarseNote(coarse));
  const others = [...new Set(report.asTheyWere.map(({ rule }) => rule))].sort();
  if (others.length > 0)
    notes.push(`Alerts that cannot be replayed are counted as they were: ${others.join(', ')}.`);
  if (report.returnsWas > 0)
    notes.push(
      `Of the time, the record keeps when an alert was told first: ${report.returnsWas} times that some came back are ` +
        'not in "as it was".',
    );
  const oldest = now - rawMs;
  if (request.from - warmUpMs(request.config) < oldest)
    notes.push(
      `The history keeps single rounds and polls for ${Math.round(rawMs / DAY_MS)} days: before, rules about figures ` +
        'find nothing.',
    );
  if (report.beyond > 0)
    notes.push(`${report.beyond} further alerts are counted here only: there were too many to keep.`);
  return notes;
}

function coarseNote(rules: readonly Rule[]): string {
  return (
    'Most metrics are kept every five minutes: alerts of these rules may come up to five minutes late, and what is ' +
    `shorter is missed: ${rules.map(({ id }) => id).join(', ')}.`
  );
}

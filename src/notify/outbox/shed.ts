// Which postings go when there is no more room: the least severe, of these the oldest.

import { SEVERITIES } from '../../domain/alert.ts';
import type { Waiting } from './port.ts';

/** The `excess` least severe of them; among equals those that come first. */
export function shed(candidates: readonly Waiting[], excess: number): readonly Waiting[] {
  const going: Waiting[] = [];
  for (const severity of SEVERITIES.toReversed()) {
    const wanted = excess - going.length;
    if (wanted <= 0) break;
    going.push(...candidates.filter((each) => each.severity === severity).slice(0, wanted));
  }
  return going;
}

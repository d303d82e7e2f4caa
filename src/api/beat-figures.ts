// What the desk of beats counts, for /metrics.

import type { BeatStatus } from '../probe/beat/port.ts';
import type { Figure } from './deps.ts';
import { counter, gauge } from './figure.ts';

/** The figures; none where there is no desk. */
export function beatFigures(status: BeatStatus | undefined): readonly Figure[] {
  if (!status) return [];
  return [
    gauge('jalur_beat_links', 'Links whose beats are waited for.', status.links),
    gauge('jalur_beat_tokens', 'Tokens of beats.', status.tokens),
    counter('jalur_beat_counted_total', 'Beats that came in their time.', status.counted),
    counter('jalur_beat_early_total', 'Beats before their time, not counted.', status.early),
    counter('jalur_beat_missing_total', 'Beats that did not come.', status.missing),
    counter('jalur_beat_unwatched_total', 'Beats of links that nobody waits for.', status.unwatched),
    counter('jalur_beat_unknown_tokens_total', 'Calls with a token that is none.', status.unknownTokens),
    counter('jalur_beat_slowed_down_total', 'Calls refused because there were too many.', status.slowedDown),
    counter(
      'jalur_beat_ignored_figures_total',
      'Parameters that are no figure of ours.',
      status.ignoredFigures,
    ),
    counter(
      'jalur_beat_refused_figures_total',
      'Figures that are none, or out of range.',
      status.refusedFigures,
    ),
    counter(
      'jalur_beat_stalls_total',
      'Times this process stood still and could take no beat.',
      status.stalls,
    ),
  ];
}

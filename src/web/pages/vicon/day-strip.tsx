// The last 24 hours of a site as a strip: what is worse stands higher, so that it is seen without colour.

import type { ViconLevel } from '../../../domain/vicon.ts';
import type { ViconPastView } from '../../../domain/vicon-view.ts';
import { VICON_WORDS } from '../../../domain/vicon-words.ts';
import { useApp } from '../../state/context.ts';
import { LEVEL_STATE } from './level-mark.tsx';
import { sharesOf } from './share.ts';

/** Height of a run, of 10. */
const HEIGHTS: Readonly<Record<ViconLevel, number>> = { ready: 3, limited: 7, unfit: 10, unknown: 1 };

/** The strip, with its shares in words for those who do not see it. */
export function DayStrip({ past }: { readonly past: ViconPastView }) {
  const app = useApp();
  const { language } = app.preferences;
  const words = VICON_WORDS[language.value].level;
  const { clock } = app.time.value;
  const [from, to] = [past.day[0]?.from ?? 0, past.day.at(-1)?.to ?? 0];
  const { locale } = app.words.value;
  const said = sharesOf(past.dayMs)
    .map(({ level, pct }) => `${words[level]} ${pct.toLocaleString(locale)} %`)
    .join(', ');
  return (
    <svg class="day-strip" viewBox="0 0 1000 10" preserveAspectRatio="none" role="img" aria-label={said}>
      {past.day.map((run) => (
        <rect
          key={run.from}
          class={`s-${LEVEL_STATE[run.level]}`}
          x={((run.from - from) / (to - from)) * 1_000}
          width={((run.to - run.from) / (to - from)) * 1_000}
          y={10 - HEIGHTS[run.level]}
          height={HEIGHTS[run.level]}
        >
          <title>
            {clock(run.from).slice(0, 5)}–{clock(run.to).slice(0, 5)} {words[run.level]}
          </title>
        </rect>
      ))}
    </svg>
  );
}

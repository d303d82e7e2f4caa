// A level's mark: levels have the shapes of the states that feel the same, so that colour only repeats the shape.

import type { LinkState } from '../../../domain/state.ts';
import type { ViconLevel } from '../../../domain/vicon.ts';
import { VICON_WORDS } from '../../../domain/vicon-words.ts';
import { useApp } from '../../state/context.ts';
import { StateMark } from '../../view/state-mark.tsx';

/** Shape and colour of each level. */
export const LEVEL_STATE: Readonly<Record<ViconLevel, LinkState>> = {
  ready: 'up',
  limited: 'degraded',
  unfit: 'down',
  unknown: 'unknown',
};

/** Mark and word. */
export function Level({ level }: { readonly level: ViconLevel }) {
  const language = useApp().preferences.language.value;
  return (
    <span class={`vicon-level s-${LEVEL_STATE[level]}`}>
      <StateMark state={LEVEL_STATE[level]} /> <b>{VICON_WORDS[language].level[level]}</b>
    </span>
  );
}

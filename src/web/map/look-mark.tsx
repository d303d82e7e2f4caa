// A look as a mark in HTML, with its word: a state's mark of view/state-mark.tsx, or that of a stage.

import type { Words } from '../text/words.ts';
import { StateMark } from '../view/state-mark.tsx';
import { isState, type Look } from './look.ts';
import type { MapWords } from './map-words.ts';
import { SHAPES } from './shapes.ts';

/** The mark alone; a word has to stand beside it. */
export function LookMark({ look }: { readonly look: Look }) {
  if (isState(look)) return <StateMark state={look} />;
  const { fill, cut, line, dash } = SHAPES[look];
  return (
    <svg class={`mark look-${look}`} viewBox="0 0 16 16" width="14" height="14" aria-hidden="true">
      {fill !== undefined && <path class="fill" d={fill} />}
      {cut !== undefined && <path class="cut" d={cut} />}
      {line !== undefined && (
        <path class="line" d={line} {...(dash && { 'stroke-dasharray': dash.join(' ') })} />
      )}
    </svg>
  );
}

/** A look's word. */
export function lookWord(look: Look, words: Words, map: MapWords): string {
  if (isState(look)) return words.state[look];
  switch (look) {
    case 'planned':
      return map.planned;
    case 'off':
      return map.off;
    case 'none':
      return map.none;
    case 'monitor':
      return map.monitor;
  }
}

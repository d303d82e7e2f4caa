// What marks and lines mean, in words.

import type { Look } from '../../map/look.ts';
import { LOAD_PCT, LOADS } from '../../map/look.ts';
import { LookMark, lookWord } from '../../map/look-mark.tsx';
import { useMapWords } from '../../map/map-words.ts';
import { DASHES, WIDTHS } from '../../map/paint-lines.ts';
import { useApp } from '../../state/context.ts';
import { useMapPageWords } from './map-page-words.ts';

const SHOWN: readonly Look[] = ['up', 'degraded', 'down', 'unreachable', 'unknown', 'planned', 'monitor'];
const SAMPLE_PX = 30;

/** The legend, folded on small screens. */
export function MapLegend() {
  const words = useApp().words.value;
  const map = useMapWords();
  const own = useMapPageWords();
  return (
    <details class="map-legend" open={matchMedia('(min-width: 1200px)').matches}>
      <summary>{own.legend}</summary>
      <ul>
        {SHOWN.map((look) => (
          <li key={look}>
            <LookMark look={look} />
            {look !== 'monitor' && <Sample look={look} width={look === 'up' ? WIDTHS[1] : WIDTHS[2]} />}
            {lookWord(look, words, map)}
          </li>
        ))}
        <li>
          <span class="legend-cluster s-down">1/12</span> {own.cluster}
        </li>
        <li>
          {own.width}:
          {LOADS.map((load) => (
            <span key={load} class="legend-load">
              <Sample look="up" width={WIDTHS[load]} />
              {load === 0 ? own.unknownLoad : `≥ ${load === 1 ? 0 : LOAD_PCT[load - 2]}%`}
            </span>
          ))}
        </li>
      </ul>
    </details>
  );
}

function Sample({ look, width }: { readonly look: Look; readonly width: number }) {
  return (
    <svg class={`legend-line s-${look} look-${look}`} width={SAMPLE_PX} height="10" aria-hidden="true">
      <line
        x1="0"
        y1="5"
        x2={SAMPLE_PX}
        y2="5"
        stroke-width={width}
        stroke-dasharray={DASHES[look].join(' ')}
      />
    </svg>
  );
}

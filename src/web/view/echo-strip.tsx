// The selected link's single echoes as they come: a bar's height is the RTT (of a beat, which has none, it is full), a lost
// echo is a cross at the top.

import { useApp } from '../state/context.ts';
import { formatMs } from '../text/format.ts';

const WIDTH_PX = 360;
const HEIGHT_PX = 48;
const BAR_PX = 3;

/** The strip; empty until the first echo arrives. */
export function EchoStrip() {
  const app = useApp();
  const words = app.words.value;
  const echoes = app.echoes.value;
  const newest = echoes.at(-1);
  if (!newest) return null;
  const highestMs = Math.max(1, ...echoes.map((echo) => echo.rttMs ?? 0));
  const lost = echoes.filter((echo) => echo.outcome !== 'answered').length;
  return (
    <figure class="echoes">
      <svg
        viewBox={`0 0 ${WIDTH_PX} ${HEIGHT_PX}`}
        role="img"
        aria-label={`${words.ui.echoes}: ${echoes.length - lost} ${words.ui.answered}, ${lost} ${words.ui.lost}`}
      >
        {echoes.map((echo, index) => {
          const x = WIDTH_PX - (echoes.length - index) * BAR_PX;
          if (echo.outcome !== 'answered') {
            return <path key={`${echo.at}`} class="echo-lost" d={`M${x} 2l2 6m0-6l-2 6`} />;
          }
          const height = Math.max(1, ((echo.rttMs ?? highestMs) / highestMs) * (HEIGHT_PX - 12));
          return (
            <rect
              key={`${echo.at}`}
              class="echo"
              x={x}
              y={HEIGHT_PX - height}
              width={BAR_PX - 1}
              height={height}
            />
          );
        })}
      </svg>
      <figcaption>
        {words.ui.echoes}:{' '}
        {newest.outcome === 'answered' ? formatMs(newest.rttMs, words) : words.outcome[newest.outcome]}
      </figcaption>
    </figure>
  );
}

// What was to be reached and what is, in sum over the years: two lines with a shape of their own, the number at each point.

import type { CurvePoint } from '../../../domain/rollout.ts';
import { type PlotPoint, plotOf } from './bar.ts';
import { useRolloutWords } from './words.ts';

const BOX = { width: 240, height: 110 };
const EDGE = 28;

/** The curve; nothing where there are fewer than two years. */
export function Curve({ curve }: { readonly curve: readonly CurvePoint[] }) {
  const words = useRolloutWords();
  if (curve.length < 2) return null;
  const { target, connected } = plotOf(curve, BOX);
  const spoken = curve.map(
    ({ year, target: goal, connected: reached }) =>
      `${year}: ${reached} ${words.curveConnected}${goal === undefined ? '' : `, ${words.curveTarget} ${goal}`}`,
  );
  return (
    <figure class="panel rollout-curve">
      <h2>{words.curve}</h2>
      <svg
        viewBox={`${-EDGE} ${-EDGE} ${BOX.width + 2 * EDGE} ${BOX.height + 2 * EDGE}`}
        role="img"
        aria-label={spoken.join('; ')}
      >
        <line class="axis" x1={0} y1={BOX.height} x2={BOX.width} y2={BOX.height} />
        {connected.map(({ x, year }) => (
          <text key={year} class="tick" x={x} y={BOX.height + 18} text-anchor="middle">
            {year}
          </text>
        ))}
        <polyline class="line-target" points={pathOf(target)} />
        {target.map(({ x, y, value, year }) => (
          <g key={year}>
            <rect class="point-target" x={x - 4} y={y - 4} width={8} height={8} />
            <text class="value-target" x={x} y={y - 9} text-anchor="middle">
              {value}
            </text>
          </g>
        ))}
        <polyline class="line-connected" points={pathOf(connected)} />
        {connected.map(({ x, y, value, year }) => (
          <g key={year}>
            <circle class="point-connected" cx={x} cy={y} r={4} />
            {!target.some((goal) => goal.year === year && goal.value === value) && (
              <text
                class="value-connected"
                x={x}
                y={y + (y > BOX.height - 20 ? -9 : 17)}
                text-anchor="middle"
              >
                {value}
              </text>
            )}
          </g>
        ))}
      </svg>
      <figcaption aria-hidden="true">
        <span class="key-target">{words.curveTarget}</span>
        <span class="key-connected">{words.curveConnected}</span>
      </figcaption>
    </figure>
  );
}

function pathOf(points: readonly PlotPoint[]): string {
  return points.map(({ x, y }) => `${x},${y}`).join(' ');
}

// The line of the last hour in a cell, with its figures in words for those who do not see it.

import type { Spark } from '../../../stream/spark.ts';
import { useApp } from '../../state/context.ts';
import { formatDuration, formatMs, formatPct, NONE } from '../../text/format.ts';
import { sparkShapes, sparkSummary } from './spark-line.ts';
import { useTableWords } from './words.ts';

const WIDTH_PX = 120;
const HEIGHT_PX = 22;

/** The line; a dash where nothing is known yet, or was measured. */
export function SparkLine({ spark }: { readonly spark: Spark | undefined }) {
  const words = useApp().words.value;
  const texts = useTableWords();
  if (!spark) return <>{NONE}</>;
  const { leastMs, mostMs, worstLossPct = 0, downMs } = sparkSummary(spark);
  const parts = [
    leastMs !== undefined && `RTT ${formatMs(leastMs, words)} – ${formatMs(mostMs, words)}`,
    worstLossPct > 0 && `${texts.worstLoss} ${formatPct(worstLossPct, words)}`,
    downMs > 0 && `${texts.down} ${formatDuration(downMs, words)}`,
  ].filter((part) => part !== false);
  const label = parts.length > 0 ? parts.join(', ') : texts.noSpark;
  const { line, loss, down } = sparkShapes(spark, WIDTH_PX, HEIGHT_PX);
  return (
    <svg
      class="spark"
      viewBox={`0 0 ${WIDTH_PX} ${HEIGHT_PX}`}
      width={WIDTH_PX}
      height={HEIGHT_PX}
      role="img"
      aria-label={label}
    >
      <title>{label}</title>
      <path class="spark-down" d={down} />
      <path class="spark-loss" d={loss} />
      <path class="spark-rtt" d={line} />
    </svg>
  );
}

// What stands under the cursor of all charts, in one line; without a cursor the newest bucket. The line is a slider: arrows move
// the cursor, and a screen reader is told.

import type { Signal } from '@preact/signals';
import type { LinkView } from '../../../stream/protocol.ts';
import { momentText } from '../../chart/axis-text.ts';
import { bucketAt } from '../../chart/columns.ts';
import { useApp } from '../../state/context.ts';
import { formatBps, formatMs, formatPct, NONE } from '../../text/format.ts';
import type { HistorySpecs } from './chart-specs.ts';
import { bucketLossPct, bucketMos, type LinkHistory, neighbour } from './history.ts';
import { type LinkWords, useLinkWords } from './link-words.ts';

/** What a chart says of a moment (undefined: the newest): names and values. */
export type Reader = (at: number | undefined) => readonly (readonly [string, string])[];
/** By chart. */
export type Readers = ReadonlyMap<string, Reader>;

/** The line. */
export function Readout({
  link,
  history,
  cursor,
  specs,
  readers,
  busy,
}: {
  readonly link: LinkView;
  readonly history: LinkHistory | undefined;
  readonly cursor: Signal<number | undefined>;
  readonly specs: HistorySpecs;
  /** What other charts have to say of a moment. */
  readonly readers: Signal<Readers>;
  readonly busy: boolean;
}) {
  const app = useApp();
  const words = app.words.value;
  const mine = useLinkWords();
  const moment = momentText(app.screen.value.province?.facts.timezone ?? 'Asia/Makassar', words);
  const at = cursor.value;
  const { buckets = [], stepMs = 1 } = history ?? {};
  const bucket = at === undefined ? buckets.at(-1) : bucketAt(buckets, stepMs, at);
  const lossPct = bucket && bucketLossPct(bucket);
  const mos = bucket && bucketMos(bucket);
  const beats = link.beatEveryMs !== undefined;
  const told: readonly (readonly [string, string])[] = [
    ...(beats
      ? []
      : [
          [
            'RTT',
            bucket?.rttMedianMs === undefined
              ? NONE
              : `${formatMs(bucket.rttMedianMs, words)} (${formatMs(bucket.rttMinMs, words)} – ${formatMs(bucket.rttMaxMs, words)}, p95 ${formatMs(bucket.rttP95Ms, words)})`,
          ] as const,
        ]),
    ['Loss', formatPct(lossPct, words)],
    ...(beats
      ? []
      : [
          ['Jitter', formatMs(bucket?.jitterMs, words)] as const,
          ['MOS', mos === undefined ? NONE : specs.mos.format(mos)] as const,
        ]),
    ['↓', formatBps(bucket?.inBps, words)],
    ['↑', formatBps(bucket?.outBps, words)],
    ...[...readers.value.values()].flatMap((read) => read(at)),
  ];
  const time =
    at !== undefined
      ? moment(at)
      : bucket
        ? `${mine.latest}: ${moment(Math.min(bucket.at, app.serverTime.value))}`
        : noBucketText(history !== undefined, busy, mine);
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === 'Escape') cursor.value = undefined;
    const by = STEPS[event.key];
    if (by === undefined || !history) return;
    event.preventDefault();
    cursor.value = neighbour(history, cursor.peek(), by);
  };
  const first = buckets[0]?.at ?? 0;
  const last = buckets.at(-1)?.at ?? 1;
  return (
    <div
      class="readout"
      role="slider"
      tabIndex={0}
      aria-label={mine.cursor}
      aria-description={mine.cursorKeys}
      aria-valuemin={first}
      aria-valuemax={last}
      aria-valuenow={at ?? last}
      aria-valuetext={[time, ...told.map((each) => each.join(' '))].join(', ')}
      aria-busy={busy}
      title={mine.cursorKeys}
      onKeyDown={onKeyDown}
    >
      <b>{time}</b>
      {told.map(([name, value]) => (
        <span key={name}>
          {name} <b>{value}</b>
        </span>
      ))}
    </div>
  );
}

/** Nobody may read that nothing was measured before the history has said so. */
function noBucketText(isKnown: boolean, isAsking: boolean, words: LinkWords): string {
  if (isKnown) return words.noRounds;
  return isAsking ? `${words.loading}…` : NONE;
}

/** Buckets by which a key moves the cursor. */
const STEPS: Readonly<Record<string, number>> = {
  ArrowLeft: -1,
  ArrowRight: 1,
  PageUp: -10,
  PageDown: 10,
  Home: -1e6,
  End: 1e6,
};

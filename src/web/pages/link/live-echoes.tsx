// Echoes of the last ten minutes, second by second: a bar for each, as high as its RTT; a line through the whole strip for
// one that was lost.

import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import type { EchoView, LinkView } from '../../../stream/protocol.ts';
import { useApp } from '../../state/context.ts';
import { formatMs, formatPct } from '../../text/format.ts';
import { echoShapes, joinEchoes, sumEchoes } from './echo-log.ts';
import { useLinkWords } from './link-words.ts';

const BOX = { width: 1_200, height: 64 };

/** The strip. `past`: what the server remembered when it was asked. */
export function LiveEchoes({
  link,
  past,
}: {
  readonly link: LinkView;
  readonly past: readonly EchoView[] | undefined;
}) {
  const app = useApp();
  const words = app.words.value;
  const mine = useLinkWords();
  const now = app.serverTime.value;
  const echoes = useEchoLog(past);
  const shapes = useMemo(() => echoShapes(echoes, now, BOX), [echoes, now]);
  const sum = useMemo(() => sumEchoes(echoes), [echoes]);
  const newest = echoes.at(-1);
  const lossPct = sum.sent > 0 ? (100 * sum.lost) / sum.sent : undefined;
  const extra = echoes.length - sum.sent;
  const told = [
    `${sum.sent} echo`,
    `${sum.lost} ${mine.lost} (${formatPct(lossPct, words)})`,
    ...(sum.medianMs === undefined
      ? []
      : [
          `${mine.least} ${formatMs(sum.minMs, words)}`,
          `${mine.median} ${formatMs(sum.medianMs, words)}`,
          `${mine.most} ${formatMs(sum.maxMs, words)}`,
        ]),
    ...(extra > 0 ? [`${extra} ${mine.extra}`] : []),
  ].join(' · ');
  return (
    <section class="panel live">
      <h2>
        {mine.live}
        {newest && link.state !== 'unknown' && (
          <span class={newest.outcome === 'answered' ? 'live-now' : 'live-now is-lost'}>
            {newest.outcome === 'answered' ? formatMs(newest.rttMs, words) : words.outcome[newest.outcome]}
          </span>
        )}
      </h2>
      {echoes.length === 0 ? (
        <p class="empty">{mine.noEchoes}</p>
      ) : (
        <figure class="live-strip">
          <svg
            viewBox={`0 0 ${BOX.width} ${BOX.height}`}
            preserveAspectRatio="none"
            role="img"
            aria-label={`${mine.live}: ${told}`}
          >
            <path class="echo" d={shapes.regular} />
            <path class="echo extra" d={shapes.extra} />
            <path class="echo-lost" d={shapes.lost} />
          </svg>
          <figcaption>
            <span>{told}</span>
            <span>
              {formatMs(shapes.topMs, words)} ↑ · {app.time.value.clock(now - 600_000).slice(0, 5)} –{' '}
              {app.time.value.clock(now).slice(0, 5)}
            </span>
          </figcaption>
        </figure>
      )}
    </section>
  );
}

/** What the server remembered and what the stream has brought since, joined. */
function useEchoLog(past: readonly EchoView[] | undefined): readonly EchoView[] {
  const app = useApp();
  const come = app.echoes.value;
  const [log, setLog] = useState<readonly EchoView[]>([]);
  const taken = useRef<readonly EchoView[] | undefined>(undefined);
  useEffect(() => {
    const now = app.serverTime.peek();
    const fresh = taken.current === past ? [] : (past ?? []);
    taken.current = past;
    setLog((known) => joinEchoes(known, [...fresh, ...come], now));
  }, [past, come, app]);
  return log;
}

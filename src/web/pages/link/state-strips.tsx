// The link's states over a day, a week, a month and a year, one strip each. A second of outage stays visible in a year.

import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { durationsOf } from '../../../domain/state-strip.ts';
import type { LinkStrip } from '../../../stream/link-detail.ts';
import type { LinkView } from '../../../stream/protocol.ts';
import { useAnswer } from '../../data/use-answer.ts';
import { useApp } from '../../state/context.ts';
import { formatDuration } from '../../text/format.ts';
import { AnswerFailure } from '../../view/failure-note.tsx';
import { useAgainOn, useKept } from './kept.ts';
import { type LinkWords, useLinkWords } from './link-words.ts';
import { pctText } from './pct-text.ts';
import { runAt, shares, stripShapes } from './strip.ts';
import { useWidth } from './use-width.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
/** Each strip moves on by about a pixel. */
const STRIPS = [
  { name: 'hours24', ms: DAY_MS, stepMs: 60_000 },
  { name: 'days7', ms: 7 * DAY_MS, stepMs: 600_000 },
  { name: 'days30', ms: 30 * DAY_MS, stepMs: 1_800_000 },
  { name: 'year', ms: 365 * DAY_MS, stepMs: 6 * HOUR_MS },
] as const satisfies readonly { name: keyof LinkWords; ms: number; stepMs: number }[];
const HEIGHT = 22;

/** All strips. */
export function StateStrips({ link }: { readonly link: LinkView }) {
  const mine = useLinkWords();
  const place = useRef<HTMLDivElement>(null);
  const widthPx = useWidth(place);
  // One after the other, the shortest first: four at once would keep the charts waiting for a connection.
  const [come, setCome] = useState(0);
  return (
    <section class="panel strips" aria-label={mine.strips}>
      <h2>{mine.strips}</h2>
      <p id="strip-keys" class="hidden">
        {mine.stripKeys}
      </p>
      <div ref={place} class="strip-rows">
        {widthPx > 0 &&
          STRIPS.map((each, index) => (
            <Strip
              key={each.name}
              link={link}
              widthPx={widthPx}
              asks={index <= come}
              onCome={() => setCome((count) => Math.max(count, index + 1))}
              {...each}
            />
          ))}
      </div>
    </section>
  );
}

interface StripProps {
  readonly link: LinkView;
  readonly widthPx: number;
  /** Whether it is its turn. */
  readonly asks: boolean;
  onCome(): void;
  readonly name: (typeof STRIPS)[number]['name'];
  readonly ms: number;
  readonly stepMs: number;
}

function Strip({ link, widthPx, asks, onCome, name, ms, stepMs }: StripProps) {
  const app = useApp();
  const mine = useLinkWords();
  const now = app.serverTime.value;
  const to = Math.ceil(now / stepMs) * stepMs;
  const cells = Math.max(100, Math.floor(widthPx / 50) * 50);
  const path = `/api/v1/links/${encodeURIComponent(link.id)}/strip?from=${to - ms}&to=${to}&points=${cells}`;
  const answer = useAnswer<LinkStrip>(now > 0 && asks ? path : undefined);
  const strip = useKept(answer, link.id);
  useAgainOn(link.since, answer.again);
  const isCome = strip !== undefined || answer.failure !== undefined;
  useEffect(() => {
    if (isCome) onCome();
  }, [isCome]);
  return (
    <div class="strip" data-strip={name}>
      <span class="strip-name">{mine[name]}</span>
      {strip && strip.runs.length > 0 ? (
        <Runs strip={strip} label={mine[name]} />
      ) : (
        <span class="strip-box">{answer.failure ? '' : '…'}</span>
      )}
      <AnswerFailure answer={answer} />
    </div>
  );
}

function Runs({ strip, label }: { readonly strip: LinkStrip; readonly label: string }) {
  const app = useApp();
  const words = app.words.value;
  const mine = useLinkWords();
  const { runs, from, to } = strip;
  const shapes = useMemo(
    () => stripShapes(runs, { from, to }, { width: 1_000, height: HEIGHT }),
    [runs, from, to],
  );
  const { availabilityPct, coveragePct } = useMemo(() => shares(durationsOf(runs)), [runs]);
  const [index, setIndex] = useState<number>();
  const [held, setHeld] = useState(false);
  const run = index === undefined ? undefined : runs[Math.min(index, runs.length - 1)];
  const summary =
    availabilityPct === undefined
      ? mine.noData
      : `${pctText(availabilityPct, words)} ${mine.available} · ${pctText(coveragePct, words)} ${mine.coverage}`;
  const told = run ? runText(run) : summary;

  function runText(each: (typeof runs)[number]): string {
    const stretch = `${app.time.value.minute(each.from, strip.to)} – ${app.time.value.minute(each.to, strip.to)}`;
    if (!each.durationsMs)
      return `${words.state[each.state]} · ${stretch} · ${formatDuration(each.to - each.from, words)}`;
    const parts = Object.entries(each.durationsMs).map(
      ([state, ms]) => `${words.state[state as keyof typeof words.state]} ${formatDuration(ms, words)}`,
    );
    return `${stretch} · ${parts.join(', ')}`;
  }
  const move = (by: number): void => setIndex((at) => clamp((at ?? runs.length) + by));
  const clamp = (at: number): number => Math.min(runs.length - 1, Math.max(0, at));
  const onKeyDown = (event: KeyboardEvent): void => {
    const steps: Readonly<Record<string, number>> = {
      ArrowLeft: -1,
      ArrowRight: 1,
      PageUp: -10,
      PageDown: 10,
      Home: -runs.length,
      End: runs.length,
    };
    const by = steps[event.key];
    if (by === undefined) {
      if (event.key === 'Escape') setIndex(undefined);
      return;
    }
    event.preventDefault();
    setHeld(true);
    move(by);
  };
  return (
    <>
      <div
        class="strip-box"
        role="slider"
        tabIndex={0}
        aria-label={`${mine.strips}: ${label}`}
        aria-describedby="strip-keys"
        aria-valuemin={from}
        aria-valuemax={to}
        aria-valuenow={run ? run.from : to}
        aria-valuetext={told}
        onKeyDown={onKeyDown}
        onPointerMove={({ clientX, currentTarget }) => {
          const box = currentTarget.getBoundingClientRect();
          setHeld(false);
          setIndex(runAt(runs, from + ((to - from) * (clientX - box.left)) / box.width));
        }}
        onPointerLeave={() => {
          if (!held) setIndex(undefined);
        }}
        onBlur={() => setIndex(undefined)}
      >
        <svg viewBox={`0 0 1000 ${HEIGHT}`} preserveAspectRatio="none" aria-hidden="true">
          {shapes.map(([state, path]) => (
            <path key={state} class={`strip-state s-${state}`} d={path} />
          ))}
          {run && (
            <rect
              class="strip-at"
              x={(1_000 * (run.from - from)) / (to - from)}
              width={Math.max(1, (1_000 * (run.to - run.from)) / (to - from))}
              height={HEIGHT}
            />
          )}
        </svg>
      </div>
      <span class="strip-told">{told}</span>
    </>
  );
}

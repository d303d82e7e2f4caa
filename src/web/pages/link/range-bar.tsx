// Chooses the stretch of time: chips for the last hours and days, a stretch of one's own, and the way back.

import { useState } from 'preact/hooks';
import { localInput } from '../../model/act-choice.ts';
import { useApp } from '../../state/context.ts';
import { type LinkWords, useLinkWords } from './link-words.ts';
import { type Choice, epochOfInput, LAST_NAMES, type LastName, ownRange, type Range } from './range.ts';

const NAMES: Readonly<Record<LastName, keyof LinkWords>> = {
  '1h': 'hour1',
  '6h': 'hours6',
  '24h': 'hours24',
  '7d': 'days7',
  '30d': 'days30',
  '1y': 'year',
};

/** The bar. */
export function RangeBar({
  choice,
  range,
  canGoBack,
  onChoice,
  onBack,
}: {
  readonly choice: Choice;
  readonly range: Range;
  readonly canGoBack: boolean;
  onChoice(choice: Choice): void;
  onBack(): void;
}) {
  const mine = useLinkWords();
  const [open, setOpen] = useState(false);
  return (
    <>
      <h2 class="range-bar">
        {mine.history}
        <fieldset class="chips" aria-label={mine.range}>
          {LAST_NAMES.map((name) => (
            <button
              key={name}
              type="button"
              class="switch"
              aria-pressed={choice.kind === 'last' && choice.name === name}
              onClick={() => onChoice({ kind: 'last', name })}
            >
              {mine[NAMES[name]]}
            </button>
          ))}
          <button
            type="button"
            class="switch"
            aria-pressed={choice.kind === 'own'}
            aria-expanded={open}
            onClick={() => setOpen(!open)}
          >
            {mine.own}
          </button>
          <button
            type="button"
            class="switch"
            aria-disabled={!canGoBack}
            onClick={() => canGoBack && onBack()}
          >
            ⤺ {mine.zoomOut}
          </button>
        </fieldset>
      </h2>
      {open && (
        <OwnRange
          range={range}
          onShow={(own) => {
            setOpen(false);
            onChoice(own);
          }}
        />
      )}
    </>
  );
}

function OwnRange({ range, onShow }: { readonly range: Range; onShow(choice: Choice): void }) {
  const app = useApp();
  const mine = useLinkWords();
  const timezone = app.screen.value.province?.facts.timezone ?? 'Asia/Makassar';
  const [from, setFrom] = useState(localInput(range.from, timezone));
  const [to, setTo] = useState(localInput(range.to, timezone));
  const [wrong, setWrong] = useState(false);
  const submit = (event: Event): void => {
    event.preventDefault();
    const own = ownRange(epochOfInput(from, timezone), epochOfInput(to, timezone));
    setWrong(own === undefined);
    if (own) onShow(own);
  };
  return (
    <form class="own-range" onSubmit={submit}>
      <label>
        {mine.from} ({app.time.value.zone}){' '}
        <input
          type="datetime-local"
          value={from}
          required
          onInput={({ currentTarget }) => setFrom(currentTarget.value)}
        />
      </label>
      <label>
        {mine.to}{' '}
        <input
          type="datetime-local"
          value={to}
          required
          onInput={({ currentTarget }) => setTo(currentTarget.value)}
        />
      </label>
      <button type="submit" class="act first">
        {mine.show}
      </button>
      {wrong && (
        <span class="wrong" role="alert">
          {mine.badRange}
        </span>
      )}
    </form>
  );
}

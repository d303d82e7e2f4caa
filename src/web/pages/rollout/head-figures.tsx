// The figures at the top: what is measured first, then what is declared, then where the two differ.

import type { RolloutBoard } from '../../../domain/rollout-view.ts';
import { reachedPct } from './bar.ts';
import { ProgressBar } from './progress-bar.tsx';
import { fill, useRolloutWords } from './words.ts';

/** Head figures of the board. */
export function HeadFigures({ board }: { readonly board: RolloutBoard }) {
  const words = useRolloutWords();
  const { total } = board;
  const { target, villages, activeSilent, activeUnseen } = total;
  const pct = reachedPct(total);
  const unproved = activeSilent + activeUnseen;
  const why = [
    ...(activeSilent > 0 ? [fill(words.silentCount, { n: activeSilent })] : []),
    ...(activeUnseen > 0 ? [fill(words.unseenCount, { n: activeUnseen })] : []),
  ].join(', ');
  return (
    <section class="rollout-figures" aria-label={words.title}>
      <div class="figure-card is-main">
        <h2>{words.connected}</h2>
        <p>
          <b>{total.connected}</b>{' '}
          {target === undefined ? fill(words.ofVillages, { villages }) : fill(words.ofTarget, { target })}
          {pct !== undefined && <span class="pct"> · {pct}%</span>}
        </p>
        <ProgressBar figures={total} />
      </div>
      <Card title={words.active} count={total.active} />
      <Card title={words.unproved} count={unproved} note={why} mark={unproved > 0 ? '!' : ''} />
      <Card title={words.undeclared} count={total.undeclared} mark={total.undeclared > 0 ? '?' : ''} />
      <Card title={words.building} count={total.building} />
      <Card title={words.planned} count={total.planned} />
      {total.ended > 0 && <Card title={words.ended} count={total.ended} />}
    </section>
  );
}

function Card({
  title,
  count,
  note = '',
  mark = '',
}: {
  readonly title: string;
  readonly count: number;
  readonly note?: string;
  readonly mark?: string;
}) {
  return (
    <div class={`figure-card ${mark === '' ? '' : 'is-marked'}`}>
      <h2>{title}</h2>
      <p>
        {mark !== '' && (
          <span class="figure-mark" aria-hidden="true">
            {mark}
          </span>
        )}
        <b>{count}</b> {note !== '' && <small>{note}</small>}
      </p>
    </div>
  );
}

// The figures at the top: what is measured first, then what is declared, then where the two differ.

import type { RolloutFigures } from '../../../domain/rollout.ts';
import type { RolloutBoard } from '../../../domain/rollout-view.ts';
import { reachedPct } from './bar.ts';
import { ProgressBar } from './progress-bar.tsx';
import { fill, type RolloutWords, useRolloutWords } from './words.ts';

/** Head figures of the board. */
export function HeadFigures({ board }: { readonly board: RolloutBoard }) {
  const words = useRolloutWords();
  const { total } = board;
  const { activeSilent, activeUnseen } = total;
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
          <b>{total.connected}</b> {targetText(total, words)}
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

/** Where some of the connected villages are of years without a target, the percentage is of the others. */
function targetText(
  { target, towardsTarget = 0, connected, villages }: RolloutFigures,
  words: RolloutWords,
): string {
  if (target === undefined) return fill(words.ofVillages, { villages });
  if (towardsTarget === connected) return fill(words.ofTarget, { target });
  return fill(words.partOfTarget, { n: towardsTarget, target });
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

// A bar of villages: what is connected, what is only said to be, what is being built, and where the target stands. Each part
// has a pattern of its own; the numbers stand beside it.

import type { RolloutFigures } from '../../../domain/rollout.ts';
import { barOf } from './bar.ts';

/** The bar alone; whoever draws it gives the numbers in words. */
export function ProgressBar({ figures }: { readonly figures: RolloutFigures }) {
  const { parts, targetPct } = barOf(figures);
  return (
    <div class="rollout-bar" aria-hidden="true">
      {parts.map(({ kind, pct }) => (
        <span key={kind} class={`part p-${kind}`} style={{ width: `${pct}%` }} />
      ))}
      {targetPct !== undefined && <span class="goal" style={{ left: `${targetPct}%` }} />}
    </div>
  );
}

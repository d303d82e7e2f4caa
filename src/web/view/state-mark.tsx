// A state's mark: a shape of its own for each, so that colour only repeats what the shape already says.

import type { JSX } from 'preact';
import type { LinkState } from '../../domain/state.ts';

const SHAPES: Readonly<Record<LinkState, JSX.Element>> = {
  up: (
    <>
      <circle class="fill" cx="8" cy="8" r="6" />
      <path class="cut" d="M5 8.2 7.2 10.4 11 6" />
    </>
  ),
  degraded: (
    <>
      <path class="fill" d="M8 1.5 15 14H1Z" />
      <path class="cut" d="M8 6v4M8 11.6v.8" />
    </>
  ),
  down: (
    <>
      <rect class="fill" x="1.5" y="1.5" width="13" height="13" rx="2" />
      <path class="cut" d="m5 5 6 6m0-6-6 6" />
    </>
  ),
  unreachable: (
    <>
      <path class="line" d="M8 1.5 14.5 8 8 14.5 1.5 8Z" />
      <path class="line" d="M5.5 8h5" />
    </>
  ),
  unknown: (
    <>
      <circle class="line dotted" cx="8" cy="8" r="6" />
      <path class="line" d="M6.2 6.4a1.9 1.9 0 1 1 2.6 1.9q-.8.3-.8 1.1M8 11.4v.6" />
    </>
  ),
};

/** The mark alone; the word beside it says the same to a screen reader. */
export function StateMark({ state }: { readonly state: LinkState }) {
  return (
    <svg class={`mark s-${state}`} viewBox="0 0 16 16" width="14" height="14" aria-hidden="true">
      {SHAPES[state]}
    </svg>
  );
}

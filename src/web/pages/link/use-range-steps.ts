// Going from one stretch of time to another, and back again as often as one went.

import { useRef, useState } from 'preact/hooks';
import { useApp } from '../../state/context.ts';
import { type Choice, choiceOf, USUAL_RANGE, withChoice } from './range.ts';

/** Steps that are remembered; who zooms more often begins at the usual range. */
const MOST_STEPS = 50;

/** What a view of time can do. */
export interface RangeSteps {
  readonly canGoBack: boolean;
  show(choice: Choice): void;
  /** To the stretch before; to the usual one where there is none. */
  back(): void;
}

/** Keeps the choice in the address of the link's page. */
export function useRangeSteps(link: string, query: string): RangeSteps {
  const app = useApp();
  const steps = useRef<Choice[]>([]);
  const [, redraw] = useState(0);
  const go = (choice: Choice): void => {
    redraw((count) => count + 1);
    app.go({ page: 'link', id: link, query: withChoice(query, choice) });
  };
  return {
    canGoBack: steps.current.length > 0 || choiceOf(query).kind === 'own',
    show: (choice) => {
      steps.current = [...steps.current, choiceOf(query)].slice(-MOST_STEPS);
      go(choice);
    },
    back: () => go(steps.current.pop() ?? USUAL_RANGE),
  };
}

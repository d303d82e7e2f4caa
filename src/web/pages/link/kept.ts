// An answer that stays on the screen while the next one is on its way: charts do not vanish because time went on.

import { useRef } from 'preact/hooks';
import type { Answer } from '../../data/use-answer.ts';

/** The newest value that came for a subject; another subject begins with nothing. */
export function useKept<Value>(answer: Answer<Value>, subject: string): Value | undefined {
  const kept = useRef<{ readonly subject: string; readonly value: Value } | undefined>(undefined);
  if (answer.value !== undefined) kept.current = { subject, value: answer.value };
  return kept.current?.subject === subject ? kept.current.value : undefined;
}

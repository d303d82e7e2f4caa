// An answer that stays on the screen while the next one is on its way: charts do not vanish because time went on.

import { useEffect, useRef } from 'preact/hooks';
import type { Answer } from '../../data/use-answer.ts';

/** The newest value that came for a subject; another subject begins with nothing. */
export function useKept<Value>(answer: Answer<Value>, subject: string): Value | undefined {
  const kept = useRef<{ readonly subject: string; readonly value: Value } | undefined>(undefined);
  if (answer.value !== undefined) kept.current = { subject, value: answer.value };
  return kept.current?.subject === subject ? kept.current.value : undefined;
}

/** Asks again when a value has changed since the first look: what has just begun is not waited for. */
export function useAgainOn(value: unknown, again: () => void): void {
  const seen = useRef(value);
  useEffect(() => {
    if (seen.current === value) return;
    seen.current = value;
    again();
  }, [value, again]);
}

// A value that changes many times a second, looked at no more often than its view can be read.

import { useEffect, useRef, useState } from 'preact/hooks';

/** The value as it was at most `everyMs` ago; the first change after a rest shows at once. */
export function useAtMost<Value>(value: Value, everyMs: number): Value {
  const [, redraw] = useState(0);
  const shown = useRef(value);
  const shownAtMs = useRef(Number.NEGATIVE_INFINITY);
  const nowMs = performance.now();
  const waitMs = shownAtMs.current + everyMs - nowMs;
  if (value !== shown.current && waitMs <= 0) {
    shown.current = value;
    shownAtMs.current = nowMs;
  }
  const isBehind = value !== shown.current;
  useEffect(() => {
    if (!isBehind) return;
    const timer = setTimeout(() => redraw((turn) => turn + 1), Math.max(0, waitMs));
    return () => clearTimeout(timer);
  }, [isBehind]);
  return shown.current;
}

// A severity's mark: bars that grow with it, so that it can be told without colour.

import { SEVERITIES, type Severity } from '../../domain/alert.ts';

const BARS = [0, 1, 2, 3, 4] as const;

/** Five bars, filled from the left: all of them for critical, one for info. */
export function SeverityMark({ severity }: { readonly severity: Severity }) {
  const filled = SEVERITIES.length - SEVERITIES.indexOf(severity);
  return (
    <svg class={`bars v-${severity}`} viewBox="0 0 18 12" width="18" height="12" aria-hidden="true">
      {BARS.map((bar) => (
        <rect
          key={bar}
          class={bar < filled ? 'fill' : 'rest'}
          x={bar * 3.7}
          y={8 - bar * 2}
          width="2.6"
          height={4 + bar * 2}
        />
      ))}
    </svg>
  );
}

// How long ago verdicts were given. A component of its own: it moves every second, and what stands around it need not.

import { useApp } from '../../state/context.ts';
import { formatDuration } from '../../text/format.ts';
import { useViconWords } from './words.ts';

/** `dinilai 3 dtk lalu`. */
export function Judged({ at }: { readonly at: number }) {
  const app = useApp();
  const words = useViconWords();
  const ageMs = Math.max(0, app.serverTime.value - at);
  return (
    <>
      {words.judged} {formatDuration(ageMs, app.words.value)} {words.ago}
    </>
  );
}

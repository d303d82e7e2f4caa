// Verdicts about beats in the form the engine takes echoes in.

import { type EchoBatch, FLAG_TAINTED } from '../../domain/echo.ts';
import type { BeatVerdict } from './beat-watch.ts';

/** Packs verdicts. Beats have no round-trip time. */
export function beatBatch(verdicts: readonly BeatVerdict[]): EchoBatch {
  return {
    count: verdicts.length,
    key: Uint32Array.from(verdicts, ({ key }) => key),
    sentMonoMs: Float64Array.from(verdicts, ({ sentMs }) => sentMs),
    rttMs: new Float64Array(verdicts.length).fill(Number.NaN),
    outcome: Uint8Array.from(verdicts, ({ outcome }) => outcome),
    flags: Uint8Array.from(verdicts, ({ tainted }) => (tainted ? FLAG_TAINTED : 0)),
  };
}

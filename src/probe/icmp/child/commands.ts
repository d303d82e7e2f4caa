// Reads the daemon's commands out of frames and gives them to the prober.

import type { FrameBody } from '../frame-reader.ts';
import {
  BURST_BYTES,
  DROP_BYTES,
  EVERY_MIN_MS,
  FRAME_BURST,
  FRAME_DROP,
  FRAME_SET,
  TARGET_BYTES,
  TIMEOUT_MAX_MS,
} from '../frames.ts';
import type { Prober } from './prober.ts';

/** Performs the commands of one frame; a type it does not know is a bug of ours and ends the process. */
export function performCommands(prober: Prober, type: number, body: FrameBody, nowMs: number): void {
  const end = body.start + body.byteLength;
  switch (type) {
    case FRAME_SET:
      for (let at = body.start; at + TARGET_BYTES <= end; at += TARGET_BYTES)
        setTarget(prober, body, at, nowMs);
      return;
    case FRAME_DROP:
      for (let at = body.start; at + DROP_BYTES <= end; at += DROP_BYTES)
        prober.drop(body.words[at / 4] ?? 0);
      return;
    case FRAME_BURST:
      for (let at = body.start; at + BURST_BYTES <= end; at += BURST_BYTES) {
        const everyMs = body.floats[at / 8 + 1] ?? 0;
        prober.burst(body.words[at / 4] ?? 0, everyMs > 0 ? Math.max(everyMs, EVERY_MIN_MS) : 0, nowMs);
      }
      return;
    default:
      throw new Error(
        `Cannot perform a command of type ${type}: daemon and echo process are of different versions`,
      );
  }
}

function setTarget(prober: Prober, body: FrameBody, at: number, nowMs: number): void {
  const word = (index: number) => body.words[at / 4 + index] ?? 0;
  const float = (index: number) => body.floats[at / 8 + index] ?? 0;
  prober.set(
    {
      key: word(0),
      family: word(1),
      address: [word(2), word(3), word(4), word(5)],
      scopeId: word(6),
      everyMs: Math.max(float(4), EVERY_MIN_MS),
      timeoutMs: Math.min(float(5), TIMEOUT_MAX_MS),
      phaseMs: float(6),
    },
    nowMs,
  );
}

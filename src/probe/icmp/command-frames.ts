// Encodes the daemon's commands to its echo process.

import type { EchoTarget } from '../../domain/echo.ts';
import type { AddressWords } from './address.ts';
import {
  BURST_BYTES,
  DROP_BYTES,
  FRAME_BURST,
  FRAME_DROP,
  FRAME_HEADER_BYTES,
  FRAME_MAX_BYTES,
  FRAME_SET,
  TARGET_BYTES,
} from './frames.ts';

/** A target and what its address parsed to. */
export interface AddressedTarget extends EchoTarget {
  readonly parsed: AddressWords;
}

/** Writes one record; index counts from the start of the record. */
interface RecordView {
  word(index: number, value: number): void;
  float(index: number, value: number): void;
}

/** Frames that add or replace targets. */
export function encodeSet(targets: readonly AddressedTarget[]): Uint8Array[] {
  return encode(targets, { type: FRAME_SET, recordBytes: TARGET_BYTES }, (target, record) => {
    record.word(0, target.key);
    record.word(1, target.parsed.family);
    for (const [index, word] of target.parsed.words.entries()) record.word(2 + index, word);
    record.word(6, target.parsed.scopeId);
    record.float(4, target.everyMs);
    record.float(5, target.timeoutMs);
    record.float(6, target.phaseMs);
  });
}

/** Frames that forget targets. */
export function encodeDrop(keys: readonly number[]): Uint8Array[] {
  return encode(keys, { type: FRAME_DROP, recordBytes: DROP_BYTES }, (key, record) => record.word(0, key));
}

/** Frames that start or change bursts, or end them (0). */
export function encodeBurst(bursts: readonly (readonly [key: number, everyMs: number])[]): Uint8Array[] {
  return encode(bursts, { type: FRAME_BURST, recordBytes: BURST_BYTES }, ([key, everyMs], record) => {
    record.word(0, key);
    record.float(1, everyMs);
  });
}

function encode<T>(
  items: readonly T[],
  shape: { type: number; recordBytes: number },
  write: (item: T, record: RecordView) => void,
): Uint8Array[] {
  const perFrame = Math.floor((FRAME_MAX_BYTES - FRAME_HEADER_BYTES) / shape.recordBytes);
  const frames: Uint8Array[] = [];
  for (let first = 0; first < items.length; first += perFrame) {
    const part = items.slice(first, first + perFrame);
    const buffer = new ArrayBuffer(FRAME_HEADER_BYTES + part.length * shape.recordBytes);
    const words = new Uint32Array(buffer);
    const floats = new Float64Array(buffer);
    words[0] = buffer.byteLength;
    words[1] = shape.type;
    for (const [index, item] of part.entries()) {
      const at = FRAME_HEADER_BYTES + index * shape.recordBytes;
      write(item, {
        word: (offset, value) => {
          words[at / 4 + offset] = value;
        },
        float: (offset, value) => {
          floats[at / 8 + offset] = value;
        },
      });
    }
    frames.push(new Uint8Array(buffer));
  }
  return frames;
}

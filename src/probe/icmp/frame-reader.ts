// Cuts a byte stream into frames. Used by both ends; copies every byte once into a buffer of its own, so that numbers
// are aligned and nothing is allocated, however the stream was chopped.

import { FRAME_HEADER_BYTES, FRAME_MAX_BYTES } from './frames.ts';

/** A frame's body, seen as numbers: indexes count from the start of the buffer. Valid during the call only. */
export interface FrameBody {
  /** The buffer as u32; the body starts at index `start / 4`. */
  readonly words: Uint32Array;
  /** The buffer as f64; the body starts at index `start / 8`. */
  readonly floats: Float64Array;
  /** Byte offset of the body, a multiple of 8. */
  readonly start: number;
  /** Length of the body in bytes, a multiple of 8. */
  readonly byteLength: number;
}

/** Holds the part of a frame that has not all arrived. */
export class FrameReader {
  readonly #bytes: Uint8Array;
  readonly #words: Uint32Array;
  readonly #floats: Float64Array;
  #filled = 0;

  constructor() {
    const buffer = new ArrayBuffer(2 * FRAME_MAX_BYTES);
    this.#bytes = new Uint8Array(buffer);
    this.#words = new Uint32Array(buffer);
    this.#floats = new Float64Array(buffer);
  }

  /**
   * Takes the next bytes of the stream and calls `onFrame` for each frame they complete. Returns a text when a length
   * is impossible: the stream cannot be followed any further.
   */
  push(chunk: Uint8Array, onFrame: (type: number, body: FrameBody) => void): string | undefined {
    for (let taken = 0; taken < chunk.length; ) {
      const part = Math.min(chunk.length - taken, this.#bytes.length - this.#filled);
      this.#bytes.set(part === chunk.length ? chunk : chunk.subarray(taken, taken + part), this.#filled);
      this.#filled += part;
      taken += part;
      const fault = this.#cut(onFrame);
      if (fault !== undefined) return fault;
    }
    return undefined;
  }

  #cut(onFrame: (type: number, body: FrameBody) => void): string | undefined {
    let start = 0;
    while (this.#filled - start >= FRAME_HEADER_BYTES) {
      const byteLength = this.#words[start / 4] ?? 0;
      if (byteLength < FRAME_HEADER_BYTES || byteLength > FRAME_MAX_BYTES || byteLength % 8 !== 0) {
        return `frame of ${byteLength} bytes (wanted a multiple of 8 up to ${FRAME_MAX_BYTES})`;
      }
      if (this.#filled - start < byteLength) break;
      onFrame(this.#words[start / 4 + 1] ?? 0, {
        words: this.#words,
        floats: this.#floats,
        start: start + FRAME_HEADER_BYTES,
        byteLength: byteLength - FRAME_HEADER_BYTES,
      });
      start += byteLength;
    }
    if (start > 0) this.#bytes.copyWithin(0, start, this.#filled);
    this.#filled -= start;
    return undefined;
  }
}

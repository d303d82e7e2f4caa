// What the echo process has to say and has not yet written. Bounded: when the daemon reads too slowly, verdicts are
// refused (and counted as tainted by the caller), status frames are left out; the process never waits.

import { ANSWERED, FLAG_BURST } from '../../../domain/echo.ts';
import {
  FRAME_HEADER_BYTES,
  FRAME_HELLO,
  FRAME_MAX_BYTES,
  FRAME_STATUS,
  FRAME_VERDICTS,
  type ProbeStatus,
  STATUS_FIELDS,
  VERDICT_BYTES,
} from '../frames.ts';
import type { VerdictSink } from './prober.ts';

/** 4 MiB: 17 seconds of 10,000 verdicts each. */
const CAPACITY_BYTES = 4 * 1_048_576;

/** Appends frames, and hands the oldest bytes to a writer. */
export class OutBuffer implements VerdictSink {
  readonly #bytes: Uint8Array;
  readonly #words: Uint32Array;
  readonly #floats: Float64Array;
  #head = 0;
  #tail = 0;
  /** Start of the verdict frame that may still grow, or −1. */
  #open = -1;
  #urgent = false;

  constructor(capacityBytes = CAPACITY_BYTES) {
    const buffer = new ArrayBuffer(capacityBytes);
    this.#bytes = new Uint8Array(buffer);
    this.#words = new Uint32Array(buffer);
    this.#floats = new Float64Array(buffer);
  }

  /** Bytes not yet written. */
  get pendingBytes(): number {
    return this.#tail - this.#head;
  }

  /** Whether something waits that must not wait: a verdict of a burst, or one that is no answer. */
  get urgent(): boolean {
    return this.#urgent;
  }

  verdict(key: number, sentMs: number, rttMs: number, outcome: number, flags: number): boolean {
    if (this.#open >= 0 && this.#tail - this.#open + VERDICT_BYTES > FRAME_MAX_BYTES) this.#seal();
    if (this.#open < 0) {
      if (!this.#begin(FRAME_VERDICTS, VERDICT_BYTES)) return false;
    } else if (!this.#room(VERDICT_BYTES)) {
      return false;
    }
    this.#words[this.#tail / 4] = key;
    this.#words[this.#tail / 4 + 1] = outcome | (flags << 8);
    this.#floats[this.#tail / 8 + 1] = sentMs;
    this.#floats[this.#tail / 8 + 2] = rttMs;
    this.#tail += VERDICT_BYTES;
    if (outcome !== ANSWERED || (flags & FLAG_BURST) !== 0) this.#urgent = true;
    return true;
  }

  /** Says which sockets there are: kind and errno, IPv4 then IPv6. */
  hello(words: readonly [number, number, number, number]): void {
    this.#seal();
    if (!this.#begin(FRAME_HELLO, 16)) return;
    this.#words.set(words, this.#tail / 4);
    this.#tail += 16;
    this.#seal();
    this.#urgent = true;
  }

  status(status: ProbeStatus): void {
    this.#seal();
    if (!this.#begin(FRAME_STATUS, 8 * STATUS_FIELDS.length)) return;
    for (const field of STATUS_FIELDS) {
      this.#floats[this.#tail / 8] = status[field];
      this.#tail += 8;
    }
    this.#seal();
    this.#urgent = true;
  }

  /** Gives the pending bytes to `write`, which returns how many it took; false when some are left. */
  flush(write: (bytes: Uint8Array) => number): boolean {
    this.#seal();
    this.#urgent = false;
    if (this.#tail > this.#head) this.#head += write(this.#bytes.subarray(this.#head, this.#tail));
    if (this.#head < this.#tail) return false;
    this.#head = 0;
    this.#tail = 0;
    return true;
  }

  #begin(type: number, bodyBytes: number): boolean {
    if (!this.#room(FRAME_HEADER_BYTES + bodyBytes)) return false;
    this.#open = this.#tail;
    this.#words[this.#tail / 4 + 1] = type;
    this.#tail += FRAME_HEADER_BYTES;
    return true;
  }

  #seal(): void {
    if (this.#open < 0) return;
    this.#words[this.#open / 4] = this.#tail - this.#open;
    this.#open = -1;
  }

  #room(bytes: number): boolean {
    if (this.#tail + bytes <= this.#bytes.length) return true;
    // Frames stay aligned: only whole words of 8 bytes are moved, the odd bytes of a half-written one stay in front.
    const from = this.#head - (this.#head % 8);
    if (from === 0 || this.#tail - from + bytes > this.#bytes.length) return false;
    this.#bytes.copyWithin(0, from, this.#tail);
    this.#head -= from;
    this.#tail -= from;
    if (this.#open >= 0) this.#open -= from;
    return true;
  }
}

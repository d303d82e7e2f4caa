// Decodes what the echo process reports. Verdicts land in columns that are used again for every batch: 10,000 a second
// leave no garbage behind.

import type { EchoBatch } from '../../domain/echo.ts';
import { type FrameBody, FrameReader } from './frame-reader.ts';
import {
  emptyStatus,
  FRAME_HELLO,
  FRAME_MAX_BYTES,
  FRAME_STATUS,
  FRAME_VERDICTS,
  type ProbeStatus,
  SOCKET_KINDS,
  type SocketKind,
  STATUS_FIELDS,
  VERDICT_BYTES,
} from './frames.ts';

/** What the echo process may use, and the errno where it may use nothing. */
export interface Hello {
  readonly ipv4: { readonly kind: SocketKind; readonly errno: number };
  readonly ipv6: { readonly kind: SocketKind; readonly errno: number };
}

/** Who hears the reports. */
export interface ReportListener {
  hello(hello: Hello): void;
  /** The batch is valid during the call only. */
  verdicts(batch: EchoBatch): void;
  /** The status is valid during the call only. */
  status(status: ProbeStatus): void;
}

const VERDICTS_MAX = Math.floor(FRAME_MAX_BYTES / VERDICT_BYTES);

/** Follows the report stream of one process. */
export class ReportReader {
  readonly #listener: ReportListener;
  readonly #frames = new FrameReader();
  readonly #batch = {
    count: 0,
    key: new Uint32Array(VERDICTS_MAX),
    sentMonoMs: new Float64Array(VERDICTS_MAX),
    rttMs: new Float64Array(VERDICTS_MAX),
    outcome: new Uint8Array(VERDICTS_MAX),
    flags: new Uint8Array(VERDICTS_MAX),
  };
  readonly #status = emptyStatus();
  #fault: string | undefined;
  readonly #onFrame = (type: number, body: FrameBody) => this.#take(type, body);

  constructor(listener: ReportListener) {
    this.#listener = listener;
  }

  /** Takes the next bytes; returns a text once the stream makes no sense any more. */
  push(chunk: Uint8Array): string | undefined {
    return this.#frames.push(chunk, this.#onFrame) ?? this.#fault;
  }

  #take(type: number, body: FrameBody): void {
    switch (type) {
      case FRAME_VERDICTS:
        this.#listener.verdicts(this.#readVerdicts(body));
        return;
      case FRAME_STATUS:
        for (const [index, field] of STATUS_FIELDS.entries()) {
          this.#status[field] = body.floats[body.start / 8 + index] ?? 0;
        }
        this.#listener.status(this.#status);
        return;
      case FRAME_HELLO:
        this.#listener.hello({ ipv4: readFamily(body, 0), ipv6: readFamily(body, 2) });
        return;
      default:
        this.#fault = `frame of type ${type}`;
    }
  }

  #readVerdicts(body: FrameBody): EchoBatch {
    const { key, sentMonoMs, rttMs, outcome, flags } = this.#batch;
    const { words, floats } = body;
    const count = Math.floor(body.byteLength / VERDICT_BYTES);
    for (let index = 0, at = body.start; index < count; index++, at += VERDICT_BYTES) {
      const packed = words[at / 4 + 1] ?? 0;
      key[index] = words[at / 4] ?? 0;
      outcome[index] = packed;
      flags[index] = packed >>> 8;
      sentMonoMs[index] = floats[at / 8 + 1] ?? 0;
      rttMs[index] = floats[at / 8 + 2] ?? 0;
    }
    this.#batch.count = count;
    return this.#batch;
  }
}

function readFamily(body: FrameBody, offset: number): { kind: SocketKind; errno: number } {
  const code = body.words[body.start / 4 + offset] ?? 0;
  return { kind: SOCKET_KINDS[code] ?? 'none', errno: body.words[body.start / 4 + offset + 1] ?? 0 };
}

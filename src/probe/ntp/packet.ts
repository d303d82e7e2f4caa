// The 48 bytes of an NTP header (RFC 5905 section 7.3), as far as a client of SNTP needs them (RFC 4330 section 5).

import type { NtpRefusal } from './port.ts';

const HEADER_BYTES = 48;
/** Leap indicator 0, version 4, mode 3 (client). */
const CLIENT = 0x23;
const MODE_SERVER = 4;
const UNSYNCHRONISED_LEAP = 3;
const MOST_STRATUM = 15;
/** A server that may itself be wrong by more than this proves nothing about a second. */
const MOST_ROOT_DISTANCE_MS = 1_000;
/** Seconds from 1900 to 1970 (RFC 5905 figure 4). */
const UNIX_ERA_S = 2_208_988_800;
const ERA_MS = 2 ** 32 * 1000;

/** What an answer says. Times are epoch ms. */
export interface NtpAnswer {
  readonly stratum: number;
  /** When the server took the question, and when it sent the answer (T2, T3). */
  readonly receivedAt: number;
  readonly sentAt: number;
}

/**
 * A question. The transmit timestamp is a random cookie of 8 bytes: the server returns it whatever it says, and nobody
 * who does not see the question can guess it. It also keeps our clock to ourselves.
 */
export function encodeQuestion(cookie: Uint8Array): Buffer {
  const bytes = Buffer.alloc(HEADER_BYTES);
  bytes[0] = CLIENT;
  bytes.set(cookie.subarray(0, 8), 40);
  return bytes;
}

/** Reads an answer to the question with this cookie. `nearAt` (epoch ms) selects the era: 32 bits of seconds last 136 years. */
export function decodeAnswer(
  bytes: Buffer,
  question: { readonly cookie: Uint8Array; readonly nearAt: number },
): { readonly answer: NtpAnswer } | { readonly refusal: NtpRefusal; readonly detail: string } {
  if (bytes.length < HEADER_BYTES)
    return refuse('malformed', `${bytes.length} bytes where a header has ${HEADER_BYTES}`);
  const first = bytes.readUInt8(0);
  const mode = first & 7;
  const version = (first >> 3) & 7;
  if (mode !== MODE_SERVER || version < 3 || version > 4)
    return refuse('malformed', `mode ${mode}, version ${version} where a server answers with mode 4`);
  if (bytes.compare(question.cookie, 0, 8, 24, 32) !== 0)
    return refuse('forged', 'the originate timestamp is not that of our question');
  const stratum = bytes.readUInt8(1);
  if (stratum === 0) return refuse('kiss', kissCode(bytes));
  const distanceMs = short(bytes, 4) / 2 + short(bytes, 8);
  if (first >> 6 === UNSYNCHRONISED_LEAP || stratum > MOST_STRATUM || distanceMs > MOST_ROOT_DISTANCE_MS)
    return refuse(
      'unsynchronised',
      `stratum ${stratum}, leap ${first >> 6}, off by up to ${Math.round(distanceMs)} ms`,
    );
  const receivedAt = timestamp(bytes, 32, question.nearAt);
  const sentAt = timestamp(bytes, 40, question.nearAt);
  if (receivedAt === undefined || sentAt === undefined || sentAt < receivedAt)
    return refuse('absurd', 'the answer was sent before the question came, or has no times');
  return { answer: { stratum, receivedAt, sentAt } };
}

/** Epoch ms of a 64-bit timestamp in the era that lies nearest; undefined for 0, which means "not known". */
function timestamp(bytes: Buffer, at: number, nearAt: number): number | undefined {
  const seconds = bytes.readUInt32BE(at);
  const fraction = bytes.readUInt32BE(at + 4);
  if (seconds === 0 && fraction === 0) return undefined;
  const ms = (seconds - UNIX_ERA_S) * 1000 + (fraction / 2 ** 32) * 1000;
  return ms + Math.round((nearAt - ms) / ERA_MS) * ERA_MS;
}

/** ms of a 32-bit short format (16.16 seconds). */
function short(bytes: Buffer, at: number): number {
  return (bytes.readUInt32BE(at) / 65_536) * 1000;
}

/** Four ASCII letters in the place of the reference id; what is no letter of a code is not printed. */
function kissCode(bytes: Buffer): string {
  const code = bytes.toString('latin1', 12, 16).replace(/[^A-Z]/g, '');
  return code === '' ? 'no code' : code;
}

function refuse(
  refusal: NtpRefusal,
  detail: string,
): { readonly refusal: NtpRefusal; readonly detail: string } {
  return { refusal, detail };
}

// What asking time servers gives.

/** Why an answer, or whatever came in its place, was not taken. */
export const NTP_REFUSALS = [
  /** From an address or port that was not asked. */
  'stranger',
  /** Shorter than a header, or not an answer of a server (mode 4, version 3 or 4). */
  'malformed',
  /** Not to this question: the cookie in the originate timestamp is wrong. */
  'forged',
  /** The server does not know the time itself (leap indicator 3, stratum 16, or a root distance above a second). */
  'unsynchronised',
  /** Kiss-o'-death (RFC 5905 section 7.4): the server does not want to be asked. */
  'kiss',
  /** Its times contradict each other. */
  'absurd',
] as const;
/** One of {@link NTP_REFUSALS}. */
export type NtpRefusal = (typeof NTP_REFUSALS)[number];

/** One measurement of one server. */
export interface NtpSample {
  readonly server: string;
  /** Server's clock minus ours, ms. */
  readonly offsetMs: number;
  /** ms; the offset is wrong by half of it at most. */
  readonly roundTripMs: number;
  readonly stratum: number;
}

/** What became of one question. */
export type NtpResult =
  | ({ readonly kind: 'sample' } & NtpSample)
  /** `why`: `kiss` when that is what came, `local` when it could not be sent, else nothing usable came in time. */
  | {
      readonly kind: 'failed';
      readonly server: string;
      readonly why: 'silent' | 'kiss' | 'local';
      readonly detail: string;
    };

/** Counts since the start, and what was found last. */
export interface NtpStatus {
  readonly queries: number;
  readonly answers: number;
  readonly silent: number;
  /** Datagrams that were not taken. */
  readonly refused: number;
  /** Of the last round in which servers agreed; undefined before the first. */
  readonly offsetMs: number | undefined;
  readonly roundTripMs: number | undefined;
}

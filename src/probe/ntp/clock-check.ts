// Asks the time servers now and then whether our clock is right, and tells when it was wrong three times in a row.

import { FaultTrack } from '../../domain/fault-track.ts';
import type { Log } from '../../runtime/log.ts';
import type { TimerHandle } from '../../runtime/timers.ts';
import type { NtpStatus } from './port.ts';
import { type NtpQueryDeps, queryNtp } from './query.ts';
import { judgeOffsets, offsetDetail } from './verdict.ts';

/** A clock drifts by some milliseconds in this time; RFC 4330 section 10 asks for 15 s at least. */
const EVERY_MS = 300_000;
/** While our clock seems wrong, or was. */
const DOUBT_EVERY_MS = 64_000;
const TIMEOUT_MS = 3_000;
/** A server that sent a kiss-o'-death is left alone for this long (RFC 4330 section 10: stop, or ask elsewhere). */
const KISSED_MS = 3_600_000;
/** Servers that are asked; more say nothing new. */
const MOST_SERVERS = 8;
const PATIENCE = { raiseAfter: 3, endAfter: 2 } as const;

/** What the check is given. */
export interface ClockCheckOptions {
  /** `host`, `host:port` or `[v6]:port`; none: nobody is asked. */
  readonly servers: readonly string[];
  /** What an earlier run told of the clock; it stands until answers say otherwise, also while nobody answers. */
  readonly told: string | undefined;
}

/** The world of the check. */
export interface ClockCheckDeps extends Omit<NtpQueryDeps, 'onRefused' | 'signal'> {
  /** Told what is wrong, and undefined when it is right; nothing while nothing is known. */
  readonly onFault: (detail: string | undefined) => void;
  readonly log: Pick<Log, 'debug' | 'warn'>;
}

/** Asks until it is stopped. */
export class ClockCheck {
  readonly #servers: readonly string[];
  readonly #deps: ClockCheckDeps;
  readonly #quietUntilMs = new Map<string, number>();
  readonly #track: FaultTrack;
  #timer: TimerHandle;
  readonly #over = new AbortController();
  #queries = 0;
  #answers = 0;
  #silent = 0;
  #refused = 0;
  #offsetMs: number | undefined;
  #roundTripMs: number | undefined;

  constructor({ servers, told }: ClockCheckOptions, deps: ClockCheckDeps) {
    this.#servers = servers.slice(0, MOST_SERVERS);
    this.#deps = deps;
    this.#track = new FaultTrack(PATIENCE, told);
  }

  /** Begins; the servers are asked at once. */
  start(): void {
    if (this.#servers.length === 0) return;
    if (this.#track.told !== undefined) this.#deps.onFault(this.#track.told);
    void this.#round();
  }

  /** Ends. Idempotent. */
  stop(): void {
    this.#over.abort();
    this.#deps.timers.clearTimeout(this.#timer);
  }

  /** Counts, and what was found last. */
  status(): NtpStatus {
    return {
      queries: this.#queries,
      answers: this.#answers,
      silent: this.#silent,
      refused: this.#refused,
      offsetMs: this.#offsetMs,
      roundTripMs: this.#roundTripMs,
    };
  }

  async #round(): Promise<void> {
    const { clock, timers, cookie, log } = this.#deps;
    const onRefused = (refusal: string, detail: string): void => {
      this.#refused++;
      log.debug('A datagram was no answer of a time server', { refusal, detail });
    };
    const nowMs = clock.monoMs();
    const asked = this.#servers.filter((server) => (this.#quietUntilMs.get(server) ?? nowMs) <= nowMs);
    this.#queries += asked.length;
    const results = await Promise.all(
      asked.map((server) =>
        queryNtp(server, TIMEOUT_MS, { clock, timers, cookie, onRefused, signal: this.#over.signal }),
      ),
    );
    if (this.#over.signal.aborted) return;
    for (const result of results) {
      if (result.kind === 'sample') this.#answers++;
      else {
        this.#silent++;
        if (result.why === 'kiss') {
          this.#quietUntilMs.set(result.server, nowMs + KISSED_MS);
          log.warn('A time server does not want to be asked; it is left alone for an hour', { ...result });
        }
      }
    }
    const inDoubt = this.#judge(results.flatMap((result) => (result.kind === 'sample' ? [result] : [])));
    this.#timer = timers.setTimeout(() => void this.#round(), inDoubt ? DOUBT_EVERY_MS : EVERY_MS);
  }

  /** Whether it is worth asking again soon. */
  #judge(samples: Parameters<typeof judgeOffsets>[0]): boolean {
    const verdict = judgeOffsets(samples);
    if (verdict.kind === 'unknown') return this.#track.told !== undefined;
    this.#offsetMs = verdict.offsetMs;
    this.#roundTripMs = verdict.roundTripMs;
    const told = this.#track.take(verdict.off ? offsetDetail(verdict) : undefined);
    this.#deps.onFault(told);
    return verdict.off || told !== undefined;
  }
}

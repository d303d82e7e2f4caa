// Runs the system's `ping` by the npm package, with guards for its known holes: literal addresses only, a fresh
// configuration each time, a bound on processes, and a deadline of our own, since a promise of its may never settle.

import { isIP } from 'node:net';
import { ECHO_OUTCOMES, FLAG_BURST, FLAG_TAINTED, LOST } from '../../domain/echo.ts';
import type { PingReport } from './ping-protocol.ts';
import { judgePing, type PingResponse } from './ping-reply.ts';
import type { PingJob, PingSchedule } from './ping-schedule.ts';

/** Processes at a time. At 50 starts a second this bears timeouts of a second or so for every target. */
const PROCESSES_MAX = 64;
/** `ping` is told when to end; if it has not by this much later, its echo proves nothing. */
const GRACE_MS = 2_000;
/** Failures to start in a row that are more than a passing shortage. */
const FAILURES_MAX = 3;

/** What the prober needs. */
export interface PingProberDeps {
  readonly monoMs: () => number;
  /** Runs one ping; times in whole seconds. */
  readonly probe: (address: string, config: PingConfig) => Promise<PingResponse>;
  readonly report: (report: PingReport) => void;
  /** Resolves after this many ms. The returned function cancels it. */
  readonly after: (delayMs: number, action: () => void) => () => void;
}

/** The configuration npm ping is given, in full, so that no default of its applies. */
export interface PingConfig {
  numeric: boolean;
  timeout: number;
  deadline: number;
  min_reply: number;
  v6: boolean;
  sourceAddr: string;
  packetSize: number;
  extra: string[];
}

interface Columns {
  key: number[];
  sentMonoMs: number[];
  rttMs: number[];
  outcome: number[];
  flags: number[];
}

/** Performs the schedule. */
export class PingProber {
  readonly #deps: PingProberDeps;
  readonly #schedule: PingSchedule;
  #running = 0;
  #failures = 0;
  #columns = emptyColumns();

  constructor(schedule: PingSchedule, deps: PingProberDeps) {
    this.#schedule = schedule;
    this.#deps = deps;
  }

  /** Starts what is due. To be called every few ms. */
  tick(): void {
    for (const job of this.#schedule.take(this.#deps.monoMs(), PROCESSES_MAX - this.#running))
      this.#start(job);
  }

  /** Reports the verdicts gathered. To be called every 50 ms. */
  flush(): void {
    if (this.#columns.key.length === 0) return;
    const verdicts = this.#columns;
    this.#columns = emptyColumns();
    this.#deps.report({ type: 'verdicts', verdicts });
  }

  #start(job: PingJob): void {
    const { target } = job;
    const sentMs = this.#deps.monoMs();
    const version = isIP(target.address);
    if (version === 0) return;
    this.#running++;
    const seconds = Math.max(1, Math.ceil(target.timeoutMs / 1_000));
    let settled = false;
    const settle = (conclude: () => void) => {
      if (settled) return;
      settled = true;
      cancel();
      this.#running--;
      conclude();
    };
    const cancel = this.#deps.after(1_000 * seconds + GRACE_MS, () =>
      settle(() => this.#add(job, sentMs, { code: LOST, rttMs: Number.NaN, flags: FLAG_TAINTED })),
    );
    const config: PingConfig = {
      numeric: true,
      timeout: seconds,
      deadline: seconds + 1,
      min_reply: 1,
      v6: version === 6,
      sourceAddr: '',
      packetSize: 56,
      extra: [],
    };
    this.#deps.probe(target.address, config).then(
      (response) => settle(() => this.#conclude(job, sentMs, response)),
      (thrown: unknown) => settle(() => this.#fail(job, sentMs, thrown)),
    );
  }

  #conclude(job: PingJob, sentMs: number, response: PingResponse): void {
    if (this.#failures >= FAILURES_MAX) this.#deps.report({ type: 'fault', detail: undefined });
    this.#failures = 0;
    const { outcome, rttMs } = judgePing(response, job.target.timeoutMs);
    this.#add(job, sentMs, { code: ECHO_OUTCOMES.indexOf(outcome), rttMs, flags: 0 });
  }

  #fail(job: PingJob, sentMs: number, thrown: unknown): void {
    if (++this.#failures === FAILURES_MAX) {
      const cause = thrown instanceof Error ? thrown.message : String(thrown);
      this.#deps.report({ type: 'fault', detail: `the ping program cannot be run: ${cause.trim()}` });
    }
    this.#add(job, sentMs, { code: LOST, rttMs: Number.NaN, flags: FLAG_TAINTED });
  }

  #add(job: PingJob, sentMs: number, verdict: { code: number; rttMs: number; flags: number }): void {
    // A target dropped or replaced meanwhile gets no verdict for its old address.
    if (this.#schedule.target(job.target.key)?.address !== job.target.address) return;
    this.#columns.key.push(job.target.key);
    this.#columns.sentMonoMs.push(sentMs);
    this.#columns.rttMs.push(verdict.rttMs);
    this.#columns.outcome.push(verdict.code);
    this.#columns.flags.push(verdict.flags | (job.burst ? FLAG_BURST : 0));
    if (job.burst || verdict.code !== 0) this.flush();
  }
}

function emptyColumns(): Columns {
  return { key: [], sentMonoMs: [], rttMs: [], outcome: [], flags: [] };
}

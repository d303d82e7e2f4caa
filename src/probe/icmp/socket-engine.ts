// The engine `socket`: keeps an echo process alive and supplied with the plan, and passes its verdicts on. Verdicts that
// were outstanding when a process died never come: that second has no echoes, which is what is known of it.

import { getSystemErrorName } from 'node:util';
import type { EchoTarget } from '../../domain/echo.ts';
import { encodeBurst, encodeDrop, encodeSet } from './command-frames.ts';
import { EchoProcess } from './echo-process.ts';
import { emptyStatus, type ProbeStatus } from './frames.ts';
import type { EchoEngine, EchoEngineDeps, EchoEngineStatus } from './port.ts';
import type { Hello } from './reports.ts';
import { TargetPlan } from './target-plan.ts';

const BACKOFF_MIN_MS = 1_000;
const BACKOFF_MAX_MS = 30_000;
/** A process that lived this long had its crash by accident: the next pause is the shortest again. */
const STEADY_MS = 60_000;
const WATCH_MS = 500;
/** Status frames come once a second; after this many watches without one the process hangs (3.5 s). */
const SILENT_WATCHES = 7;
/** A process told to end that has not after this long is killed. */
const STOP_MS = 1_000;
const GAUGES: readonly (keyof ProbeStatus)[] = ['slipP99Ms', 'outstanding', 'rssBytes'];

/** What the process has, in words. */
export function describeHello(hello: Hello): string {
  return `IPv4 ${describeFamily(hello.ipv4)}, IPv6 ${describeFamily(hello.ipv6)}`;
}

function describeFamily(family: Hello['ipv4']): string {
  switch (family.kind) {
    case 'dgram':
      return 'by a datagram socket';
    case 'raw':
      return 'by a raw socket';
    case 'none':
      return `not to be had (${getSystemErrorName(-family.errno)})`;
    default:
      return family.kind satisfies never;
  }
}

/** Supervises one echo process at a time. */
export class SocketEngine implements EchoEngine {
  readonly #deps: EchoEngineDeps;
  readonly #plan = new TargetPlan();
  /** Counters of the processes that have ended, and of the one that runs. */
  readonly #past = emptyStatus();
  #present = emptyStatus();
  #process: EchoProcess | undefined;
  #hello: Hello | undefined;
  #restarts = 0;
  #backoffMs = BACKOFF_MIN_MS;
  #retry: NodeJS.Timeout | undefined;
  #watch: NodeJS.Timeout | undefined;
  #silentWatches = 0;
  #livedWatches = 0;
  #stopped: PromiseWithResolvers<void> | undefined;
  readonly #first = Promise.withResolvers<Hello>();
  #opened = false;

  constructor(deps: EchoEngineDeps) {
    this.#deps = deps;
  }

  /** Starts the first process; resolves with what it has, rejects when it ends before it says so. */
  start(): Promise<Hello> {
    this.#watch = setInterval(() => this.#look(), WATCH_MS);
    this.#launch();
    return this.#first.promise;
  }

  /** Process id of the running echo process. */
  get pid(): number | undefined {
    return this.#process?.pid;
  }

  setTargets(targets: readonly EchoTarget[]): void {
    const { set, dropped } = this.#plan.replace(targets);
    if (this.#hello === undefined) return;
    this.#process?.send([...encodeDrop(dropped), ...encodeSet(set)]);
  }

  burst(key: number, everyMs: number | undefined): void {
    if (!this.#plan.burst(key, everyMs) || this.#hello === undefined) return;
    this.#process?.send(encodeBurst([[key, everyMs ?? 0]]));
  }

  status(): EchoEngineStatus {
    const total = sum(this.#past, this.#present);
    const working = this.#hello ? describeHello(this.#hello) : 'its process is being restarted';
    return { ...total, engine: 'socket', why: `ICMP socket: ${working}`, restarts: this.#restarts };
  }

  stop(): Promise<void> {
    if (this.#stopped) return this.#stopped.promise;
    this.#stopped = Promise.withResolvers<void>();
    clearTimeout(this.#retry);
    clearInterval(this.#watch);
    if (this.#process === undefined) {
      this.#stopped.resolve();
    } else {
      const running = this.#process;
      running.end();
      this.#retry = setTimeout(() => running.kill('it did not end when told to'), STOP_MS);
    }
    return this.#stopped.promise;
  }

  #launch(): void {
    this.#silentWatches = 0;
    this.#livedWatches = 0;
    this.#process = new EchoProcess({
      hello: (hello) => this.#greet(hello),
      verdicts: (batch) => this.#deps.onBatch(batch),
      status: (status) => {
        this.#silentWatches = 0;
        this.#present = { ...status };
      },
      ended: (reason) => this.#recover(reason),
    });
  }

  #greet(hello: Hello): void {
    this.#silentWatches = 0;
    if (hello.ipv4.kind === 'none' && hello.ipv6.kind === 'none') {
      this.#process?.kill(`no ICMP socket may be opened, ${describeHello(hello)}`);
      return;
    }
    this.#hello = hello;
    this.#opened = true;
    this.#first.resolve(hello);
    this.#process?.send([...encodeSet(this.#plan.all), ...encodeBurst(this.#plan.bursts)]);
    if (this.#restarts > 0) this.#deps.onFault(undefined);
  }

  #recover(reason: string): void {
    this.#process = undefined;
    this.#hello = undefined;
    Object.assign(this.#past, sum(this.#past, this.#present));
    this.#present = emptyStatus();
    if (!this.#opened) {
      clearInterval(this.#watch);
      this.#first.reject(new Error(`the echo process failed: ${reason}`));
    }
    if (this.#stopped || !this.#opened) {
      clearTimeout(this.#retry);
      this.#stopped?.resolve();
      return;
    }
    if (this.#livedWatches * WATCH_MS >= STEADY_MS) this.#backoffMs = BACKOFF_MIN_MS;
    const pauseMs = this.#backoffMs;
    this.#backoffMs = Math.min(2 * pauseMs, BACKOFF_MAX_MS);
    this.#restarts++;
    this.#deps.log.warn('Echo process ended', { reason, restartInMs: pauseMs });
    this.#deps.onFault(`the echo process failed (${reason}); it is restarted in ${pauseMs / 1_000} s`);
    this.#retry = setTimeout(() => this.#launch(), pauseMs);
  }

  /** Counts its own visits instead of reading a clock: when the daemon itself stood still, the process is not to blame. */
  #look(): void {
    if (this.#process === undefined) return;
    this.#livedWatches++;
    if (++this.#silentWatches > SILENT_WATCHES) this.#process.kill('it was silent for more than 3 s');
  }
}

function sum(one: ProbeStatus, other: ProbeStatus): ProbeStatus {
  const total = { ...one };
  for (const field of Object.keys(total) as (keyof ProbeStatus)[]) {
    total[field] = GAUGES.includes(field) ? other[field] : one[field] + other[field];
  }
  return total;
}

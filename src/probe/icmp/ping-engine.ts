// The engine `ping`: a worker thread that runs the system's ping program, for machines where no ICMP socket is to be had.
// Good for some fifty echoes a second; a larger plan is stretched, and the status says so.

import { Worker } from 'node:worker_threads';
import { ANSWERED, type EchoTarget, FLAG_TAINTED } from '../../domain/echo.ts';
import type { PingCommand, PingReport, PingVerdicts } from './ping-protocol.ts';
import { PINGS_PER_SECOND } from './ping-schedule.ts';
import type { EchoEngine, EchoEngineDeps, EchoEngineStatus } from './port.ts';
import { TargetPlan } from './target-plan.ts';

const ENTRY = new URL('./ping-worker.ts', import.meta.url);
const RESTART_MS = 1_000;

/** Supervises the worker thread. */
export class PingEngine implements EchoEngine {
  readonly #deps: EchoEngineDeps;
  readonly #reason: string;
  readonly #plan = new TargetPlan();
  readonly #counts = { sent: 0, received: 0, lost: 0, tainted: 0 };
  #worker: Worker | undefined;
  #retry: NodeJS.Timeout | undefined;
  #restarts = 0;
  #stretch = 1;
  #stopped = false;

  /** `reason`: why this engine and not the socket, for a person. */
  constructor(deps: EchoEngineDeps, reason: string) {
    this.#deps = deps;
    this.#reason = reason;
  }

  start(): void {
    // npm ping sets LANG only, and LC_ALL wins over it; what it parses is the C locale's output.
    const worker = new Worker(ENTRY, { env: { ...process.env, LC_ALL: 'C' } });
    this.#worker = worker;
    worker.on('message', (report: PingReport) => this.#take(report));
    // Output that npm ping cannot parse is thrown from an event handler (danielzzz/node-ping#150) and ends the thread.
    worker.on('error', (error) => this.#recover(worker, error.message));
    worker.on('exit', () => this.#recover(worker, 'it ended'));
    this.#command({ type: 'plan', set: this.#plan.all, dropped: [] });
    for (const [key, everyMs] of this.#plan.bursts) this.#command({ type: 'burst', key, everyMs });
  }

  setTargets(targets: readonly EchoTarget[]): void {
    this.#command({ type: 'plan', ...this.#plan.replace(targets) });
  }

  burst(key: number, everyMs: number | undefined): void {
    if (this.#plan.burst(key, everyMs)) this.#command({ type: 'burst', key, everyMs: everyMs ?? 0 });
  }

  status(): EchoEngineStatus {
    const budget =
      this.#stretch === 1
        ? ''
        : `; the plan wants more than ${PINGS_PER_SECOND} echoes/s, so every cadence is ${this.#stretch.toFixed(1)} times slower`;
    return {
      engine: 'ping',
      why: `the system's ping program: ${this.#reason}${budget}`,
      restarts: this.#restarts,
      ...this.#counts,
      socketDrops: 0,
      strays: 0,
      duplicates: 0,
      sendErrors: 0,
      slipP99Ms: 0,
      cpuMs: 0,
    };
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    clearTimeout(this.#retry);
    const worker = this.#worker;
    this.#command({ type: 'stop' });
    this.#worker = undefined;
    await worker?.terminate();
  }

  #command(command: PingCommand): void {
    this.#worker?.postMessage(command);
  }

  #take(report: PingReport): void {
    if (this.#stopped) return;
    switch (report.type) {
      case 'verdicts':
        this.#pass(report.verdicts);
        return;
      case 'stretch':
        if (report.stretch > 1 && report.stretch !== this.#stretch) {
          this.#deps.log.warn('Echo cadence stretched to what the ping program can do', {
            factor: report.stretch,
          });
        }
        this.#stretch = report.stretch;
        return;
      case 'fault':
        this.#deps.onFault(report.detail);
        return;
      default:
        report satisfies never;
    }
  }

  #pass(verdicts: PingVerdicts): void {
    const { key, sentMonoMs, rttMs, outcome, flags } = verdicts;
    this.#counts.sent += key.length;
    for (const [index, code] of outcome.entries()) {
      if (code === ANSWERED) this.#counts.received++;
      else this.#counts.lost++;
      if (((flags[index] ?? 0) & FLAG_TAINTED) !== 0) this.#counts.tainted++;
    }
    this.#deps.onBatch({
      count: key.length,
      key: Uint32Array.from(key),
      sentMonoMs: Float64Array.from(sentMonoMs),
      rttMs: Float64Array.from(rttMs),
      outcome: Uint8Array.from(outcome),
      flags: Uint8Array.from(flags),
    });
  }

  #recover(worker: Worker, reason: string): void {
    if (this.#stopped || this.#worker !== worker) return;
    this.#worker = undefined;
    this.#restarts++;
    this.#deps.log.warn('Ping worker ended', { reason, restartInMs: RESTART_MS });
    this.#deps.onFault(`the ping worker failed (${reason}); it is restarted in ${RESTART_MS / 1_000} s`);
    this.#retry = setTimeout(() => {
      this.start();
      this.#deps.onFault(undefined);
    }, RESTART_MS);
  }
}

// The port both echo engines stand behind: `socket` (a process of its own) and `ping` (the npm package).

import type { EchoBatch, EchoTarget } from '../../domain/echo.ts';

/** What an echo engine tells about itself; shown, logged and measured. */
export interface EchoEngineStatus {
  /** Which engine runs. `lab` answers by itself because neither socket nor ping is to be had. */
  readonly engine: 'socket' | 'ping' | 'lab';
  /** Why this one, in a sentence for a person (socket kind, or what failed and the way out). */
  readonly why: string;
  /** Restarts of the engine's process since the start. */
  readonly restarts: number;
  readonly sent: number;
  readonly received: number;
  readonly lost: number;
  /** Verdicts flagged as tainted by our own faults. */
  readonly tainted: number;
  /** Replies dropped by the kernel because our socket buffer was full (SO_RXQ_OVFL). */
  readonly socketDrops: number;
  /** Packets that were no valid reply to us: wrong cookie, address, sequence, or malformed. */
  readonly strays: number;
  /** Replies that arrived twice. */
  readonly duplicates: number;
  /** Replies that came after their echo was called lost: many mean that a timeout is too short. Absent: not known. */
  readonly late?: number;
  /** Sends that failed for reasons of our own (ENOBUFS, EPERM, …). */
  readonly sendErrors: number;
  /** 99th percentile of how late regular echoes left against their plan in the last second or more, in ms. */
  readonly slipP99Ms: number;
  /** CPU time the engine's own process has used, in ms; 0 when it has none. */
  readonly cpuMs: number;
  /** Memory of the engine's own process in bytes. Absent when it has none. */
  readonly rssBytes?: number;
}

/** Sends echoes by a plan and reports verdicts. All calls return at once. */
export interface EchoEngine {
  /** Replaces the plan; unchanged targets keep their phase and what is in flight. Keys not named are dropped. */
  setTargets(targets: readonly EchoTarget[]): void;
  /** Adds (or stops) extra echoes every `everyMs` to a target beside its plan. The first goes out at once. */
  burst(key: number, everyMs: number | undefined): void;
  status(): EchoEngineStatus;
  /** Stops sending and ends the engine's process. Idempotent. */
  stop(): Promise<void>;
}

/** What an echo engine is given. */
export interface EchoEngineDeps {
  /** Called with every batch, at most 100 ms after the verdicts were known. The batch's columns may be reused after it returns. */
  readonly onBatch: (batch: EchoBatch) => void;
  /** Called when the engine cannot do its work (text) and when it can again (undefined). */
  readonly onFault: (detail: string | undefined) => void;
  readonly log: { info(message: string, data?: object): void; warn(message: string, data?: object): void };
}

// Starts the metric worker and starts it again when it dies. Knows threads, and nothing of points.

import { Worker } from 'node:worker_threads';
import type { BackendSetup } from './backend.ts';
import type { FromWorker, ToWorker } from './worker-protocol.ts';

/** The worker as the store sees it. */
export interface WorkerLink {
  /** Whether it takes messages: from its start, before its files are open, until its death. */
  readonly isAlive: boolean;
  send(message: ToWorker): void;
  /** Lets it close its files; ends it after `timeoutMs` if it does not. */
  close(timeoutMs: number): Promise<void>;
}

/** What happens to the worker. */
export interface WorkerListener {
  message(message: FromWorker): void;
  /** It has died and will be started again after `retryMs`. */
  died(reason: string, retryMs: number): void;
}

/** Starts a worker and returns a link to it; replaced in tests. */
export type StartWorker = (setup: BackendSetup, listener: WorkerListener) => WorkerLink;

const FIRST_RETRY_MS = 1_000;
const MAX_RETRY_MS = 60_000;

/** Starts the thread of worker.ts, or of another file that speaks the same messages. */
export function startWorker(
  setup: BackendSetup,
  listener: WorkerListener,
  file: URL = new URL('./worker.ts', import.meta.url),
): WorkerLink {
  let worker: Worker | undefined;
  let isAlive = false;
  let closing = false;
  let retryMs = FIRST_RETRY_MS;
  let timer: NodeJS.Timeout | undefined;
  const start = (): void => {
    let reason = 'it ended by itself';
    const own = new Worker(file, {
      workerData: setup,
      name: 'jalur-metrics',
      // Points live for a moment: a large nursery would only hold more of them, dead.
      resourceLimits: { maxYoungGenerationSizeMb: 16 },
    });
    worker = own;
    isAlive = true;
    own.on('message', (message: FromWorker) => {
      if (message.type === 'ready') retryMs = FIRST_RETRY_MS;
      listener.message(message);
    });
    own.on('error', (error) => {
      reason = error instanceof Error ? error.message : String(error);
    });
    own.on('exit', () => {
      isAlive = false;
      if (closing) return;
      const waitMs = retryMs;
      retryMs = Math.min(retryMs * 2, MAX_RETRY_MS);
      timer = setTimeout(start, waitMs);
      listener.died(reason, waitMs);
    });
  };
  start();
  return {
    get isAlive() {
      return isAlive;
    },
    send: (message) => worker?.postMessage(message),
    close: async (timeoutMs) => {
      closing = true;
      clearTimeout(timer);
      const own = worker;
      if (!own || !isAlive) return;
      const exited = new Promise<void>((resolve) => own.once('exit', () => resolve()));
      own.postMessage({ type: 'close' } satisfies ToWorker);
      const killer = setTimeout(() => void own.terminate(), timeoutMs);
      await exited;
      clearTimeout(killer);
    },
  };
}

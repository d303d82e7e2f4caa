// Renders reports in a thread of its own: one at a time, a few waiting, each with a time limit. The thread starts with the first
// report and ends when none was wanted for a while.

import { Worker } from 'node:worker_threads';
import type { BuiltReport } from '../document.ts';
import type { RenderedFile } from '../register-files.ts';
import type { RenderForm } from './files.ts';
import type { RenderDeps } from './json.ts';
import type { RenderAnswer, RenderWish } from './worker-protocol.ts';

/** Reports that wait at most; who comes then is told to come again. */
export const MOST_WAITING = 8;
/** Sixty times what the largest report of the budget takes: what takes longer never ends. */
export const RENDER_TIMEOUT_MS = 60_000;
/** The thread with its fonts holds some 60 MB; between two reports of one sitting it stays. */
const IDLE_MS = 30_000;
/** A document beyond this is a mistake, and must not take the daemon's memory with it. */
const MOST_HEAP_MB = 768;

/** A report that was not rendered. */
export class RenderError extends Error {
  /** `busy`: too many wait; `timeout`; `ended`: the thread died; `failed`: a bug in renderer or document; `closed`. */
  readonly code: 'busy' | 'timeout' | 'ended' | 'failed' | 'closed';
  constructor(code: RenderError['code'], message: string) {
    super(message);
    this.code = code;
  }
}

/** The thread as the link sees it. */
export interface RenderThread {
  send(wish: RenderWish): void;
  /** Ends it at once; nothing is heard of it afterwards. */
  stop(): void;
}

/** What is heard of a thread. */
export interface RenderListener {
  answer(answer: RenderAnswer): void;
  /** It ended though nobody stopped it. */
  ended(reason: string): void;
}

/** Starts a thread; replaced in tests. */
export type StartRenderThread = (listener: RenderListener) => RenderThread;

/** Where reports are rendered. */
export interface RenderLink {
  /**
   * The report's files. Rejects with a RangeError where the report has no such table, else with a {@link RenderError}.
   */
  render(report: BuiltReport, form: RenderForm, deps: RenderDeps): Promise<readonly RenderedFile[]>;
  /** Gives up all that is under way and waiting, and ends the thread. */
  close(): void;
}

interface Job {
  readonly wish: RenderWish;
  readonly resolve: (files: readonly RenderedFile[]) => void;
  readonly reject: (error: Error) => void;
}

/** Opens a link. No thread is started before the first report. */
export function openRenderLink(start: StartRenderThread = startRenderThread): RenderLink {
  const waiting: Job[] = [];
  let current: Job | undefined;
  let thread: RenderThread | undefined;
  let timer: NodeJS.Timeout | undefined;
  let closed = false;
  let nextId = 1;

  const stop = (): void => {
    clearTimeout(timer);
    thread?.stop();
    thread = undefined;
  };
  const settle = (): Job | undefined => {
    const job = current;
    current = undefined;
    clearTimeout(timer);
    return job;
  };
  const fail = (code: RenderError['code'], message: string): void => {
    const job = settle();
    job?.reject(new RenderError(code, `render report ${job.wish.report.document.fileName}: ${message}`));
  };
  const listener: RenderListener = {
    answer: (answer) => {
      if (answer.id !== current?.wish.id) return;
      if (answer.type === 'done') settle()?.resolve(answer.files);
      else if (answer.isRange) settle()?.reject(new RangeError(answer.message));
      else fail('failed', answer.message);
      next();
    },
    ended: (reason) => {
      thread = undefined;
      fail(
        'ended',
        `the rendering thread ended: ${reason}; try again, and report the data if it happens twice`,
      );
      next();
    },
  };
  const next = (): void => {
    if (current || closed) return;
    current = waiting.shift();
    if (!current) {
      clearTimeout(timer);
      timer = setTimeout(stop, IDLE_MS).unref();
      return;
    }
    clearTimeout(timer);
    timer = setTimeout(() => {
      stop();
      fail(
        'timeout',
        `not done within ${RENDER_TIMEOUT_MS / 1_000} s; ask for fewer links or a shorter time`,
      );
      next();
    }, RENDER_TIMEOUT_MS);
    try {
      thread ??= start(listener);
      thread.send(current.wish);
    } catch (error) {
      // A report that cannot be copied to another thread: a function or a symbol in its data.
      fail('failed', error instanceof Error ? error.message : String(error));
      next();
    }
  };

  return {
    render: (report, form, { madeAtMs }) =>
      new Promise((resolve, reject) => {
        const name = report.document.fileName;
        if (closed) reject(new RenderError('closed', `render report ${name}: the program is ending`));
        else if (waiting.length >= MOST_WAITING)
          reject(
            new RenderError(
              'busy',
              `render report ${name}: ${MOST_WAITING} reports are waiting already; try again in a minute`,
            ),
          );
        else {
          waiting.push({ wish: { id: nextId++, report, form, madeAtMs }, resolve, reject });
          next();
        }
      }),
    close: () => {
      closed = true;
      stop();
      fail('closed', 'the program is ending');
      for (const { wish, reject } of waiting.splice(0))
        reject(
          new RenderError('closed', `render report ${wish.report.document.fileName}: the program is ending`),
        );
    },
  };
}

/** Starts the thread of worker.ts. */
function startRenderThread(listener: RenderListener): RenderThread {
  let stopped = false;
  let reason = 'it ended by itself';
  const worker = new Worker(new URL('./worker.ts', import.meta.url), {
    name: 'jalur-render',
    resourceLimits: { maxOldGenerationSizeMb: MOST_HEAP_MB },
  });
  // An idle thread keeps no program from ending; while a report is awaited its time limit does.
  worker.unref();
  worker.on('message', (answer: RenderAnswer) => listener.answer(answer));
  worker.on('error', (error) => {
    reason = error instanceof Error ? error.message : String(error);
  });
  worker.on('exit', () => {
    if (!stopped) listener.ended(reason);
  });
  return {
    send: (wish) => worker.postMessage(wish),
    stop: () => {
      stopped = true;
      void worker.terminate();
    },
  };
}

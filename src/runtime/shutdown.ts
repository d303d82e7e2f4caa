// An orderly end: the first SIGINT or SIGTERM asks for it, the second one does not wait.

/** What the process is, for the signals; `process` in the daemon. */
export interface SignalSource {
  on(signal: 'SIGINT' | 'SIGTERM', listener: () => void): unknown;
  off(signal: 'SIGINT' | 'SIGTERM', listener: () => void): unknown;
}

/** Exit status of a process ended by the second signal: 128 + SIGINT. */
const IMPATIENT_EXIT = 130;

/** A signal that is aborted by the first SIGINT or SIGTERM; the second calls `exitNow`. `release` stops listening. */
export function abortOnSignals(
  source: SignalSource,
  exitNow: (status: number) => void,
): { readonly signal: AbortSignal; readonly release: () => void } {
  const controller = new AbortController();
  const listener = (): void => {
    if (controller.signal.aborted) exitNow(IMPATIENT_EXIT);
    controller.abort();
  };
  source.on('SIGINT', listener);
  source.on('SIGTERM', listener);
  return {
    signal: controller.signal,
    release: () => {
      source.off('SIGINT', listener);
      source.off('SIGTERM', listener);
    },
  };
}

/** One part of an orderly end. */
export interface Closing {
  readonly name: string;
  readonly close: () => void | Promise<void>;
}

/** Closes parts one after the other, the last opened first; a part that fails or hangs does not keep the others open. */
export class Closer {
  readonly #parts: Closing[] = [];
  readonly #deadlineMs: number;
  readonly #onTrouble: (name: string, detail: string) => void;

  constructor(deadlineMs: number, onTrouble: (name: string, detail: string) => void) {
    this.#deadlineMs = deadlineMs;
    this.#onTrouble = onTrouble;
  }

  /** Adds a part that is open now. */
  add(name: string, close: Closing['close']): void {
    this.#parts.push({ name, close });
  }

  /** Closes everything that was added. Idempotent. */
  async close(): Promise<void> {
    for (const part of this.#parts.splice(0).reverse()) {
      try {
        await withDeadline(Promise.resolve(part.close()), this.#deadlineMs);
      } catch (error) {
        this.#onTrouble(part.name, error instanceof Error ? error.message : String(error));
      }
    }
  }
}

async function withDeadline(work: Promise<void>, deadlineMs: number): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const deadline = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`not closed within ${deadlineMs} ms`)), deadlineMs);
  });
  try {
    await Promise.race([work, deadline]);
  } finally {
    clearTimeout(timer);
  }
}

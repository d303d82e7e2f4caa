// Programs of a system test: started, awaited by what they say, and gone at the end whatever happens.

import { type ChildProcess, spawn } from 'node:child_process';
import { createWriteStream } from 'node:fs';

/** How often a condition is looked at. */
const LOOK_MS = 50;

/** Waits for a condition; rejects with its name after the deadline. */
export async function until(
  what: string,
  condition: () => boolean | Promise<boolean>,
  deadlineMs: number,
): Promise<number> {
  const fromMs = performance.now();
  for (;;) {
    if (await condition()) return performance.now() - fromMs;
    if (performance.now() - fromMs > deadlineMs) throw new Error(`not within ${deadlineMs} ms: ${what}`);
    await pause(LOOK_MS);
  }
}

/** Lets real time pass: what a system test measures happens in it. */
export function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

/** Starts programs and ends them. */
export class Processes {
  readonly #running = new Set<ChildProcess>();

  /** Starts a program; its output goes to a file. */
  start(command: readonly [string, string[]], log: string, env: Record<string, string> = {}): ChildProcess {
    const output = createWriteStream(log, { flags: 'a' });
    const child = spawn(command[0], command[1], {
      env: { ...process.env, ...env },
      stdio: ['pipe', 'pipe', 'pipe'],
    });
    child.stderr?.pipe(output);
    child.on('exit', () => this.#running.delete(child));
    this.#running.add(child);
    return child;
  }

  /** Ends a program by a signal and waits until it is gone. */
  async end(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
    if (child.exitCode !== null || child.signalCode !== null) return;
    const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()));
    child.kill(signal);
    await gone;
  }

  /** Ends everything. */
  async endAll(): Promise<void> {
    await Promise.all([...this.#running].map((child) => this.end(child, 'SIGKILL')));
  }
}

// jalur as its users run it: a process of its own, asked over HTTP.

import { type ChildProcess, spawn } from 'node:child_process';
import { join, resolve } from 'node:path';

const MAIN = join(resolve(import.meta.dirname, '../..'), 'src/main.ts');
const LOOK_MS = 50;

/** How a command ended. */
export interface Ended {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** A command under way. */
export class Jalur {
  stdout = '';
  stderr = '';
  readonly child: ChildProcess;
  readonly #ended: Promise<number | null>;

  constructor(args: readonly string[], env: Readonly<Record<string, string>> = {}) {
    this.child = spawn(process.execPath, [MAIN, ...args], {
      env: { ...process.env, JALUR_CONFIG: '', JALUR_DATA: '', ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    this.child.stdout?.on('data', (data) => {
      this.stdout += String(data);
    });
    this.child.stderr?.on('data', (data) => {
      this.stderr += String(data);
    });
    this.#ended = new Promise((done) => this.child.once('close', (status) => done(status)));
  }

  /** Resolves when it has ended. */
  async ended(): Promise<Ended> {
    return { status: await this.#ended, stdout: this.stdout, stderr: this.stderr };
  }

  /** Ends it by a signal and waits. */
  end(signal: NodeJS.Signals): Promise<Ended> {
    this.child.kill(signal);
    return this.ended();
  }

  /** The address that it printed when it began to serve. */
  async url(): Promise<string> {
    let found: string | undefined;
    await until('the address is printed', () => {
      found = /the screen is at (\S+)/.exec(this.stderr)?.[1];
      if (this.child.exitCode !== null) throw new Error(`ended early: ${this.stderr}`);
      return found !== undefined;
    });
    return found ?? '';
  }
}

/** Waits for a condition; rejects with its name after the deadline. */
export async function until(
  what: string,
  condition: () => boolean | Promise<boolean>,
  deadlineMs = 15_000,
): Promise<void> {
  const endMs = performance.now() + deadlineMs;
  while (!(await condition())) {
    if (performance.now() > endMs) throw new Error(`not within ${deadlineMs} ms: ${what}`);
    await new Promise((done) => setTimeout(done, LOOK_MS));
  }
}

// Starts the tools that the test run is made of, one child process each, and ends one that takes too long.

import { spawn } from 'node:child_process';
import { join, resolve } from 'node:path';

/** The project's root. */
export const ROOT = resolve(import.meta.dirname, '../..');

/** One tool of the run. */
export interface Step {
  readonly name: string;
  /** Name of the program in node_modules/.bin, then its arguments. */
  readonly command: readonly [program: string, ...args: string[]];
  /** The step is ended, and has failed, after this long in ms. */
  readonly timeoutMs: number;
}

/** Types and lint: what must hold before any test is worth running. */
export const CHECKS: readonly Step[] = [
  { name: 'types of the daemon and its tests', command: ['tsc', '-p', '.'], timeoutMs: 120_000 },
  { name: 'types of the page', command: ['tsc', '-p', 'src/web'], timeoutMs: 120_000 },
  { name: "types of the page's tests", command: ['tsc', '-p', 'test/web'], timeoutMs: 120_000 },
  { name: 'format and lint', command: ['biome', 'ci', '.'], timeoutMs: 240_000 },
];

/** How a step ended. `timeout` and `not-started` carry what a reader needs to know. */
export type StepResult =
  | { readonly kind: 'exit'; readonly code: number }
  | { readonly kind: 'timeout'; readonly afterMs: number }
  | { readonly kind: 'not-started'; readonly message: string };

/** Runs a step with its output on ours. Never rejects. */
export function runStep(step: Step): Promise<StepResult> {
  const [program, ...args] = step.command;
  return new Promise((done) => {
    const child = spawn(join(ROOT, 'node_modules/.bin', program), args, {
      cwd: ROOT,
      stdio: ['ignore', 'inherit', 'inherit'],
      env: process.stdout.isTTY ? process.env : { ...process.env, NO_COLOR: '1' },
      detached: true,
    });
    const end = (result: StepResult): void => {
      clearTimeout(timer);
      process.off('SIGINT', interrupt);
      done(result);
    };
    const interrupt = (): void => killGroup(child.pid, 'SIGINT');
    const timer = setTimeout(() => {
      killGroup(child.pid, 'SIGKILL');
      end({ kind: 'timeout', afterMs: step.timeoutMs });
    }, step.timeoutMs);
    process.on('SIGINT', interrupt);
    child.on('error', (error) => end({ kind: 'not-started', message: error.message }));
    child.on('exit', (code) => end({ kind: 'exit', code: code ?? 1 }));
  });
}

/** Whether a step did what it should; says on stderr what went wrong if not. */
export function succeeded(step: Step, result: StepResult): boolean {
  switch (result.kind) {
    case 'exit':
      if (result.code !== 0)
        console.error(`✗ ${step.name}: \`${step.command.join(' ')}\` gave ${result.code}`);
      return result.code === 0;
    case 'timeout':
      console.error(`✗ ${step.name}: not finished after ${result.afterMs / 1000} s, ended`);
      return false;
    case 'not-started':
      console.error(`✗ ${step.name}: ${result.message} (is \`npm ci\` done?)`);
      return false;
  }
}

/** The step leads a process group of its own, so that its workers and the daemons they started end with it. */
function killGroup(pid: number | undefined, signal: 'SIGINT' | 'SIGKILL'): void {
  if (pid === undefined) return;
  try {
    process.kill(-pid, signal);
  } catch {
    // It has already ended.
  }
}

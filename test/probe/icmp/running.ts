// Starts the engine runner, under whatever prefix a test wants, and collects what it says.

import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { join } from 'node:path';
import type { Run, RunEvent } from './engine-runner.ts';

const RUNNER = join(import.meta.dirname, 'engine-runner.ts');

/** A runner that was started, and its events so far. */
export interface Running {
  readonly child: ChildProcess;
  readonly events: RunEvent[];
  readonly ended: Promise<void>;
}

/** Starts it; `prefix` is a command that runs another. */
export function startRunner(run: Run, prefix: readonly string[] = []): Running {
  const [program = process.execPath, ...args] = [...prefix, process.execPath, RUNNER, JSON.stringify(run)];
  const child = spawn(program, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  const events: RunEvent[] = [];
  let rest = '';
  child.stdout.on('data', (chunk: Buffer) => {
    const lines = `${rest}${chunk.toString()}`.split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) events.push(JSON.parse(line));
  });
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()));
  return { child, events, ended };
}

/** Runs it to its end. */
export async function runToEnd(run: Run, prefix: readonly string[] = []): Promise<RunEvent[]> {
  const running = startRunner(run, prefix);
  await running.ended;
  return running.events;
}

/** Waits until something is true; rejects, naming it, after the deadline. */
export async function until(what: string, holds: () => boolean, deadlineMs = 10_000): Promise<void> {
  const endMs = performance.now() + deadlineMs;
  while (!holds()) {
    if (performance.now() > endMs) throw new Error(`Waited ${deadlineMs} ms in vain until ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

/** Whether this user may make network namespaces and open raw sockets. */
export function mayMakeNamespaces(): boolean {
  try {
    execFileSync('unshare', ['-n', 'true'], { stdio: 'ignore' });
    execFileSync('ip', ['netns', 'list'], { stdio: 'ignore' });
    return process.getuid?.() === 0;
  } catch {
    return false;
  }
}

/** Whether a process exists and is no zombie. */
export function isAlive(pid: number): boolean {
  try {
    return !/^State:\s+[ZX]/m.test(
      execFileSync('cat', [`/proc/${pid}/status`], { stdio: 'pipe' }).toString(),
    );
  } catch {
    return false;
  }
}

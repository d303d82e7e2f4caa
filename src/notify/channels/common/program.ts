// Runs one program to its end: no shell, a process group of its own that is killed as a whole, output bounded.

import { type ChildProcess, spawn } from 'node:child_process';
import type { TimerHandle, Timers } from '../../../runtime/timers.ts';
import { fieldOf } from './field.ts';

/** How a program ended. `output` are the last bytes of each stream. */
export type ProgramEnd =
  | { readonly kind: 'exited'; readonly status: number; readonly stdout: string; readonly stderr: string }
  | { readonly kind: 'signalled'; readonly signal: string; readonly stderr: string }
  /** It could not be started; `code` is the system's (ENOENT, EACCES, …). */
  | { readonly kind: 'not-started'; readonly code: string };

/** Last bytes kept of each stream; the rest is read and thrown away, so that the program never waits for a reader. */
const KEPT_BYTES = 4_096;
/** After SIGTERM a program may tidy up for this long (hang up a modem), then comes SIGKILL. */
const GRACE_MS = 2_000;
/** After its end the program's last words are waited for; something it left running may hold the pipes open. */
const LAST_WORDS_MS = 200;

/** Runs a program with `input` on its stdin. When the signal is aborted its group gets SIGTERM, then SIGKILL. */
export async function runProgram(
  command: readonly [program: string, ...args: string[]],
  options: {
    readonly input: string;
    readonly env: Readonly<Record<string, string>>;
    readonly signal: AbortSignal;
    readonly timers: Timers;
  },
): Promise<ProgramEnd> {
  const { timers, signal } = options;
  const [program, ...args] = command;
  let child: ChildProcess;
  try {
    child = spawn(program, args, { env: options.env, detached: true, stdio: ['pipe', 'pipe', 'pipe'] });
  } catch (error) {
    return { kind: 'not-started', code: codeOf(error) };
  }
  const stdout = tailOf(child.stdout);
  const stderr = tailOf(child.stderr);
  // A program need not read its input.
  child.stdin?.on('error', () => {});
  child.stdin?.end(options.input);

  const { promise, resolve } = Promise.withResolvers<ProgramEnd>();
  let killTimer: TimerHandle;
  let wordsTimer: TimerHandle;
  const onAbort = (): void => {
    killGroup(child, 'SIGTERM');
    killTimer = timers.setTimeout(() => killGroup(child, 'SIGKILL'), GRACE_MS);
  };
  const onEnd = (status: number | null, killedBy: NodeJS.Signals | null): void => {
    if (status !== null) resolve({ kind: 'exited', status, stdout: stdout(), stderr: stderr() });
    else resolve({ kind: 'signalled', signal: killedBy ?? 'unknown', stderr: stderr() });
  };
  child.once('error', (error) => {
    if (child.pid === undefined) resolve({ kind: 'not-started', code: codeOf(error) });
  });
  child.once('exit', (status, killedBy) => {
    wordsTimer = timers.setTimeout(() => onEnd(status, killedBy), LAST_WORDS_MS);
  });
  child.once('close', onEnd);
  if (signal.aborted) onAbort();
  signal.addEventListener('abort', onAbort, { once: true });
  try {
    return await promise;
  } finally {
    signal.removeEventListener('abort', onAbort);
    // What ignored SIGTERM dies with its leader's end, at once.
    if (signal.aborted) killGroup(child, 'SIGKILL');
    timers.clearTimeout(killTimer);
    timers.clearTimeout(wordsTimer);
    child.stdout?.destroy();
    child.stderr?.destroy();
  }
}

function killGroup(child: ChildProcess, signal: NodeJS.Signals): void {
  if (child.pid === undefined) return;
  try {
    process.kill(-child.pid, signal);
  } catch {
    // Everything in the group has ended.
  }
}

function tailOf(stream: NodeJS.ReadableStream | null): () => string {
  let tail = Buffer.alloc(0);
  stream?.on('data', (data: Buffer) => {
    tail = Buffer.concat([tail, data]).subarray(-KEPT_BYTES);
  });
  stream?.on('error', () => {});
  return () => tail.toString('utf8');
}

function codeOf(error: unknown): string {
  const code = fieldOf(error, 'code');
  return typeof code === 'string' ? code : String(error);
}

// One run of the echo process, from its start to its end: pipes, frames, last words. Nothing here restarts it.

import { type ChildProcess, spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { type ReportListener, ReportReader } from './reports.ts';

const ENTRY = fileURLToPath(new URL('./child/main.ts', import.meta.url));
/** The process reads commands within ms; with this much unread it has stopped, and is started anew. */
const UNREAD_MAX_BYTES = 16 * 1_048_576;
/** Of what it writes to stderr, the end is kept: the reason why it died. */
const LAST_WORDS_CHARS = 2_000;
/** Memory: it makes next to no garbage, so a small young generation costs nothing. */
const NODE_OPTIONS = ['--max-semi-space-size=1', '--max-old-space-size=64', '--v8-pool-size=1'];

/** Hears the process; `ended` is called once, last, with the reason. */
export interface ProcessListener extends ReportListener {
  ended(reason: string): void;
}

/** A running process, or one that could not be started and is about to say so. */
export class EchoProcess {
  readonly #listener: ProcessListener;
  readonly #child: ChildProcess | undefined;
  #lastWords = '';
  #reason: string | undefined;
  #ended = false;

  constructor(listener: ProcessListener) {
    this.#listener = listener;
    try {
      this.#child = this.#spawn();
    } catch (thrown) {
      const cause = thrown instanceof Error ? thrown.message : String(thrown);
      setImmediate(() => this.#end(`it cannot be started: ${cause}`));
    }
  }

  #spawn(): ChildProcess {
    // Of the environment it gets only what a program needs to start: the daemon's secrets are none of its business.
    const { PATH, LD_LIBRARY_PATH } = process.env;
    const child = spawn(process.execPath, [...NODE_OPTIONS, ENTRY], {
      stdio: ['pipe', 'pipe', 'pipe'],
      env: { ...(PATH && { PATH }), ...(LD_LIBRARY_PATH && { LD_LIBRARY_PATH }) },
    });
    const reader = new ReportReader(this.#listener);
    child.stdout.on('data', (chunk: Buffer) => {
      if (this.#reason !== undefined) return;
      const fault = reader.push(chunk);
      if (fault !== undefined) this.kill(`its reports make no sense: ${fault}`);
    });
    child.stderr.on('data', (chunk: Buffer) => {
      this.#lastWords = `${this.#lastWords}${chunk.toString()}`.slice(-LAST_WORDS_CHARS);
    });
    // A pipe that breaks tells nothing that the end of the process does not.
    for (const pipe of [child.stdin, child.stdout, child.stderr]) pipe.on('error', () => {});
    child.once('error', (error) => this.#end(`it cannot be started: ${error.message}`));
    child.once('close', (code, signal) =>
      this.#end(`it ended by ${signal ?? `status ${code}`}${quote(this.#lastWords)}`),
    );
    return child;
  }

  get pid(): number | undefined {
    return this.#child?.pid;
  }

  /** Gives it commands. */
  send(frames: readonly Uint8Array[]): void {
    const stdin = this.#child?.stdin;
    if (!stdin?.writable) return;
    for (const frame of frames) stdin.write(frame);
    if (stdin.writableLength > UNREAD_MAX_BYTES) this.kill('it reads no commands');
  }

  /** Ends it the hard way; `ended` will tell the reason. */
  kill(reason: string): void {
    this.#reason ??= reason;
    this.#child?.kill('SIGKILL');
  }

  /** Lets it end by itself: it does as soon as its command pipe closes. */
  end(): void {
    this.#child?.stdin?.end();
  }

  #end(reason: string): void {
    if (this.#ended) return;
    this.#ended = true;
    this.#listener.ended(this.#reason ?? reason);
  }
}

function quote(lastWords: string): string {
  const error = /^\w*Error: .*$/m.exec(lastWords)?.[0];
  const line = error ?? lastWords.trim().split('\n').at(-1) ?? '';
  return line === '' ? '' : `, saying "${line}"`;
}

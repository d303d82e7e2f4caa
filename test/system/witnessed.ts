// The test's end of the witness program.

import type { ChildProcess } from 'node:child_process';
import { createInterface } from 'node:readline';
import type { Alert } from '../../src/domain/alert.ts';
import type { ServerMessage } from '../../src/stream/protocol.ts';

/** A stream message and when it came, epoch ms. */
export interface Seen {
  readonly at: number;
  readonly message: ServerMessage;
}

/** What was answered to a GET. */
export interface Answer {
  readonly status: number;
  readonly body: string;
}

/** Collects what the witness reports. */
export class Witnessed {
  readonly seen: Seen[] = [];
  readonly #child: ChildProcess;
  readonly #waiting = new Map<number, (answer: Answer) => void>();
  #requests = 0;

  constructor(child: ChildProcess) {
    this.#child = child;
    if (!child.stdout) throw new Error('the witness has no stdout');
    createInterface({ input: child.stdout }).on('line', (line) => this.#take(line));
  }

  /** Asks for a path of the daemon's API, or a whole URL. */
  get(path: string): Promise<Answer> {
    const id = ++this.#requests;
    return new Promise((resolve) => {
      this.#waiting.set(id, resolve);
      this.#child.stdin?.write(`${JSON.stringify({ id, get: path })}\n`);
    });
  }

  /** Asks for JSON; throws on any other status than 200. */
  async json<T>(path: string): Promise<T> {
    const { status, body } = await this.get(path);
    if (status !== 200) throw new Error(`GET ${path}: ${status} ${body}`);
    return JSON.parse(body) as T;
  }

  /** Alert events seen since an epoch ms. */
  alerts(since: number): { at: number; kind: string; alert: Alert }[] {
    return this.seen.flatMap(({ at, message }) =>
      at >= since && message.type === 'event' && 'alert' in message
        ? [{ at, kind: message.kind, alert: message.alert }]
        : [],
    );
  }

  #take(line: string): void {
    const report = JSON.parse(line) as Seen | ({ id: number } & Answer);
    if ('message' in report) {
      this.seen.push(report);
      return;
    }
    this.#waiting.get(report.id)?.(report);
    this.#waiting.delete(report.id);
  }
}

// A channel that does as it is told, and remembers what it was sent.

import type { Channel, Message, Receipt } from '../../../src/notify/port.ts';

/** Answers with `answer`; holds attempts open while `answer` is `hang`. */
export class FakeChannel implements Channel {
  readonly id: string;
  readonly kind: Channel['kind'];
  readonly idempotent: boolean;
  readonly resume?: (firing: readonly Message[]) => void;
  answer: Receipt | 'hang' | 'reject' | ((message: Message) => Receipt) = { kind: 'delivered' };
  /** Every attempt. */
  readonly attempts: Message[] = [];
  /** What arrived. */
  readonly delivered: Message[] = [];
  /** What it was told on resuming, if it can. */
  readonly resumed: (readonly Message[])[] = [];
  /** Most attempts that were under way at once. */
  mostAtOnce = 0;
  #atOnce = 0;
  #lives = 0;
  readonly #hanging = new Set<() => void>();

  constructor(id: string, kind: Channel['kind'] = 'webhook', idempotent = false) {
    this.id = id;
    this.kind = kind;
    this.idempotent = idempotent;
    if (kind === 'alertmanager') this.resume = (firing) => void this.resumed.push(firing);
  }

  /** Ids of what arrived. */
  get ids(): string[] {
    return this.delivered.map((message) => message.id);
  }

  async send(message: Message, signal: AbortSignal): Promise<Receipt> {
    this.attempts.push(message);
    const life = this.#lives;
    this.#atOnce++;
    this.mostAtOnce = Math.max(this.mostAtOnce, this.#atOnce);
    try {
      const { answer } = this;
      if (answer === 'reject') throw new Error('a bug of the channel');
      if (answer === 'hang') {
        await new Promise<void>((done) => {
          this.#hanging.add(done);
          signal.addEventListener('abort', () => done(), { once: true });
        });
        return { kind: 'later', detail: signal.reason instanceof Error ? signal.reason.message : 'aborted' };
      }
      const receipt = typeof answer === 'function' ? answer(message) : answer;
      if (receipt.kind === 'delivered') this.delivered.push(message);
      return receipt;
    } finally {
      if (life === this.#lives) this.#atOnce--;
    }
  }

  /** The process at this end is gone: nothing is under way any more. */
  cut(): void {
    this.#lives++;
    this.#atOnce = 0;
    for (const done of this.#hanging) done();
    this.#hanging.clear();
  }

  close(): Promise<void> {
    return Promise.resolve();
  }
}

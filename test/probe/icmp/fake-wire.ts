// A wire in virtual time around the real prober: it sends at once what the prober hands out, and answers when told to.

import { ParsedIcmp } from '../../../src/probe/icmp/child/parse.ts';
import { Prober } from '../../../src/probe/icmp/child/prober.ts';

/** An echo as it left. */
export interface SentEcho {
  readonly atMs: number;
  readonly slot: number;
  readonly generation: number;
  readonly id: number;
  readonly address: number;
}

/** A verdict as it came out. */
export interface FakeVerdict {
  readonly key: number;
  readonly sentMs: number;
  readonly rttMs: number;
  readonly outcome: number;
  readonly flags: number;
}

const ID = 4_242;
/** As the loop does: a look that comes this much late was a stall. */
const GAP_MS = 100;

/** Drives a prober millisecond by millisecond. */
export class FakeWire {
  readonly sent: SentEcho[] = [];
  readonly verdicts: FakeVerdict[] = [];
  readonly prober: Prober;
  sendFailure: 'no-route' | 'own-fault' | undefined;
  #nowMs: number;

  constructor(nowMs: number) {
    this.#nowMs = nowMs;
    this.prober = new Prober(
      {
        verdict: (key, sentMs, rttMs, outcome, flags) =>
          this.verdicts.push({ key, sentMs, rttMs, outcome, flags }) > 0,
      },
      nowMs,
    );
  }

  set(target: { key: number; address: number; everyMs: number; timeoutMs: number; phaseMs: number }): void {
    const address = [target.address, 0, 0, 0] as const;
    this.prober.set({ ...target, family: 4, scopeId: 0, address }, this.#nowMs);
  }

  burst(key: number, everyMs: number): void {
    this.prober.burst(key, everyMs, this.#nowMs);
    this.#look();
  }

  /** Lets time pass, with a look at what is due every millisecond. */
  passTo(untilMs: number): void {
    this.#look();
    while (this.#nowMs < untilMs) {
      this.#nowMs++;
      this.#look();
    }
  }

  /** Lets time pass without a look: a stall. */
  jumpTo(untilMs: number): void {
    if (untilMs - this.#nowMs > GAP_MS) this.prober.distrustStamps(untilMs);
    this.#nowMs = untilMs;
    this.#look();
  }

  /** Delivers the reply to the nth echo sent, with whatever is wrong with it. */
  reply(
    index: number,
    receivedMs: number,
    change: Partial<{
      outcome: number;
      id: number;
      generation: number;
      hasPayload: boolean;
      address: number;
    }> = {},
  ): void {
    const echo = this.sent[index];
    if (!echo) throw new Error(`No echo ${index} was sent, only ${this.sent.length}`);
    const { address = echo.address, ...rest } = change;
    const message = new ParsedIcmp();
    const defaults = {
      outcome: 0,
      id: echo.id,
      sequence: echo.slot,
      generation: echo.generation,
      hasPayload: true,
    };
    Object.assign(message, defaults, rest);
    message.address[0] = address;
    this.prober.received(message, receivedMs, false);
  }

  #look(): void {
    const { prober } = this;
    const nowMs = this.#nowMs;
    prober.expire(nowMs);
    prober.collect(nowMs);
    for (let slot = prober.nextEcho(nowMs); slot >= 0; slot = prober.nextEcho(nowMs)) {
      prober.slots.id[slot] = ID;
      if (this.sendFailure) {
        prober.unsent(slot, this.sendFailure, nowMs);
        continue;
      }
      const row = prober.slots.target[slot] ?? 0;
      this.sent.push({
        atMs: nowMs,
        slot,
        generation: prober.slots.generation[slot] ?? 0,
        id: ID,
        address: prober.targets.address[4 * row] ?? 0,
      });
      prober.sent(slot, nowMs, false);
    }
  }
}

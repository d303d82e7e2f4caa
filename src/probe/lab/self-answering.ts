// Stands in for the real engine where echoes cannot be sent at all (no ICMP socket, no ping program, no such loopback
// addresses): it keeps the plan's schedule and answers every echo itself. Its status says so.

import { ANSWERED, type EchoBatch, type EchoTarget, FLAG_BURST } from '../../domain/echo.ts';
import type { TimerHandle, Timers } from '../../runtime/timers.ts';
import type { EchoEngine, EchoEngineStatus } from '../icmp/port.ts';

const TICK_MS = 50;
/** What loopback usually takes. */
const RTT_MS = 0.1;
/** After a longer stop of the process the echoes of that time were never sent. */
const MOST_BEHIND_MS = 1_000;

interface Planned {
  readonly target: EchoTarget;
  nextMonoMs: number;
  burst: { readonly everyMs: number; nextMonoMs: number } | undefined;
}

interface SelfDeps {
  readonly onBatch: (batch: EchoBatch) => void;
  readonly timers: Timers;
  readonly monoMs: () => number;
  /** Why nothing is sent, for a person. */
  readonly why: string;
}

/** Answers every echo of the plan. */
export class SelfAnsweringEngine implements EchoEngine {
  readonly #deps: SelfDeps;
  #plan = new Map<number, Planned>();
  #timer: TimerHandle;
  #sent = 0;

  constructor(deps: SelfDeps) {
    this.#deps = deps;
  }

  start(): void {
    this.#timer = this.#deps.timers.setInterval(() => this.#tick(), TICK_MS);
  }

  setTargets(targets: readonly EchoTarget[]): void {
    const nowMonoMs = this.#deps.monoMs();
    this.#plan = new Map(
      targets.map((target) => {
        const known = this.#plan.get(target.key);
        const same = known && sameTarget(known.target, target);
        return [
          target.key,
          same ? known : { target, nextMonoMs: firstAfter(nowMonoMs, target), burst: undefined },
        ];
      }),
    );
  }

  burst(key: number, everyMs: number | undefined): void {
    const planned = this.#plan.get(key);
    if (!planned) return;
    planned.burst = everyMs === undefined ? undefined : { everyMs, nextMonoMs: this.#deps.monoMs() };
  }

  status(): EchoEngineStatus {
    return {
      engine: 'lab',
      why: `echoes are answered by the lab itself: ${this.#deps.why}`,
      restarts: 0,
      sent: this.#sent,
      received: this.#sent,
      lost: 0,
      tainted: 0,
      socketDrops: 0,
      strays: 0,
      duplicates: 0,
      sendErrors: 0,
      slipP99Ms: 0,
      cpuMs: 0,
    };
  }

  stop(): Promise<void> {
    this.#deps.timers.clearInterval(this.#timer);
    return Promise.resolve();
  }

  #tick(): void {
    const nowMonoMs = this.#deps.monoMs();
    const sent: { readonly key: number; readonly monoMs: number; readonly flags: number }[] = [];
    for (const [key, planned] of this.#plan) {
      const due = (from: number, everyMs: number, flags: number): number => {
        let next = from;
        if (next < nowMonoMs - MOST_BEHIND_MS)
          next += Math.ceil((nowMonoMs - MOST_BEHIND_MS - next) / everyMs) * everyMs;
        for (; next + RTT_MS <= nowMonoMs; next += everyMs) sent.push({ key, monoMs: next, flags });
        return next;
      };
      planned.nextMonoMs = due(planned.nextMonoMs, planned.target.everyMs, 0);
      if (planned.burst) {
        planned.burst.nextMonoMs = due(planned.burst.nextMonoMs, planned.burst.everyMs, FLAG_BURST);
      }
    }
    if (sent.length === 0) return;
    this.#sent += sent.length;
    this.#deps.onBatch({
      count: sent.length,
      key: Uint32Array.from(sent, (each) => each.key),
      sentMonoMs: Float64Array.from(sent, (each) => each.monoMs),
      rttMs: new Float64Array(sent.length).fill(RTT_MS),
      outcome: new Uint8Array(sent.length).fill(ANSWERED),
      flags: Uint8Array.from(sent, (each) => each.flags),
    });
  }
}

function firstAfter(nowMonoMs: number, { everyMs, phaseMs }: EchoTarget): number {
  return Math.ceil((nowMonoMs - phaseMs) / everyMs) * everyMs + phaseMs;
}

function sameTarget(a: EchoTarget, b: EchoTarget): boolean {
  return (
    a.address === b.address &&
    a.everyMs === b.everyMs &&
    a.phaseMs === b.phaseMs &&
    a.timeoutMs === b.timeoutMs
  );
}

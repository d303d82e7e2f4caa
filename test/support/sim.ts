// A province in virtual time: links are cut and mended, echoes are lost or answered as the path allows, and the engine
// is told so in the order the verdicts would become known. It honours the engine's requests for extra echoes.

import type { Alert } from '../../src/domain/alert.ts';
import { ANSWERED, type EchoBatch, FLAG_BURST, FLAG_TAINTED, LOST } from '../../src/domain/echo.ts';
import type { EngineEvent } from '../../src/domain/event.ts';
import { hash32 } from '../../src/domain/hash.ts';
import { type LinkId, linkId } from '../../src/domain/ids.ts';
import type { Instant } from '../../src/domain/instant.ts';
import type { Link } from '../../src/domain/link.ts';
import type { Interval } from '../../src/domain/state.ts';
import { echoTargets } from '../../src/engine/anchors.ts';
import type { EngineInput, EngineRequest } from '../../src/engine/input.ts';
import { type SavedRun, startEngine } from '../../src/engine/start.ts';
import type { EngineConfig, EngineState } from '../../src/engine/state.ts';
import { step } from '../../src/engine/step.ts';

const TICK_MS = 100;

interface Sender {
  readonly key: number;
  readonly link: Link | undefined;
  readonly everyMs: number;
  readonly timeoutMs: number;
  nextMs: number;
  burstEveryMs: number | undefined;
  nextBurstMs: number;
}

interface Verdict {
  readonly key: number;
  readonly sentMs: number;
  readonly rttMs: number;
  readonly outcome: number;
  readonly flags: number;
}

/** Settings of a simulation. */
export interface SimOptions {
  readonly random?: () => number;
  readonly saved?: SavedRun;
  /** Monotonic start and its label. */
  readonly startMs?: number;
  readonly startAt?: number;
  /** Extra delay of a batch of verdicts on its way to the engine, in ms. */
  readonly delayMs?: () => number;
}

/** Drives one engine. */
export class Sim {
  state: EngineState;
  nowMs: number;
  /** Label minus monotonic time; a test steps the wall clock by changing it. */
  offsetMs: number;
  readonly events: EngineEvent[] = [];
  readonly requests: EngineRequest[] = [];
  readonly cut = new Set<LinkId>();
  /** Probability of loss per link. */
  readonly loss = new Map<LinkId, number>();
  readonly rttMs = new Map<LinkId, number>();
  /** Links of which our own faults spoil every echo. */
  readonly spoiled = new Set<LinkId>();
  uplinkCut = false;
  /** Whether the anchors alone are silent. */
  anchorsSilent = false;
  /** Called with every event as it comes out. */
  onEvent: ((event: EngineEvent) => void) | undefined;
  readonly #options: SimOptions;
  #senders = new Map<number, Sender>();
  readonly #due = new Map<number, Verdict[]>();

  constructor(config: EngineConfig, options: SimOptions = {}) {
    this.#options = options;
    this.nowMs = options.startMs ?? 1_000_000;
    this.offsetMs = (options.startAt ?? 1_700_000_000_000) - this.nowMs;
    const saved = options.saved ?? { openIntervals: [], activeAlerts: [], nextAlertNumber: 1 };
    const begun = startEngine(config, saved, this.now());
    this.state = begun.state;
    for (const event of begun.events) this.#emit(event);
    this.#plan();
  }

  now(): Instant {
    return { monoMs: this.nowMs, at: Math.round(this.nowMs + this.offsetMs) };
  }

  /** Gives the engine one input at the present moment. */
  give(input: EngineInput): void {
    const output = step(this.state, input, this.now());
    for (const event of output.events) this.#emit(event);
    for (const request of output.requests) this.#obey(request);
    if (input.kind === 'config') this.#plan();
  }

  /** Lets time pass. */
  run(ms: number): void {
    const endMs = this.nowMs + ms;
    while (this.nowMs < endMs) {
      const fromMs = this.nowMs;
      const toMs = fromMs + TICK_MS;
      for (const sender of this.#senders.values()) this.#send(sender, fromMs, toMs);
      this.nowMs = toMs;
      this.#deliver();
      this.give({ kind: 'tick' });
    }
  }

  /** Runs until a condition holds; throws after `limitMs` of virtual time. Returns how long it took. */
  runUntil(condition: () => boolean, limitMs: number): number {
    const fromMs = this.nowMs;
    while (!condition()) {
      if (this.nowMs - fromMs > limitMs)
        throw new Error(`condition not met within ${limitMs} ms of virtual time`);
      this.run(TICK_MS);
    }
    return this.nowMs - fromMs;
  }

  stateOf(id: string): string | undefined {
    return this.state.links.get(linkId(id))?.state;
  }

  alerts(rule?: string): Alert[] {
    return [...this.state.alerts.values()].filter((alert) => rule === undefined || alert.rule === rule);
  }

  /** What the state store would hold: each link's intervals, oldest first. */
  intervals(id: string): Interval[] {
    const kept: Interval[] = [];
    for (const event of this.events) {
      if (event.kind !== 'link.state' || event.link !== id) continue;
      const open = kept.pop();
      if (open && open.from < event.from) kept.push({ ...open, to: event.from });
      kept.push({ link: event.link, state: event.state, from: event.from, reason: event.reason });
    }
    return kept;
  }

  #emit(event: EngineEvent): void {
    this.events.push(event);
    this.onEvent?.(event);
  }

  #obey(request: EngineRequest): void {
    this.requests.push(request);
    if (request.kind !== 'burst') return;
    const sender = this.#senders.get(request.key);
    if (!sender) return;
    sender.burstEveryMs = request.everyMs;
    sender.nextBurstMs = this.nowMs;
  }

  #plan(): void {
    const links = new Map([...this.state.links.values()].map((watch) => [watch.key, watch.link]));
    const before = this.#senders;
    this.#senders = new Map(
      echoTargets(this.state).map((target) => [
        target.key,
        before.get(target.key) ?? {
          key: target.key,
          link: links.get(target.key),
          everyMs: target.everyMs,
          timeoutMs: target.timeoutMs,
          nextMs: this.nowMs + target.phaseMs,
          burstEveryMs: undefined,
          nextBurstMs: 0,
        },
      ]),
    );
  }

  #send(sender: Sender, fromMs: number, toMs: number): void {
    for (; sender.nextMs < toMs; sender.nextMs += sender.everyMs) this.#echo(sender, sender.nextMs, 0);
    if (sender.burstEveryMs === undefined) return;
    for (; sender.nextBurstMs < toMs; sender.nextBurstMs += sender.burstEveryMs)
      this.#echo(sender, Math.max(fromMs, sender.nextBurstMs), FLAG_BURST);
  }

  #echo(sender: Sender, sentMs: number, flags: number): void {
    const { link } = sender;
    const answered = link
      ? this.pathWorks(link) && !this.#chance(link)
      : !this.uplinkCut && !this.anchorsSilent;
    const rttMs = (link && this.rttMs.get(link.id)) ?? 5 + (hash32(`${sender.key}`) % 20);
    const knownMs = sentMs + (answered ? rttMs : sender.timeoutMs) + (this.#options.delayMs?.() ?? 0);
    const slot = Math.ceil(knownMs / TICK_MS);
    const spoiled = link !== undefined && this.spoiled.has(link.id);
    const verdict = {
      key: sender.key,
      sentMs,
      rttMs,
      outcome: answered && !spoiled ? ANSWERED : LOST,
      flags: spoiled ? flags | FLAG_TAINTED : flags,
    };
    const list = this.#due.get(slot);
    if (list) list.push(verdict);
    else this.#due.set(slot, [verdict]);
  }

  #chance(link: Link): boolean {
    const loss = this.loss.get(link.id) ?? 0;
    if (loss === 0) return false;
    if (!this.#options.random) throw new Error('loss needs a random source');
    return this.#options.random() < loss;
  }

  /** Whether an echo can get to the link's far end and back. */
  pathWorks(link: Link): boolean {
    if (this.uplinkCut || this.cut.has(link.id)) return false;
    const { monitorSite, links } = this.state.config.network;
    if (link.from === monitorSite) return true;
    for (const other of links.values()) if (other.to === link.from && this.pathWorks(other)) return true;
    return false;
  }

  #deliver(): void {
    const slot = Math.floor(this.nowMs / TICK_MS);
    for (const key of [...this.#due.keys()].filter((each) => each <= slot).sort((a, b) => a - b)) {
      const verdicts = this.#due.get(key) ?? [];
      this.#due.delete(key);
      this.give({ kind: 'echoes', batch: batchOf(verdicts) });
    }
  }
}

/** Packs verdicts. */
export function batchOf(verdicts: readonly Verdict[]): EchoBatch {
  return {
    count: verdicts.length,
    key: Uint32Array.from(verdicts, (verdict) => verdict.key),
    sentMonoMs: Float64Array.from(verdicts, (verdict) => verdict.sentMs),
    rttMs: Float64Array.from(verdicts, (verdict) =>
      verdict.outcome === ANSWERED ? verdict.rttMs : Number.NaN,
    ),
    outcome: Uint8Array.from(verdicts, (verdict) => verdict.outcome),
    flags: Uint8Array.from(verdicts, (verdict) => verdict.flags),
  };
}

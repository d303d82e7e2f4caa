// Echo now, poll now: an operator looks at one link. His echoes are extra ones of the running echo engine, as those of a
// suspicion: no round and no loss figure counts them, and what they find the engine sees too. His poll is one of the
// scheduler's, out of turn: the engine takes its result as that of any other.

import type { LinkActOutcome, LinkActPort, LinkActRefusal } from '../api/link-act-port.ts';
import { ECHO_OUTCOMES, type EchoBatch, FLAG_BURST, FLAG_TAINTED } from '../domain/echo.ts';
import type { LinkId } from '../domain/ids.ts';
import { type Instant, labelOf } from '../domain/instant.ts';
import { isProbed } from '../domain/link.ts';
import type { EngineState, LinkWatch } from '../engine/state.ts';
import type { Poll } from '../probe/snmp/port.ts';
import type { TimerHandle, Timers } from '../runtime/timers.ts';
import type { AskedEcho, EchoNow, PollNow } from '../stream/link-detail.ts';
import type { SharedBursts } from './link-acts-bursts.ts';

/** Echoes of one wish. */
export const ASKED_ECHOES = 10;
/** Links that are asked at once: 40 echoes a second beside the regular ones. Further wishes are refused. */
const MOST_AT_ONCE = 8;
/** Verdicts come 100 ms after they are known; a busy machine, or the ping program, takes longer. */
const SLACK_MS = 2_000;
/** A poll of a big device over a satellite takes most of a minute. */
const POLL_LIMIT_MS = 60_000;

/** What the desk works with. */
export interface LinkActDeps {
  readonly state: () => EngineState;
  readonly now: () => Instant;
  readonly bursts: Pick<SharedBursts, 'ask'>;
  /** Polls a device out of turn; the outcome comes to {@link LinkActDesk.polled}. */
  readonly pollNow: (link: LinkId) => void;
  readonly timers: Timers;
}

interface EchoWish {
  readonly fromMs: number;
  readonly echoes: {
    readonly sentMs: number;
    readonly outcome: number;
    readonly rttMs: number;
    readonly tainted: boolean;
  }[];
  done(): void;
}

interface PollWish {
  readonly askedMs: number;
  done(poll: Poll | undefined): void;
}

/** The desk. */
export class LinkActDesk implements LinkActPort {
  readonly #deps: LinkActDeps;
  /** By target key. */
  readonly #echoing = new Map<number, EchoWish>();
  readonly #polling = new Map<LinkId, PollWish>();

  constructor(deps: LinkActDeps) {
    this.#deps = deps;
  }

  /** Takes the echo engine's verdicts; costs nothing while nobody asks. */
  take({ count, key, sentMonoMs, rttMs, outcome, flags }: EchoBatch): void {
    if (this.#echoing.size === 0) return;
    for (let i = 0; i < count; i++) {
      const flag = flags[i] ?? 0;
      const wish = (flag & FLAG_BURST) === 0 ? undefined : this.#echoing.get(key[i] ?? -1);
      const sentMs = sentMonoMs[i] ?? 0;
      // An extra echo of a suspicion may have been under way before.
      if (!wish || sentMs < wish.fromMs) continue;
      const tainted = (flag & FLAG_TAINTED) !== 0;
      wish.echoes.push({ sentMs, outcome: outcome[i] ?? 1, rttMs: rttMs[i] ?? Number.NaN, tainted });
      if (wish.echoes.length >= ASKED_ECHOES) wish.done();
    }
  }

  /** Takes the outcome of any poll, at its end. */
  polled(link: LinkId, poll: Poll): void {
    const wish = this.#polling.get(link);
    // One that was under way already has told of the time before; another follows it.
    if (wish && this.#deps.now().monoMs - poll.durationMs >= wish.askedMs) wish.done(poll);
  }

  async echoNow(link: LinkId): Promise<LinkActOutcome<EchoNow>> {
    const { state, now } = this.#deps;
    const watch = state().links.get(link);
    const refusal = this.#refusal(watch, 'echo');
    if (!watch || refusal) return refused(refusal ?? gone(link));
    const { key } = watch;
    const { address } = watch.link.device;
    if (address === undefined)
      return refused({
        code: 'no-address',
        message: `nothing can be sent to the device of "${link}": it has no address and beats by itself`,
      });
    if (this.#echoing.has(key)) return refused(underWay(link));
    const everyMs = state().config.network.settings.burstEveryMs;
    const started = now();
    const wish = await this.#echo(key, {
      everyMs,
      timeoutMs: watch.link.echo.timeoutMs,
      fromMs: started.monoMs,
    });
    const end = now();
    const echoes = wish.echoes
      .sort((a, b) => a.sentMs - b.sentMs)
      .map(({ sentMs, outcome: code, rttMs, tainted }): AskedEcho => {
        const outcome = ECHO_OUTCOMES[code] ?? 'lost';
        return {
          at: labelOf(sentMs, end),
          outcome,
          ...(outcome === 'answered' && Number.isFinite(rttMs) && { rttMs }),
          ...(tainted && { tainted }),
        };
      });
    if (echoes.length === 0)
      return refused({
        code: 'fault',
        message: `no echo to "${link}" was sent or judged in time; this machine or its echo engine is too busy`,
      });
    return { kind: 'done', reply: { link, address, startedAt: started.at, asked: ASKED_ECHOES, echoes } };
  }

  async pollNow(link: LinkId): Promise<LinkActOutcome<PollNow>> {
    const watch = this.#deps.state().links.get(link);
    const refusal = this.#refusal(watch, 'poll');
    if (!watch || refusal) return refused(refusal ?? gone(link));
    if (!watch.link.device.snmp)
      return refused({
        code: 'no-snmp',
        message: `the device of "${link}" is not asked by SNMP in this plan`,
      });
    if (this.#polling.has(link)) return refused(underWay(link));
    const poll = await this.#poll(link);
    if (!poll)
      return refused({
        code: 'late',
        message: `the device of "${link}" was not polled within ${POLL_LIMIT_MS / 1_000} s; other devices or the line are too slow`,
      });
    const { durationMs, result } = poll;
    return { kind: 'done', reply: { link, at: this.#deps.now().at, durationMs, result } };
  }

  /** Ends what is under way, with what has come so far. */
  close(): void {
    for (const wish of [...this.#echoing.values()]) wish.done();
    for (const wish of [...this.#polling.values()]) wish.done(undefined);
  }

  #refusal(watch: LinkWatch | undefined, what: 'echo' | 'poll'): LinkActRefusal | undefined {
    if (!watch) return undefined;
    const { id, stage } = watch.link;
    if (!isProbed(stage))
      return { code: 'not-probed', message: `"${id}" is ${stage}: the office has taken it out of service` };
    const fault = what === 'echo' ? this.#deps.state().faults.get('echo') : undefined;
    if (fault !== undefined) return { code: 'fault', message: `no echoes can be sent now: ${fault}` };
    if (this.#echoing.size + this.#polling.size >= MOST_AT_ONCE)
      return {
        code: 'busy',
        message: `${MOST_AT_ONCE} links are being asked already; try again in some seconds`,
      };
    return undefined;
  }

  /** Resolves with the wish when all verdicts have come, or when no more can come. */
  #echo(
    key: number,
    {
      everyMs,
      timeoutMs,
      fromMs,
    }: { readonly everyMs: number; readonly timeoutMs: number; readonly fromMs: number },
  ): Promise<EchoWish> {
    const { bursts, timers } = this.#deps;
    return new Promise((resolve) => {
      const handles: TimerHandle[] = [];
      const wish: EchoWish = {
        fromMs,
        echoes: [],
        done: () => {
          for (const handle of handles) timers.clearTimeout(handle);
          this.#echoing.delete(key);
          bursts.ask(key, undefined);
          resolve(wish);
        },
      };
      this.#echoing.set(key, wish);
      bursts.ask(key, everyMs);
      // The first leaves at once: half a period after the last one the wish ends, with its verdicts still to come.
      const sentMs = (ASKED_ECHOES - 0.5) * everyMs;
      handles.push(timers.setTimeout(() => bursts.ask(key, undefined), sentMs));
      handles.push(timers.setTimeout(() => wish.done(), sentMs + timeoutMs + SLACK_MS));
    });
  }

  #poll(link: LinkId): Promise<Poll | undefined> {
    const { timers, now, pollNow } = this.#deps;
    return new Promise((resolve) => {
      const handle = timers.setTimeout(() => wish.done(undefined), POLL_LIMIT_MS);
      const wish: PollWish = {
        askedMs: now().monoMs,
        done: (poll) => {
          timers.clearTimeout(handle);
          this.#polling.delete(link);
          resolve(poll);
        },
      };
      this.#polling.set(link, wish);
      pollNow(link);
    });
  }
}

function refused(refusal: LinkActRefusal): { readonly kind: 'refused'; readonly refusal: LinkActRefusal } {
  return { kind: 'refused', refusal };
}

function gone(link: LinkId): LinkActRefusal {
  return { code: 'no-link', message: `there is no link "${link}"` };
}

function underWay(link: LinkId): LinkActRefusal {
  return { code: 'under-way', message: `"${link}" is being asked just now; wait for the answer` };
}

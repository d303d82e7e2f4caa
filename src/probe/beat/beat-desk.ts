// Where beats arrive: the token says whose they are, the watch what they mean, and the engine is told. Looks at the file of
// tokens every second, so that a new or revoked one counts at once.

import { type BeatTarget, type EchoBatch, LOST } from '../../domain/echo.ts';
import type { LinkId } from '../../domain/ids.ts';
import type { Instant } from '../../domain/instant.ts';
import type { DeviceIdentity } from '../../domain/inventory.ts';
import type { Medium } from '../../domain/link.ts';
import type { SnmpObservation } from '../../domain/reading.ts';
import type { Log } from '../../runtime/log.ts';
import type { TimerHandle, Timers } from '../../runtime/timers.ts';
import { Allowance } from './allowance.ts';
import { beatBatch } from './batch.ts';
import { BeatWatch, TICK_MS } from './beat-watch.ts';
import { type BeatFigures, readFigures } from './figures.ts';
import type { BeatAnswer, BeatCall, BeatStatus } from './port.ts';
import { TokenBook } from './token-book.ts';
import { lookAtTokens } from './token-file.ts';
import { MOST_TOKENS } from './tokens.ts';

/** A device may call twice a second for a while: scripts that retry, and a technician at work. */
const PER_LINK = { atOnce: 10, perSecond: 0.5, mostKeys: MOST_TOKENS };
/**
 * Wrong tokens from one address. Good ones are let in from there all the same: behind a reverse proxy, or a carrier's NAT,
 * one address stands for all devices.
 */
const WRONG_PER_ADDRESS = { atOnce: 30, perSecond: 0.5, mostKeys: 10_000 };

/** What the desk works with. */
export interface BeatDeskDeps {
  readonly timers: Timers;
  readonly log: Log;
  readonly now: () => Instant;
  /** The medium of a link of the plan. */
  readonly mediumOf: (link: LinkId) => Medium | undefined;
  readonly onBatch: (batch: EchoBatch) => void;
  readonly onFigures: (observation: SnmpObservation) => void;
  /** Called with every beat that tells a model or a firmware. */
  readonly onIdentity: (link: LinkId, identity: DeviceIdentity) => void;
}

/** Takes beats for the life of the daemon. */
export class BeatDesk {
  readonly #directory: string;
  readonly #deps: BeatDeskDeps;
  readonly #watch = new BeatWatch();
  readonly #book = new TokenBook();
  readonly #perLink = new Allowance(PER_LINK);
  readonly #wrong = new Allowance(WRONG_PER_ADDRESS);
  readonly #count = {
    counted: 0,
    early: 0,
    unwatched: 0,
    missing: 0,
    unknownTokens: 0,
    slowedDown: 0,
    ignoredFigures: 0,
    refusedFigures: 0,
  };
  #links = 0;
  /** Whether the tokens were ever read: until then nobody's beat can be told from a stranger's. */
  #takes = false;
  #timer: TimerHandle | undefined;
  #stamp: string | undefined;
  #looking: Promise<void> | undefined;

  /** `directory` is the data directory, with the file of tokens. */
  constructor(options: { readonly directory: string }, deps: BeatDeskDeps) {
    this.#directory = options.directory;
    this.#deps = deps;
  }

  /** Reads the tokens and begins to wait for beats; to be called when the server listens. Idempotent. */
  async start(targets: readonly BeatTarget[]): Promise<void> {
    await this.look();
    this.set(targets);
    this.#timer ??= this.#deps.timers.setInterval(() => this.#tick(), TICK_MS);
  }

  /** Waits for the beats of these links from now on. */
  set(targets: readonly BeatTarget[]): void {
    this.#links = targets.length;
    this.#watch.set(targets, this.#deps.now().monoMs);
  }

  /** Takes a call. */
  receive(call: BeatCall): BeatAnswer {
    const now = this.#deps.now();
    const link = this.#book.find(call.token, now.at);
    if (link === undefined) {
      this.#count.unknownTokens++;
      if (this.#wrong.take(call.address, now.monoMs)) return 'unknown';
      this.#count.slowedDown++;
      return 'slow-down';
    }
    if (!this.#perLink.take(link, now.monoMs)) {
      this.#count.slowedDown++;
      return 'slow-down';
    }
    const worth = this.#watch.beat(link, now.monoMs);
    this.#count[worth]++;
    this.#deliver();
    if (worth !== 'unwatched') this.#takeFigures(link, call.query, now);
    return 'taken';
  }

  /** Reads the tokens again if the file is another one; for the timer, and for tests. */
  async look(): Promise<void> {
    this.#looking ??= this.#look().finally(() => {
      this.#looking = undefined;
    });
    await this.#looking;
  }

  /** What came in so far. */
  status(): BeatStatus {
    return {
      links: this.#links,
      tokens: this.#book.size,
      ...this.#count,
      stalls: this.#watch.stalls,
    };
  }

  /** Waits for nothing any more. Idempotent. */
  close(): void {
    if (this.#timer !== undefined) this.#deps.timers.clearInterval(this.#timer);
    this.#timer = undefined;
  }

  #tick(): void {
    const { monoMs } = this.#deps.now();
    if (!this.#takes) this.#watch.couldNotTake(monoMs);
    this.#watch.tick(monoMs);
    this.#deliver();
    void this.look();
  }

  #deliver(): void {
    const verdicts = this.#watch.drain();
    if (verdicts.length === 0) return;
    this.#count.missing += verdicts.filter(({ outcome, tainted }) => outcome === LOST && !tainted).length;
    this.#deps.onBatch(beatBatch(verdicts));
  }

  #takeFigures(link: LinkId, query: BeatCall['query'], now: Instant): void {
    const figures = readFigures(query, this.#deps.mediumOf(link) ?? 'other');
    this.#count.ignoredFigures += figures.ignored;
    this.#count.refusedFigures += figures.refused;
    const { system, metrics, identity } = figures;
    if (tells(figures))
      this.#deps.onFigures({
        link,
        monoMs: now.monoMs,
        durationMs: 0,
        result: { kind: 'answered', system, metrics },
      });
    if (identity.model !== undefined || identity.firmware !== undefined)
      this.#deps.onIdentity(link, identity);
  }

  async #look(): Promise<void> {
    const look = await lookAtTokens(this.#directory, this.#stamp);
    switch (look.kind) {
      case 'same':
        return;
      case 'bad':
        this.#stamp = look.stamp;
        this.#deps.log.error(
          this.#takes
            ? 'Tokens of beats cannot be used; those before stay in force'
            : 'Tokens of beats cannot be used; until they can, no beat is taken and none counts as missing',
          { detail: look.detail },
        );
        return;
      case 'tokens':
        if (this.#stamp !== undefined) this.#deps.log.info('Tokens of beats changed');
        this.#stamp = look.stamp;
        this.#takes = true;
        this.#book.set(look.tokens);
        return;
    }
  }
}

function tells({ system, metrics }: BeatFigures): boolean {
  return metrics.length > 0 || Object.keys(system).length > 0;
}

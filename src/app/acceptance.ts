// Acceptance records at work: one begins when a planned link first answers steadily, runs its time whether jalur runs or
// not, and ends complete or broken off. What is kept is on the disk at once; everything else is asked anew at every look.

import type { AcceptanceOutcome, AcceptancePort } from '../api/acceptance-port.ts';
import type { Config } from '../config/config.ts';
import {
  type AcceptanceRecord,
  type AcceptanceSignature,
  afterPoll,
  beginAcceptance,
  signable,
} from '../domain/acceptance.ts';
import type { AcceptanceDetail, AcceptanceList } from '../domain/acceptance-view.ts';
import type { Scope } from '../domain/access.ts';
import type { Actor } from '../domain/act.ts';
import type { NumberedEvent } from '../domain/event.ts';
import type { LinkId, SiteId } from '../domain/ids.ts';
import type { EngineLoop } from '../engine/loop.ts';
import type { EngineState, LinkWatch } from '../engine/state.ts';
import { works } from '../engine/transition.ts';
import type { MetricStore } from '../store/metrics/port.ts';
import type { AcceptanceQuery, LatestAcceptance } from '../store/state/acceptance-table.ts';
import { type StateStore, StoreError } from '../store/state/port.ts';
import { AcceptanceBook } from './acceptance-book.ts';
import { AcceptanceEndings } from './acceptance-ending.ts';
import { type MeasureDeps, measureRecord } from './acceptance-measure.ts';
import { cannotSign, refuse, unkept } from './acceptance-refusals.ts';
import { detailOf, isSeen, summaryOf } from './acceptance-views.ts';
import { type AppDeps, every, type Opening } from './parts.ts';

/** Records are looked at this often. */
const LOOK_MS = 5_000;
/** After a record's time the last round ends, and a suspicion that began in it is decided. */
const SETTLE_MS = 15_000;
/** A link that answers for longer already, as after an upgrade of jalur, begins now: what was before it nobody noted whole. */
const FRESH_MS = 600_000;
/** Records read at once where a scope leaves some out, and how often. */
const PAGE = 500;
const MOST_PAGES = 40;

/** What the desk is wired to. */
export interface AcceptanceDeps {
  readonly plan: { readonly config: Pick<Config, 'rollout'> };
  readonly store: Pick<StateStore, 'acceptance' | 'intervals' | 'inventory'>;
  readonly metrics: Pick<MetricStore, 'history' | 'flush' | 'status'>;
  readonly loop: Pick<EngineLoop, 'now'> & { readonly state: Pick<EngineState, 'links' | 'config'> };
}

/** The desk at work. */
export interface Acceptance extends AcceptancePort {
  /** Takes what the engine said, after its commit. */
  take(events: readonly NumberedEvent[]): void;
  /** The newest record of a link. */
  latest(link: LinkId): LatestAcceptance | undefined;
}

/** Opens the desk on an engine that has its state. */
export function openAcceptance(deps: AcceptanceDeps, opening: AppDeps & Pick<Opening, 'closer'>): Acceptance {
  const desk = new AcceptanceDesk(deps, opening);
  const stop = every(opening.timers, LOOK_MS, () => desk.look());
  opening.closer.add('acceptance', async () => {
    stop();
    await desk.settled();
  });
  desk.look();
  return desk;
}

class AcceptanceDesk implements Acceptance {
  readonly #deps: AcceptanceDeps;
  readonly #world: AppDeps;
  readonly #measure: MeasureDeps;
  readonly #book: AcceptanceBook;
  readonly #endings: AcceptanceEndings;

  constructor(deps: AcceptanceDeps, world: AppDeps) {
    const { store, metrics, loop } = deps;
    this.#deps = deps;
    this.#world = world;
    this.#measure = { store, metrics, state: loop.state };
    this.#book = new AcceptanceBook(store.acceptance, world.log);
    this.#endings = new AcceptanceEndings({
      book: this.#book,
      measure: this.#measure,
      inventory: (link) => store.inventory(link),
      now: () => loop.now(),
      log: world.log,
    });
  }

  settled(): Promise<void> {
    return this.#endings.settled();
  }

  latest(link: LinkId): LatestAcceptance | undefined {
    return this.#book.latest(link);
  }

  take(events: readonly NumberedEvent[]): void {
    for (const { event } of events) {
      if (event.kind !== 'link.device') continue;
      const record = this.#book.runningOf(event.link);
      const after = record && afterPoll(record, event);
      if (after && after !== record) this.#book.keep(after);
    }
  }

  /** Begins what is to begin and ends what is over. */
  look(): void {
    for (const watch of this.#deps.loop.state.links.values())
      if (this.#isDue(watch)) this.#begin(watch, this.#beginOf(watch));
    for (const record of this.#book.running) this.#advance(record);
  }

  #isDue({ link, state, flaps }: LinkWatch): boolean {
    if (link.stage !== 'planned' || !works(state) || flaps.flapping) return false;
    const before = this.#book.latest(link.id);
    return before === undefined || before.state === 'broken-off';
  }

  #beginOf({ from }: LinkWatch): number {
    const { at } = this.#deps.loop.now();
    return at - from > FRESH_MS ? at : from;
  }

  #begin({ link }: LinkWatch, at: number, by?: Actor): AcceptanceRecord | StoreError {
    const { plan } = this.#deps;
    const { sites } = this.#network;
    const siteName = (id: SiteId) => sites.get(id)?.name ?? id;
    const rule = plan.config.rollout.acceptance;
    const begun = this.#book.add((id) =>
      beginAcceptance(link, { id, at, rule, siteName, ...(by && { by }) }),
    );
    if (!(begun instanceof StoreError))
      this.#world.log.info('An acceptance record has begun', { link: link.id, record: begun.id });
    return begun;
  }

  #advance(record: AcceptanceRecord): void {
    const { loop } = this.#deps;
    const { at } = loop.now();
    const watch = loop.state.links.get(record.link);
    if (at >= record.dueAt) {
      const { everyMs, timeoutMs } = watch?.link.echo ?? { everyMs: 0, timeoutMs: 0 };
      const settledAt = record.dueAt + this.#network.settings.roundMs + everyMs + timeoutMs + SETTLE_MS;
      if (at >= settledAt) this.#endings.end({ ...record, state: 'complete', endedAt: record.dueAt });
    } else if (!watch || watch.reason.kind === 'not-probed') {
      this.#endings.end({ ...record, state: 'broken-off', endedAt: at, brokenBy: 'out-of-service' });
    } else if (watch.state === 'down' && at - Math.max(watch.from, record.begunAt) >= record.silentMs) {
      this.#endings.end({ ...record, state: 'broken-off', endedAt: at, brokenBy: 'silent' });
    }
  }

  list(query: AcceptanceQuery, scope: Scope): AcceptanceList {
    const { store } = this.#deps;
    const found: AcceptanceRecord[] = [];
    let before = query.before;
    for (let page = 0; page < MOST_PAGES && found.length <= query.limit; page++) {
      const records = store.acceptance.find({
        ...query,
        ...(before !== undefined && { before }),
        limit: PAGE,
      });
      found.push(...records.filter((record) => isSeen(record, scope, this.#network)));
      before = records.at(-1)?.id;
      if (records.length < PAGE) break;
    }
    const records = found.slice(0, query.limit).map((record) => summaryOf(record, this.#now(record)));
    return { records, more: found.length > query.limit };
  }

  get(id: number, scope: Scope): Promise<AcceptanceDetail | undefined> {
    const record = this.#book.record(id);
    const seen = record && isSeen(record, scope, this.#network);
    return seen ? this.#detail(record) : Promise.resolve(undefined);
  }

  async begin(link: LinkId, actor: Actor): Promise<AcceptanceOutcome> {
    const watch = this.#deps.loop.state.links.get(link);
    if (!watch) return refuse({ code: 'no-link', message: `there is no link "${link}"` });
    const running = this.#book.runningOf(link);
    if (running)
      return refuse({ code: 'running', message: `its acceptance record ${running.id} is still running` });
    if (watch.reason.kind === 'not-probed')
      return refuse({
        code: 'not-probed',
        message: `"${link}" is ${watch.link.stage}, so it is not measured`,
      });
    if (!works(watch.state))
      return refuse({
        code: 'not-answering',
        message: `"${link}" does not answer now; it would fail at once`,
      });
    const record = this.#begin(watch, this.#deps.loop.now().at, actor);
    return record instanceof StoreError
      ? unkept(record)
      : { kind: 'done', record: await this.#detail(record) };
  }

  async sign(
    id: number,
    word: Pick<AcceptanceSignature, 'decision' | 'note'>,
    actor: Actor,
  ): Promise<AcceptanceOutcome> {
    const record = this.#book.record(id);
    if (!record) return refuse({ code: 'no-record', message: `there is no acceptance record ${id}` });
    const can = signable(record, this.#book.latest(record.link)?.id);
    if (can !== 'yes') return refuse(cannotSign(record, can));
    if (word.decision === 'accepted' && word.note === undefined && (record.findings?.length ?? 0) > 0)
      return refuse({
        code: 'note',
        message: 'the record was not passed; say in a note why it is accepted all the same',
      });
    const signature = { ...word, actor, at: this.#deps.loop.now().at };
    const failure = this.#book.keep({ ...record, signature });
    return failure ? unkept(failure) : { kind: 'done', record: await this.#detail({ ...record, signature }) };
  }

  #detail(record: AcceptanceRecord): Promise<AcceptanceDetail> {
    const waitsFor = this.#endings.waitsFor(record.id);
    const to = Math.min(this.#deps.loop.now().at, record.dueAt);
    return detailOf(record, { ...this.#now(record), ...(waitsFor !== undefined && { waitsFor }) }, () =>
      measureRecord(this.#measure, record, to),
    );
  }

  #now(record: AcceptanceRecord) {
    const state = this.#deps.loop.state.links.get(record.link)?.state;
    const can = signable(record, this.#book.latest(record.link)?.id);
    return { ...(state && { linkState: state }), signable: can };
  }

  get #network() {
    return this.#deps.loop.state.config.network;
  }
}

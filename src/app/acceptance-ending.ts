// Ends acceptance records: their figures are read from intervals and history, judged, and kept with them. Where the history
// cannot be read yet, the record waits, and tells what for.

import type { AcceptanceRecord } from '../domain/acceptance.ts';
import { judgeAcceptance } from '../domain/acceptance-figures.ts';
import type { Instant } from '../domain/instant.ts';
import type { Log } from '../runtime/log.ts';
import type { StateStore } from '../store/state/port.ts';
import type { AcceptanceBook } from './acceptance-book.ts';
import { historyBehind, type MeasureDeps, measureIntervals, measureRecord } from './acceptance-measure.ts';

/** After a history that cannot be read, the next try. */
const RETRY_MS = 60_000;
/** A history that cannot be read for so long is lost; the record ends without its figures, and so is not passed. */
const GIVE_UP_MS = 7 * 86_400_000;

/** A record in its last form but for its figures. */
export type EndedRecord = AcceptanceRecord & { readonly endedAt: number };

/** What ending needs. */
export interface EndingDeps {
  readonly book: AcceptanceBook;
  readonly measure: MeasureDeps;
  readonly inventory: StateStore['inventory'];
  readonly now: () => Instant;
  readonly log: Log;
}

/** Ends records, each once at a time. */
export class AcceptanceEndings {
  readonly #deps: EndingDeps;
  readonly #underWay = new Map<number, Promise<void>>();
  /** Why a record has not ended, and when that is tried again (monotonic ms); at most one per running record. */
  readonly #waiting = new Map<number, { readonly why: string; readonly againMs: number }>();

  constructor(deps: EndingDeps) {
    this.#deps = deps;
  }

  /** Ends a record, unless that is under way or was tried a moment ago. */
  end(ended: EndedRecord): void {
    const { id } = ended;
    if (this.#underWay.has(id) || this.#deps.now().monoMs < (this.#waiting.get(id)?.againMs ?? 0)) return;
    this.#underWay.set(
      id,
      this.#work(ended).finally(() => this.#underWay.delete(id)),
    );
  }

  /** What a record waits for that should have ended. */
  waitsFor(id: number): string | undefined {
    return this.#waiting.get(id)?.why;
  }

  /** Waits for what is under way. */
  async settled(): Promise<void> {
    await Promise.all(this.#underWay.values());
  }

  async #work(ended: EndedRecord): Promise<void> {
    const { book, inventory } = this.#deps;
    try {
      const figures = await this.#figures(ended);
      if (!figures) return;
      const device = inventory(ended.link)?.inventory.identity;
      // What polls noted while the history was read must not be lost.
      const { restarts, restartCount } = book.runningOf(ended.link) ?? ended;
      const failure = book.keep({
        ...ended,
        restarts,
        restartCount,
        ...(device && { device }),
        figures,
        findings: judgeAcceptance(figures, ended.limits),
      });
      if (failure) this.#wait(ended.id, failure.message);
      else this.#waiting.delete(ended.id);
    } catch (error) {
      this.#wait(ended.id, error instanceof Error ? error.message : String(error));
    }
  }

  async #figures(ended: EndedRecord) {
    const { measure, now } = this.#deps;
    const { at } = now();
    const lost = at - ended.endedAt > GIVE_UP_MS;
    const behind = historyBehind(measure, { at: ended.endedAt, now: at });
    if (behind !== undefined && !lost) {
      this.#wait(ended.id, behind);
      return undefined;
    }
    try {
      return await measureRecord(measure, ended, ended.endedAt);
    } catch (error) {
      if (!lost) throw error;
      return measureIntervals(measure, ended, ended.endedAt);
    }
  }

  #wait(id: number, why: string): void {
    const { log, now } = this.#deps;
    if (!this.#waiting.has(id)) log.warn('An acceptance record waits for its figures', { record: id, why });
    this.#waiting.set(id, { why, againMs: now().monoMs + RETRY_MS });
  }
}

// Rounds and polls on their way to the screens. Only the newest of each link counts: they are gathered for a moment, and a
// client that lags or comes back gets the newest ones after what it has, whatever it missed. One log serves all clients.

import type { NumberedEvent } from '../domain/event.ts';
import type { LinkId } from '../domain/ids.ts';

interface Figure {
  readonly numbered: NumberedEvent;
  /** A newer one of the same link and kind has come. */
  superseded: boolean;
}

/** Superseded entries tolerated beyond the present ones before the log is cut. */
const SLACK = 1_024;

/** The newest round and poll of every link, in the order of their numbers; the plan bounds it: two per link. */
export class Figures {
  #log: Figure[] = [];
  readonly #newest = new Map<string, Figure>();
  #gathered: number;
  #flushed: number;

  /** Begins empty after `seq`. */
  constructor(seq: number) {
    this.#gathered = seq;
    this.#flushed = seq;
  }

  /** Figures held. */
  get size(): number {
    return this.#newest.size;
  }

  /** Number up to which figures may be sent. */
  get flushed(): number {
    return this.#flushed;
  }

  /** Whether figures wait for the next flush. */
  get waiting(): boolean {
    return this.#gathered > this.#flushed;
  }

  /** Takes a round or poll; an older one of the same link and kind gives way. Other events are no figures. */
  add(numbered: NumberedEvent): void {
    const { event } = numbered;
    if (event.kind !== 'link.round' && event.kind !== 'link.device') return;
    const key = `${event.kind} ${event.link}`;
    const before = this.#newest.get(key);
    if (before) before.superseded = true;
    const figure = { numbered, superseded: false };
    this.#newest.set(key, figure);
    this.#log.push(figure);
    this.#gathered = numbered.seq;
    if (this.#log.length > 2 * this.#newest.size + SLACK) this.#cut();
  }

  /** Ends the gathering: what was gathered may be sent. */
  flush(): void {
    this.#flushed = this.#gathered;
  }

  /** The newest figures after `seq` that may be sent, at most `limit`, oldest first. */
  after(seq: number, limit: number): readonly NumberedEvent[] {
    const found: NumberedEvent[] = [];
    let low = 0;
    let high = this.#log.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.#log[middle]?.numbered.seq ?? Number.POSITIVE_INFINITY) > seq) high = middle;
      else low = middle + 1;
    }
    for (let i = low; i < this.#log.length && found.length < limit; i++) {
      const figure = this.#log[i];
      if (!figure || figure.numbered.seq > this.#flushed) break;
      if (!figure.superseded) found.push(figure.numbered);
    }
    return found;
  }

  /** Links that have left the plan take their figures with them. */
  forget(links: readonly LinkId[]): void {
    for (const link of links) {
      for (const kind of ['link.round', 'link.device']) {
        const figure = this.#newest.get(`${kind} ${link}`);
        if (figure) figure.superseded = true;
        this.#newest.delete(`${kind} ${link}`);
      }
    }
    this.#cut();
  }

  #cut(): void {
    this.#log = this.#log.filter((figure) => !figure.superseded);
  }
}

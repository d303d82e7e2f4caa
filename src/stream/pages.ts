// What a client is sent next: a page of the durable events after its cursor, else a page of figures. Clients that stand at
// the same place share the page's bytes.

import type { NumberedEvent } from '../domain/event.ts';
import { eventJson } from './encode.ts';
import type { Figures } from './figures.ts';
import type { Journal, JournalEntry } from './journal.ts';
import type { HubLimits } from './limits.ts';

/** Some messages, and where a client stands that has them. */
export interface Page {
  readonly kind: 'events' | 'figures';
  /** Empty when the figures that were to come have been superseded. */
  readonly messages: readonly Buffer[];
  /** The cursor of this kind after the page. */
  readonly to: number;
}

/** Where events come from. */
export interface PagesDeps {
  readonly journal: Journal;
  readonly figures: Figures;
  /** Events after a number from the state store; undefined when they are no longer held. May throw when it is busy. */
  readonly eventsSince: (seq: number, limit: number) => readonly NumberedEvent[] | undefined;
}

/** Pages kept for clients at the same place, 4 MB at most; beyond it they are composed again. */
const MOST_KEPT = 64;

/** Composes pages. */
export class Pages {
  readonly #deps: PagesDeps;
  readonly #limits: HubLimits;
  readonly #kept = new Map<string, Page>();

  constructor(deps: PagesDeps, limits: HubLimits) {
    this.#deps = deps;
    this.#limits = limits;
  }

  /** The page after a client's cursors; undefined when it has everything, `gone` when what it misses is no longer held. */
  next(cursor: number, figuresCursor: number): Page | 'gone' | undefined {
    const { journal, figures } = this.#deps;
    if (cursor < journal.last) return this.#keep(`events ${cursor}`, () => this.#events(cursor));
    if (figuresCursor < figures.flushed)
      return this.#keep(`figures ${figuresCursor}`, () => this.#figures(figuresCursor));
    return undefined;
  }

  /** Something was added: pages end elsewhere now. */
  changed(): void {
    this.#kept.clear();
  }

  #keep(key: string, compose: () => Page | 'gone'): Page | 'gone' {
    const known = this.#kept.get(key);
    if (known) return known;
    const page = compose();
    if (page === 'gone') return page;
    if (this.#kept.size >= MOST_KEPT) this.#kept.clear();
    this.#kept.set(key, page);
    return page;
  }

  #events(cursor: number): Page | 'gone' {
    const missed = this.#missed(cursor);
    if (!missed) return 'gone';
    const entries = fitting(missed, this.#limits.pageBytes);
    const texts =
      entries.length <= this.#limits.singles
        ? entries.map(({ json }) => `{"type":"event",${json.slice(1)}`)
        : [`{"type":"events","events":[${entries.map(({ json }) => json).join(',')}]}`];
    return {
      kind: 'events',
      messages: texts.map((text) => Buffer.from(text)),
      to: entries.at(-1)?.seq ?? this.#deps.journal.last,
    };
  }

  /**
   * Durable events after `cursor`. From the store only up to where the journal begins: events whose commit failed are in
   * the journal alone.
   */
  #missed(cursor: number): readonly JournalEntry[] | undefined {
    const { journal } = this.#deps;
    const { pageEvents } = this.#limits;
    if (cursor < journal.floor) {
      const stored = this.#stored(cursor)?.filter(({ seq }) => seq <= journal.floor);
      if (!stored) return undefined;
      if (stored.length > 0) return stored.map(journalEntry);
    }
    return journal.after(Math.max(cursor, journal.floor), pageEvents);
  }

  /** A store that cannot be read now is no reason to fail: the client gets a snapshot instead. */
  #stored(cursor: number): readonly NumberedEvent[] | undefined {
    try {
      return this.#deps.eventsSince(cursor, this.#limits.pageEvents);
    } catch {
      return undefined;
    }
  }

  #figures(figuresCursor: number): Page {
    const { pageEvents, pageBytes } = this.#limits;
    const { figures } = this.#deps;
    const found = figures.after(figuresCursor, pageEvents).map(journalEntry);
    const entries = fitting(found, pageBytes);
    const all = entries.length === found.length && found.length < pageEvents;
    const text = `{"type":"figures","events":[${entries.map(({ json }) => json).join(',')}]}`;
    return {
      kind: 'figures',
      messages: entries.length === 0 ? [] : [Buffer.from(text)],
      to: all ? figures.flushed : (entries.at(-1)?.seq ?? figures.flushed),
    };
  }
}

/** An event as the journal keeps it. */
export function journalEntry(numbered: NumberedEvent): JournalEntry {
  const json = eventJson(numbered);
  return { seq: numbered.seq, json, bytes: Buffer.byteLength(json) };
}

/** The first entries that together stay within the bytes; always one, if there is any. */
function fitting(entries: readonly JournalEntry[], most: number): readonly JournalEntry[] {
  let bytes = 0;
  const end = entries.findIndex((entry, index) => {
    bytes += entry.bytes;
    return index > 0 && bytes > most;
  });
  return end < 0 ? entries : entries.slice(0, end);
}

// Where pages begin and end, and where their events come from.

import { describe, expect, it } from 'vitest';
import type { NumberedEvent } from '../../src/domain/event.ts';
import { Figures } from '../../src/stream/figures.ts';
import { Journal } from '../../src/stream/journal.ts';
import { HUB_LIMITS } from '../../src/stream/limits.ts';
import { journalEntry, type Page, Pages } from '../../src/stream/pages.ts';
import { roundEvent, stateEvent } from './support/fake-network.ts';

const LIMITS = { ...HUB_LIMITS, pageEvents: 4, pageBytes: 10_000, singles: 2 };

function state(seq: number, durable = true): NumberedEvent {
  return { seq, durable, event: stateEvent(`l${seq}`) };
}

function seqsOf(page: Page | 'gone' | undefined): readonly number[] {
  if (page === undefined || page === 'gone') return [];
  return page.messages.flatMap((message) => {
    const said = JSON.parse(String(message)) as { seq?: number; events?: { seq: number }[] };
    return said.events ? said.events.map(({ seq }) => seq) : [said.seq ?? 0];
  });
}

function setup({
  stored = [] as readonly NumberedEvent[],
  held = [] as readonly NumberedEvent[],
  floor = 0,
  limits = LIMITS,
}) {
  const journal = new Journal(floor, { events: 100, bytes: 1_000_000 });
  const figures = new Figures(floor);
  for (const each of held) journal.add(journalEntry(each));
  let reads = 0;
  const eventsSince = (seq: number, limit: number) => {
    reads++;
    return stored.filter((each) => each.seq > seq).slice(0, limit);
  };
  const pages = new Pages({ journal, figures, eventsSince }, limits);
  return { pages, journal, figures, reads: () => reads };
}

describe('Pages', () => {
  it('gives few events one by one, many in one message', () => {
    const few = setup({ held: [1, 2].map((seq) => state(seq)) }).pages.next(0, 0);
    expect(few).toMatchObject({ kind: 'events', to: 2, messages: { length: 2 } });
    const many = setup({ held: [1, 2, 3].map((seq) => state(seq)) }).pages.next(0, 0);
    expect(many).toMatchObject({ kind: 'events', to: 3, messages: { length: 1 } });
    expect(seqsOf(many)).toEqual([1, 2, 3]);
  });

  it('ends a page by bytes, but never before its first event', () => {
    const held = [1, 2, 3].map((seq) => state(seq));
    const { pages } = setup({ held, limits: { ...LIMITS, pageBytes: 10 } });
    expect(seqsOf(pages.next(0, 0))).toEqual([1]);
    expect(seqsOf(pages.next(1, 0))).toEqual([2]);
  });

  it('goes from the store to the journal without losing an event that only the journal has', () => {
    const all = Array.from({ length: 12 }, (_, i) => state(i + 1, i + 1 !== 7));
    const { pages } = setup({ stored: all.filter(({ durable }) => durable), held: all.slice(6), floor: 6 });
    const seen: number[] = [];
    for (let page = pages.next(0, 6); page && page !== 'gone'; page = pages.next(page.to, 6))
      seen.push(...seqsOf(page));
    expect(seen).toEqual(all.map(({ seq }) => seq));
  });

  it('is written once for all who stand at the same place, until something is added', () => {
    const { pages, journal, reads } = setup({ stored: [state(1)], held: [state(7)], floor: 6 });
    expect(pages.next(0, 0)).toBe(pages.next(0, 0));
    expect(reads()).toBe(1);
    const before = pages.next(6, 0);
    journal.add(journalEntry(state(8)));
    pages.changed();
    expect(seqsOf(before)).toEqual([7]);
    expect(seqsOf(pages.next(6, 0))).toEqual([7, 8]);
  });

  it('gives figures only to who has all events, and only those that were gathered', () => {
    const { pages, figures, journal } = setup({ held: [state(1)] });
    figures.add({ seq: 2, durable: true, event: roundEvent('a', 1) });
    expect(pages.next(1, 0)).toBeUndefined();
    figures.flush();
    expect(pages.next(0, 0)).toMatchObject({ kind: 'events' });
    expect(pages.next(1, 0)).toMatchObject({ kind: 'figures', to: 2 });
    expect(pages.next(journal.last, 2)).toBeUndefined();
  });
});

describe('Journal', () => {
  it.each([
    ['events', { events: 3, bytes: 1_000_000 }],
    ['bytes', { events: 100, bytes: 3 * journalEntry(state(1)).bytes }],
  ])('lets the oldest go at the bound of %s, and says from where it is complete', (_, bounds) => {
    const journal = new Journal(0, bounds);
    for (let seq = 1; seq <= 5; seq++) journal.add(journalEntry(state(seq)));
    expect(journal).toMatchObject({ floor: 2, last: 5, size: 3, bytes: 3 * journalEntry(state(1)).bytes });
    expect(journal.after(1, 9)).toBeUndefined();
    expect(journal.after(2, 9)?.map(({ seq }) => seq)).toEqual([3, 4, 5]);
    expect(journal.after(3, 1)?.map(({ seq }) => seq)).toEqual([4]);
    expect(journal.after(5, 9)).toEqual([]);
  });

  it('cuts off what it let go, in the long run', () => {
    const journal = new Journal(0, { events: 10, bytes: 1_000_000 });
    for (let seq = 1; seq <= 5_000; seq++) journal.add(journalEntry(state(seq)));
    expect(journal.after(4_990, 99)?.map(({ seq }) => seq)).toEqual([
      4991, 4992, 4993, 4994, 4995, 4996, 4997, 4998, 4999, 5000,
    ]);
  });
});

describe('Figures', () => {
  it('holds the newest of each link and kind, however many come', () => {
    const figures = new Figures(0);
    for (let seq = 1; seq <= 10_000; seq++)
      figures.add({ seq, durable: true, event: roundEvent(`l${seq % 3}`, seq) });
    figures.flush();
    expect(figures.size).toBe(3);
    expect(figures.after(0, 99).map(({ seq }) => seq)).toEqual([9_998, 9_999, 10_000]);
    expect(figures.after(9_999, 99).map(({ seq }) => seq)).toEqual([10_000]);
    expect(figures.after(0, 1).map(({ seq }) => seq)).toEqual([9_998]);
  });

  it('forgets links that have left the plan', () => {
    const figures = new Figures(0);
    const [a, b] = [roundEvent('a', 1), roundEvent('b', 1)];
    figures.add({ seq: 1, durable: true, event: a });
    figures.add({ seq: 2, durable: true, event: b });
    figures.flush();
    if ('link' in a) figures.forget([a.link]);
    expect(figures.after(0, 99).map(({ seq }) => seq)).toEqual([2]);
    expect(figures.size).toBe(1);
  });
});

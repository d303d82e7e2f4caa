// What the viewer's hand does to the table: rows must not move while it is on them.

import type { Hand } from './order-wait.ts';

/** Follows scrolling, keys and the mouse within an element. */
export class TableHand {
  #scrolledMs = Number.NEGATIVE_INFINITY;
  #usedMs = Number.NEGATIVE_INFINITY;
  #element: HTMLElement | null = null;

  /** Begins to follow an element; returns what ends it. */
  follow(element: HTMLElement): () => void {
    this.#element = element;
    const ended = new AbortController();
    const use = (): void => {
      this.#usedMs = performance.now();
    };
    const options = { passive: true, signal: ended.signal };
    element.addEventListener(
      'scroll',
      () => {
        this.#scrolledMs = performance.now();
      },
      options,
    );
    for (const type of ['keydown', 'pointerdown', 'focusin']) element.addEventListener(type, use, options);
    return () => ended.abort();
  }

  /** The hand now. */
  now(): Hand {
    const atMs = performance.now();
    const { activeElement } = document;
    return {
      sinceScrollMs: atMs - this.#scrolledMs,
      sinceInputMs: atMs - this.#usedMs,
      isOnRow: this.#element?.querySelector('tbody')?.contains(activeElement) === true,
    };
  }
}

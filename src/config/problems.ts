// Collects everything that is wrong with a configuration, so that all of it can be said at once.

import type { ConfigProblem } from './config.ts';
import type { Place } from './place.ts';

/** More would help nobody: the rest is counted. A table with one wrong column may have a problem per row. */
const MOST_PROBLEMS = 500;

/** Mistakes and warnings found so far. */
export class Problems {
  readonly #mistakes = new Map<string, ConfigProblem>();
  readonly #warnings = new Map<string, ConfigProblem>();
  readonly #fileOrder = new Map<string, number>();
  #omitted = 0;

  /** Files are told of in the order in which they were read. */
  file(name: string): void {
    if (!this.#fileOrder.has(name)) this.#fileOrder.set(name, this.#fileOrder.size);
  }

  /** A mistake: the configuration cannot be used. */
  add(place: Place, message: string): void {
    this.#take(this.#mistakes, place, message);
  }

  /** Allowed, but probably not meant. */
  warn(place: Place, message: string): void {
    this.#take(this.#warnings, place, message);
  }

  /** Whether there is any mistake. */
  get any(): boolean {
    return this.#mistakes.size > 0;
  }

  /** All mistakes in reading order; a last one tells how many were left out. */
  mistakes(): readonly ConfigProblem[] {
    const sorted = this.#sorted(this.#mistakes);
    const last = sorted.at(-1);
    if (!last || this.#omitted === 0) return sorted;
    return [...sorted, { ...last, message: `and ${this.#omitted} more, not shown` }];
  }

  /** All warnings in reading order. */
  warnings(): readonly ConfigProblem[] {
    return this.#sorted(this.#warnings);
  }

  #take(into: Map<string, ConfigProblem>, place: Place, message: string): void {
    const key = `${place.file}:${place.line}:${place.column}: ${message}`;
    if (into.has(key)) return;
    if (into.size < MOST_PROBLEMS) into.set(key, { ...place, message });
    else if (into === this.#mistakes) this.#omitted++;
  }

  #sorted(problems: ReadonlyMap<string, ConfigProblem>): readonly ConfigProblem[] {
    const order = (file: string): number => this.#fileOrder.get(file) ?? this.#fileOrder.size;
    return [...problems.values()].sort(
      (a, b) => order(a.file) - order(b.file) || a.line - b.line || a.column - b.column,
    );
  }
}

/** A problem on one line, in the form editors and terminals make clickable. */
export function describeProblem(problem: ConfigProblem): string {
  return `${problem.file}:${problem.line}:${problem.column}: ${problem.message}`;
}

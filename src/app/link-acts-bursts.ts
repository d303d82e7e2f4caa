// Extra echoes for two who know nothing of each other: the engine, which checks suspicions, and operators who want to see.
// A target's pace is the faster of both wishes, and one who has enough ends only his own.

import type { EchoTarget } from '../domain/echo.ts';
import type { EchoEngine } from '../probe/icmp/port.ts';

/** Stands between the engine loop and the echo engine. */
export class SharedBursts {
  readonly #echoes: Pick<EchoEngine, 'setTargets' | 'burst'>;
  /** Periods in ms by target key; bounded by the plan, since a key that leaves it is forgotten. */
  readonly #engine = new Map<number, number>();
  readonly #asked = new Map<number, number>();
  readonly #told = new Map<number, number>();

  constructor(echoes: Pick<EchoEngine, 'setTargets' | 'burst'>) {
    this.#echoes = echoes;
  }

  /** Passes the plan on. */
  setTargets(targets: readonly EchoTarget[]): void {
    this.#echoes.setTargets(targets);
    const keys = new Set(targets.map(({ key }) => key));
    for (const wishes of [this.#engine, this.#asked, this.#told])
      for (const key of wishes.keys()) if (!keys.has(key)) wishes.delete(key);
  }

  /** The engine's wish. */
  burst(key: number, everyMs: number | undefined): void {
    put(this.#engine, key, everyMs);
    this.#tell(key);
  }

  /** An operator's wish, one at a time per key; undefined ends it. */
  ask(key: number, everyMs: number | undefined): void {
    put(this.#asked, key, everyMs);
    this.#tell(key);
  }

  #tell(key: number): void {
    const wishes = [this.#engine.get(key), this.#asked.get(key)].filter((each) => each !== undefined);
    const everyMs = wishes.length > 0 ? Math.min(...wishes) : undefined;
    if (this.#told.get(key) === everyMs) return;
    put(this.#told, key, everyMs);
    this.#echoes.burst(key, everyMs);
  }
}

function put(wishes: Map<number, number>, key: number, everyMs: number | undefined): void {
  if (everyMs === undefined) wishes.delete(key);
  else wishes.set(key, everyMs);
}

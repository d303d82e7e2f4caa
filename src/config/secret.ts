// A secret that cannot be printed by accident.

import { inspect } from 'node:util';
import type { Secret } from './config.ts';

const SHOWN = '[secret]';

/** Holds a text out of reach of console, JSON and string templates. */
export class SecretText implements Secret {
  readonly #text: string;
  /** True when the secret stands in the file itself, where everyone who may read the file reads it. */
  readonly inClear: boolean;
  /** True when the secret is not to be had here, and its text says nothing about it. */
  readonly isStandIn: boolean;

  /** Keeps the text. */
  constructor(text: string, options: { readonly inClear: boolean; readonly isStandIn?: boolean }) {
    this.#text = text;
    this.inClear = options.inClear;
    this.isStandIn = options.isStandIn ?? false;
  }

  /** The text itself; for the wire only. */
  reveal(): string {
    return this.#text;
  }

  toString(): string {
    return SHOWN;
  }

  toJSON(): string {
    return SHOWN;
  }

  [inspect.custom](): string {
    return SHOWN;
  }
}

/** The same credentials, which console and util.inspect show as `[secret]`; JSON and comparisons see them as before. */
export function unprinted<T extends object>(credentials: T): T {
  return Object.defineProperty(credentials, inspect.custom, { value: () => SHOWN });
}

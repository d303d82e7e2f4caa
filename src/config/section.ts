// A mapping of known keys: what every section of a configuration is.

import { z } from 'zod';
import { didYouMean } from './suggest.ts';

/** A mapping that takes these keys and no others; the message has one line per unknown key. */
export function section<Shape extends z.core.$ZodLooseShape>(description: string, shape: Shape) {
  const known = Object.keys(shape);
  return z
    .strictObject(shape, {
      error: (issue) => {
        if (issue.code !== 'unrecognized_keys') return undefined;
        return issue.keys.map((key) => unknownKey(key, known)).join('\n');
      },
    })
    .meta({ description });
}

/** What to say about a key that nobody knows. */
export function unknownKey(key: string, known: readonly string[]): string {
  const hint = didYouMean(key, known);
  return hint === '' ? `unknown key "${key}"; known are ${known.join(', ')}` : `unknown key "${key}"${hint}`;
}

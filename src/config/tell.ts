// Mistakes and warnings by the path of what they are about.

import type { RawConfig } from './include.ts';
import type { Path } from './place.ts';

/** Tells about one part of a configuration; paths begin at its root. */
export interface Tell {
  /** A mistake: the configuration cannot be used. */
  add(path: Path, message: string): void;
  /** Allowed, but probably not meant. */
  warn(path: Path, message: string): void;
}

/** Tells about a raw configuration. */
export function tellOf({ problems, origins, root }: RawConfig): Tell {
  return {
    add: (path, message) => problems.add(origins.place(root, path), message),
    warn: (path, message) => problems.warn(origins.place(root, path), message),
  };
}

// Where the parts of a configuration stand in their files. Values read from YAML and CSV stay plain; what is known about
// their origin is kept beside them, and turned into lines and columns only when there is something to say.

/** A position in a file; line and column are 1-based. */
export interface Place {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

/** Way from the root of a configuration to one of its parts. */
export type Path = readonly PropertyKey[];

/** What is known about the origin of one mapping or list. */
export interface Origin {
  /** Where the container itself begins. */
  here(): Place;
  /** Where the key of a part stands; undefined for list items and for what is not there. */
  key(part: PropertyKey): Place | undefined;
  /** Where the value of a part stands; undefined for what is not there. */
  value(part: PropertyKey): Place | undefined;
  /** A scalar part as it was written; undefined when it is no scalar. */
  written(part: PropertyKey): string | undefined;
}

/** The origins of all containers of one configuration. */
export class Origins {
  readonly #origins = new WeakMap<object, Origin>();

  /** Notes the origin of a container. */
  note(container: object, origin: Origin): void {
    this.#origins.set(container, origin);
  }

  /** The origin of a container that was read from a file. */
  of(container: unknown): Origin | undefined {
    return isContainer(container) ? this.#origins.get(container) : undefined;
  }

  /** Where the value at a path stands; where it is missing, the nearest container around it. */
  place(root: object, path: Path): Place {
    return this.#find(root, path, (origin, part) => origin.value(part));
  }

  /** Where the key at the end of a path stands. */
  keyPlace(root: object, path: Path): Place {
    return this.#find(root, path, (origin, part) => origin.key(part) ?? origin.value(part));
  }

  /** The scalar at a path as it was written in its file. */
  written(root: object, path: Path): string | undefined {
    const part = path.at(-1);
    return part === undefined ? undefined : this.of(valueAt(root, path.slice(0, -1)))?.written(part);
  }

  #find(root: object, path: Path, look: (origin: Origin, part: PropertyKey) => Place | undefined): Place {
    let found = this.of(root)?.here() ?? { file: '', line: 1, column: 1 };
    let current: unknown = root;
    for (const part of path) {
      const origin = this.of(current);
      const next = valueAt(current, [part]);
      found = (origin && look(origin, part)) ?? this.of(next)?.here() ?? found;
      current = next;
    }
    return found;
  }
}

/** The value at a path of plain containers; undefined where there is none. */
export function valueAt(root: unknown, path: Path): unknown {
  let current = root;
  for (const part of path) {
    if (!isContainer(current) || !Object.hasOwn(current, part)) return undefined;
    current = Reflect.get(current, part);
  }
  return current;
}

function isContainer(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}

// Patterns of profiles. A regular expression can take for ever on a text that almost matches, and the texts come from
// devices. A pattern is taken apart when its profile is loaded and its worst case added up: it looks at as much of a text
// as that allows, and is refused when that is too little to be of use.

/** Texts are looked at up to the first of these lengths that a pattern can afford; DisplayString ends at 255 octets. */
const LENGTHS = [512, 256, 128] as const;
/** A longer pattern is a mistake. */
const MOST_PATTERN = 200;
/** Steps of the worst case, some tens of milliseconds. A repetition that is tried from every start takes 512². */
const MOST_STEPS = 64 * LENGTHS[0] ** 2;
/** Repetitions of a group that varies are counted one by one; more are refused. */
const MOST_COPIES = 32;
const MOST_PARTS = 256;
/** Bit of all characters beyond ASCII in a set of characters. */
const BEYOND = 1n << 128n;
const BEYOND_SAMPLES = ['\u00a0', '\u00e9', '\u2028', '\u4e00', '\ufffd'];

/** A pattern that looks at the first so many characters of a text only. */
class Pattern extends RegExp {
  readonly #length: number;

  constructor(source: string, length: number) {
    super(source);
    this.#length = length;
  }

  override exec(text: string): RegExpExecArray | null {
    return super.exec(text.slice(0, this.#length));
  }
}

/** A pattern as a regular expression whose time is bounded, or why it is none. */
export function patternOf(source: string): RegExp | string {
  if (source.length > MOST_PATTERN) return `a pattern has at most ${MOST_PATTERN} characters`;
  try {
    new RegExp(source);
    const { anchored, steps } = new Reader(source).alternatives();
    const length = LENGTHS.find((most) => (anchored ? 1 : most) * steps(0n, 0, most) <= MOST_STEPS);
    return length ? new Pattern(source, length) : 'a pattern repeats too much: it could take for ever';
  } catch (error) {
    return error instanceof Refused
      ? error.message
      : `no pattern: ${error instanceof Error ? error.message : String(error)}`;
  }
}

class Refused extends Error {}

/** A part of a pattern. Sets of characters have one bit each, and one for all beyond ASCII. */
interface Part {
  /** Characters it may begin with. */
  readonly first: bigint;
  /** Whether it may match the empty text. */
  readonly empty: boolean;
  /** Whether it can match one text in ways of different length, or by different branches. */
  readonly varies: boolean;
  /** Whether it only matches at the start of a text. */
  readonly anchored: boolean;
  /** Characters, groups and bounds in it, copies counted. */
  readonly size: number;
  /**
   * Most steps from here to the end on a text of `length`, when `follow` may come next and takes `rest` steps; no rest:
   * a match is found.
   */
  steps(follow: bigint, rest: number, length: number): number;
}

const NOTHING = { first: 0n, varies: false, size: 1, steps: (_: bigint, rest: number) => 1 + rest };
const START: Part = { ...NOTHING, empty: false, anchored: true };
const END: Part = { ...NOTHING, empty: false, anchored: false };
const BOUNDARY: Part = { ...NOTHING, empty: true, anchored: false };

/** Takes apart what RegExp has found to be well formed. */
class Reader {
  readonly #source: string;
  #at = 0;

  constructor(source: string) {
    this.#source = source;
  }

  alternatives(): Part {
    const branches = [this.#sequence()];
    while (this.#take(/\|/y) !== undefined) branches.push(this.#sequence());
    const [only, second] = branches;
    return only && !second ? only : oneOf(branches);
  }

  #sequence(): Part {
    const parts: Part[] = [];
    while (this.#at < this.#source.length && !/[|)]/.test(this.#source.charAt(this.#at)))
      parts.push(this.#repeated());
    return inTurn(parts);
  }

  #repeated(): Part {
    const part = this.#atom();
    const written = this.#take(/[*+?]\??|\{\d+(?:,\d*)?\}\??/y);
    if (written === undefined) return part;
    const [least = 0, most = least] = (BOUNDS[written.charAt(0)] ?? written.slice(1).split(',')).map(
      (bound) => (/^\d/.test(String(bound)) ? Number.parseInt(String(bound), 10) : Number.POSITIVE_INFINITY),
    );
    return repeat(part, least, most);
  }

  #atom(): Part {
    if (this.#take(/\(\?(?:[=!]|<[=!])/y) !== undefined)
      throw new Refused('a pattern cannot look around here');
    if (this.#take(/\((?:\?(?::|<[^>]*>))?/y) !== undefined) {
      const inner = this.alternatives();
      this.#take(/\)/y);
      return inner;
    }
    if (this.#take(/\^/y) !== undefined) return START;
    if (this.#take(/\$/y) !== undefined) return END;
    if (this.#take(/\\[bB]/y) !== undefined) return BOUNDARY;
    if (this.#take(/\\[1-9k]/y) !== undefined)
      throw new Refused('a pattern cannot refer back to its groups here');
    const one = this.#take(/\[(?:[^\]\\]|\\.)*\]|\\(?:x[0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|c[A-Za-z]|.)|./sy);
    return character(one ?? '');
  }

  #take(token: RegExp): string | undefined {
    token.lastIndex = this.#at;
    const found = token.exec(this.#source)?.[0];
    this.#at += found?.length ?? 0;
    return found;
  }
}

const BOUNDS: Readonly<Record<string, readonly (number | undefined)[]>> = {
  '*': [0, Number.POSITIVE_INFINITY],
  '+': [1, Number.POSITIVE_INFINITY],
  '?': [0, 1],
};

/** One character of a set; which ones, RegExp knows best. */
function character(source: string): Part {
  const set = new RegExp(`^(?:${source})$`);
  let first = BEYOND_SAMPLES.some((each) => set.test(each)) || /[^ -~]|\\[ux]/.test(source) ? BEYOND : 0n;
  for (let code = 0; code < 128; code++) if (set.test(String.fromCharCode(code))) first |= 1n << BigInt(code);
  return { first, empty: false, varies: false, anchored: false, size: 1, steps: (_, rest) => 1 + rest };
}

function inTurn(parts: readonly Part[]): Part {
  return {
    first: parts.reduceRight((follow, part) => begins(part, follow), 0n),
    empty: parts.every(({ empty }) => empty),
    varies: parts.some(({ varies }) => varies),
    anchored: parts[0]?.anchored ?? false,
    size: sizeOf(parts),
    steps: (follow, rest, length) => {
      let next = follow;
      let steps = rest;
      for (const part of parts.toReversed()) {
        steps = part.steps(next, steps, length);
        next = begins(part, next);
      }
      return steps;
    },
  };
}

/** What may come when a part does, before what follows it. */
function begins({ first, empty }: Part, follow: bigint): bigint {
  return empty ? first | follow : first;
}

/** At most one of branches that begin differently goes on to the rest. */
function oneOf(branches: readonly Part[]): Part {
  return {
    first: branches.reduce((all, { first }) => all | first, 0n),
    empty: branches.some(({ empty }) => empty),
    varies: true,
    anchored: branches.every(({ anchored }) => anchored),
    size: sizeOf(branches),
    steps: (follow, rest, length) => {
      const sets = branches.map((branch) => begins(branch, follow));
      const apart = sets.every((set, at) => sets.slice(0, at).every((other) => (set & other) === 0n));
      const steps = branches.map((branch) => branch.steps(follow, rest, length));
      return branches.length + (apart ? Math.max(...steps) : steps.reduce((sum, each) => sum + each, 0));
    },
  };
}

/** A repetition ends in one place only when what is repeated cannot be what follows. */
function repeat(part: Part, least: number, most: number): Part {
  if (most > 1 && part.varies) return copies(part, least, most);
  return {
    ...part,
    empty: least === 0 || part.empty,
    varies: least !== most || part.varies,
    anchored: part.anchored && least > 0,
    steps: (follow, rest, length) => {
      const open = (part.first & follow) !== 0n || part.empty;
      if (most === 1) return part.steps(follow, rest, length) + (open && least === 0 ? rest : 1);
      const [fewest, longest] = [Math.min(least, length), Math.min(most, length)];
      const once = part.steps(follow | part.first, 0, length);
      if (rest === 0) return 1 + fewest * once;
      return longest * once + (open ? longest - fewest + 1 : 1) * rest;
    },
  };
}

function copies(part: Part, least: number, most: number): Part {
  if (most > MOST_COPIES || most * part.size > MOST_PARTS)
    throw new Refused('a pattern repeats a group that repeats or chooses within: it could take for ever');
  return inTurn(Array.from({ length: most }, (_, at) => (at < least ? part : repeat(part, 0, 1))));
}

function sizeOf(parts: readonly Part[]): number {
  return parts.reduce((sum, { size }) => sum + size, 1);
}

// Writes cleaned points as InfluxDB line protocol with millisecond times. clean.ts has already removed what the format
// cannot say (control characters, trailing backslashes, figures that are not finite), so that one point is one line.
//
// Bytes are put where they belong at once: strings joined piece by piece cost five times as much, nearly all of it garbage.

import type { CleanPoint, CleanValue } from '../clean.ts';
import type { FieldKind } from '../schema.ts';

const FIRST_BYTES = 256 * 1024;
/** Names and tags that are kept encoded; one more begins anew. 10,000 links have some 30,000. */
const MOST_KEPT = 50_000;
/** Room that one number with its separators takes at most. */
const NUMBER_BYTES = 64;
const ZERO = 48;
const [COMMA, SPACE, DOT, NEWLINE, MINUS, INTEGER] = [44, 32, 46, 10, 45, 105] as const;

/** Gathers lines. */
export class LineWriter {
  #bytes = Buffer.allocUnsafe(FIRST_BYTES);
  #length = 0;
  readonly #names = new Map<string, Uint8Array>();
  readonly #tags = new Map<string, Uint8Array>();

  /** Adds one line. */
  add(point: CleanPoint): void {
    this.#copy(this.#named(point.measurement, point.measurement));
    for (const [name, value] of point.tags) {
      this.#byte(COMMA);
      this.#copy(this.#named(name, `${name}=`));
      this.#copy(this.#tag(value));
    }
    let separator: number = SPACE;
    for (const [name, kind, value] of point.fields) {
      this.#byte(separator);
      this.#copy(this.#named(name, `${name}=`));
      this.#value(kind, value);
      separator = COMMA;
    }
    this.#byte(SPACE);
    this.#number(point.at);
    this.#byte(NEWLINE);
  }

  /** The lines so far, in bytes that the next `add` overwrites. */
  take(): Uint8Array<ArrayBuffer> {
    const lines = this.#bytes.subarray(0, this.#length);
    this.#length = 0;
    return lines;
  }

  #value(kind: FieldKind, value: CleanValue): void {
    switch (kind) {
      case 'integer':
        if (typeof value === 'number') this.#number(value);
        else this.#text(String(value));
        this.#byte(INTEGER);
        return;
      case 'float':
        if (typeof value === 'number') this.#number(value);
        else this.#text(String(value));
        return;
      case 'text':
        this.#text(`"${String(value).replace(/["\\]/g, '\\$&')}"`);
        return;
      default:
        kind satisfies never;
    }
  }

  /**
   * The shortest text that reads back as the same number. Most figures are whole or whole thousandths (µs of ms): dividing
   * rounds as reading does, so that their digits can be taken one by one.
   */
  #number(value: number): void {
    this.#room(NUMBER_BYTES);
    const isWhole = Number.isSafeInteger(value);
    const thousandths = isWhole ? 0 : Math.round(value * 1_000);
    if (Object.is(value, -0) || !(isWhole || (Math.abs(value) < 1e9 && thousandths / 1_000 === value))) {
      this.#text(String(value));
      return;
    }
    if (value < 0) this.#bytes[this.#length++] = MINUS;
    if (isWhole) this.#digits(Math.abs(value), 1);
    else {
      const all = Math.abs(thousandths);
      const whole = Math.floor(all / 1_000);
      this.#digits(whole, 1);
      this.#bytes[this.#length++] = DOT;
      let rest = all - whole * 1_000;
      let width = 3;
      while (rest % 10 === 0) {
        rest /= 10;
        width--;
      }
      this.#digits(rest, width);
    }
  }

  /** A whole number with at least so many digits. */
  #digits(value: number, least: number): void {
    let width = least;
    for (let bound = 10 ** least; bound <= value; bound *= 10) width++;
    let rest = value;
    for (let place = this.#length + width - 1; place >= this.#length; place--) {
      const next = Math.floor(rest / 10);
      this.#bytes[place] = ZERO + (rest - next * 10);
      rest = next;
    }
    this.#length += width;
  }

  #text(text: string): void {
    this.#room(text.length * 3);
    this.#length += this.#bytes.write(text, this.#length, 'utf8');
  }

  #byte(value: number): void {
    this.#room(1);
    this.#bytes[this.#length++] = value;
  }

  #copy(from: Uint8Array): void {
    this.#room(from.length);
    // Faster than set() for so few bytes.
    for (let index = 0; index < from.length; index++) this.#bytes[this.#length + index] = from[index] ?? 0;
    this.#length += from.length;
  }

  #room(bytes: number): void {
    if (this.#length + bytes <= this.#bytes.length) return;
    const larger = Buffer.allocUnsafe(Math.max(this.#bytes.length * 2, this.#length + bytes));
    larger.set(this.#bytes.subarray(0, this.#length));
    this.#bytes = larger;
  }

  #named(name: string, text: string): Uint8Array {
    return kept(this.#names, name === text ? `${name} ` : name, () => text);
  }

  #tag(value: string): Uint8Array {
    return kept(this.#tags, value, () => escapeTag(value));
  }
}

const single = new LineWriter();

/** One line, its newline included. */
export function lineOf(point: CleanPoint): string {
  single.add(point);
  return Buffer.from(single.take()).toString('utf8');
}

function kept(map: Map<string, Uint8Array>, key: string, textOf: () => string): Uint8Array {
  const known = map.get(key);
  if (known) return known;
  if (map.size === MOST_KEPT) map.clear();
  const bytes = Buffer.from(textOf(), 'utf8');
  map.set(key, bytes);
  return bytes;
}

/** Commas, spaces and equal signs end a tag; a backslash before anything else stands for itself. */
function escapeTag(value: string): string {
  return value.replace(/[,= ]/g, '\\$&');
}

// Turns offsets into a file's text into lines and columns.

import type { Place } from './place.ts';

/** The lines of one file. Columns count UTF-16 code units, as editors do. */
export class Lines {
  readonly file: string;
  readonly text: string;
  #starts: readonly number[] | undefined;

  /** Looks at the text only when first asked. */
  constructor(file: string, text: string) {
    this.file = file;
    this.text = text;
  }

  /** The place of an offset; offsets beyond the end are the end. */
  place(offset: number): Place {
    this.#starts ??= lineStarts(this.text);
    const starts = this.#starts;
    const wanted = Math.max(0, Math.min(offset, this.text.length));
    let low = 0;
    let high = starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((starts[middle] ?? 0) <= wanted) low = middle;
      else high = middle - 1;
    }
    return { file: this.file, line: low + 1, column: wanted - (starts[low] ?? 0) + 1 };
  }
}

function lineStarts(text: string): readonly number[] {
  const starts = [0];
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return starts;
}

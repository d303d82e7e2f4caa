// "Did you mean …?" for keys, ids and words.

/** Longer texts are not compared: a suggestion for them would be chance. */
const MOST_LETTERS = 64;
/** Candidates compared per question; in a province of 10,000 links one wrong id must not take seconds. */
const MOST_CANDIDATES = 20_000;

/** The candidate most like a text, or undefined when none is like it. Case and `-`, `_`, `.`, blanks count little. */
export function nearest(text: string, candidates: Iterable<string>): string | undefined {
  const wanted = simple(text);
  if (wanted.length === 0 || wanted.length > MOST_LETTERS) return undefined;
  let most = Math.floor(wanted.length / 3) + 1;
  let best: string | undefined;
  let compared = 0;
  for (const candidate of candidates) {
    if (++compared > MOST_CANDIDATES) break;
    const given = simple(candidate);
    if (given.length > MOST_LETTERS || Math.abs(given.length - wanted.length) >= most) continue;
    const edits = distance(wanted, given);
    if (edits >= most || edits >= Math.max(given.length, wanted.length)) continue;
    most = edits;
    best = candidate;
    if (edits === 0) break;
  }
  return best;
}

/** `; did you mean "x"?`, or nothing. */
export function didYouMean(text: string, candidates: Iterable<string>): string {
  const found = nearest(text, candidates);
  return found === undefined ? '' : `; did you mean "${found}"?`;
}

function simple(text: string): string {
  return text.toLowerCase().replace(/[-_.\s]/g, '');
}

/** Optimal string alignment: insertions, deletions, replacements and swaps of neighbours. */
function distance(a: string, b: string): number {
  let before: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1];
      let least = Math.min((last[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, (last[j - 1] ?? 0) + (same ? 0 : 1));
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        least = Math.min(least, (before[j - 2] ?? 0) + 1);
      row.push(least);
    }
    before = last;
    last = row;
  }
  return last[b.length] ?? 0;
}

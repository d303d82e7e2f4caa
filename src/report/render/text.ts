// Text that came from anywhere (names of villages, devices, notes of people) made safe for paper, sheets and markup. Pure.

/** What a file format or a screen cannot hold, or would take as a command: control characters, halves of pairs, non-characters. */
const UNSAFE =
  /(?![\t\n\r])\p{Cc}|[\u200b\u202a-\u202e\u2028\u2029\u2060-\u206f\ufdd0-\ufdef\ufeff\ufffe\uffff]|\p{Cs}/gu;

/** The text without what no format can hold; line breaks become `\n`. */
export function cleanText(text: string): string {
  return text.replace(/\r\n?/g, '\n').replace(UNSAFE, '');
}

/** {@link cleanText} on one line. */
export function oneLine(text: string): string {
  return cleanText(text).replace(/\s+/g, ' ').trim();
}

/** Text for XML and HTML, in elements and in quoted attributes. */
export function escapeMarkup(text: string): string {
  return cleanText(text)
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;');
}

/** The first `most` characters, the last of them an ellipsis where something was left out. */
export function shorten(text: string, most: number): string {
  const characters = [...text];
  return characters.length <= most
    ? text
    : `${characters
        .slice(0, Math.max(0, most - 1))
        .join('')
        .trimEnd()}…`;
}

/** Signs that the report's font lacks, by what stands for them on paper. */
const FALLBACKS: ReadonlyMap<string, string> = new Map([
  ['→', '–>'],
  ['←', '<–'],
  ['↔', '<–>'],
  ['⇒', '=>'],
  ['✓', '√'],
  ['✔', '√'],
  ['✗', '×'],
  ['✘', '×'],
  ['▲', '^'],
  ['▼', 'v'],
  ['◆', '•'],
  ['\u2011', '-'],
  ['\u00ad', ''],
  ['\t', ' '],
]);
const FALLBACK = new RegExp(`[${[...FALLBACKS.keys()].join('')}]`, 'g');

/** {@link cleanText} with signs that the report's font has. */
export function paperText(text: string): string {
  return cleanText(text).replace(FALLBACK, (sign) => FALLBACKS.get(sign) ?? sign);
}

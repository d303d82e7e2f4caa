// The bounds of a message's texts. What does not fit is cut, and three dots say so.

/** Longest subject: what a phone's lock screen and a mail list still show. */
export const MOST_SUBJECT = 120;
/** Longest body: under Telegram's 4,096 characters with room for a channel's own lines. */
export const MOST_BODY = 3_500;

const DOTS = '…';

/** One line of at most so many characters; names from the configuration may hold anything. */
export function clipLine(text: string, most: number = MOST_SUBJECT): string {
  return cut(text.replace(/[\s\p{Cc}]+/gu, ' ').trim(), most);
}

/** Lines of at most 3,500 characters together; the last line (the way to the page) is always kept whole. */
export function clipBody(lines: readonly string[], last?: string): string {
  const text = lines.join('\n');
  const room = MOST_BODY - (last === undefined ? 0 : last.length + 1);
  if (room < DOTS.length) return cut(text, MOST_BODY);
  const kept = cut(text, room);
  return last === undefined ? kept : `${kept}\n${last}`;
}

/** Cuts between characters, never through a surrogate pair. */
function cut(text: string, most: number): string {
  if (text.length <= most) return text;
  const kept = text.slice(0, most - DOTS.length).replace(/[\uD800-\uDBFF]$/, '');
  return `${kept.trimEnd()}${DOTS}`;
}

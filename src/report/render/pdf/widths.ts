// How wide the columns of a table on paper are: as the report wishes, but no number is broken in two. Pure.

import { textWidth } from '../svg/draw.ts';
import { SIZES } from './look.ts';

/** Of a page: a word may claim no more, and is broken instead. */
const MOST_WORD = 70;
const MOST_NUMBER = 110;
/** Letters smaller than this are not read on a copy of a copy. */
const LEAST_SIZE = 6;

/** Width that a column needs at the tables' size of letters, for its widest part that is not to be broken. */
export function widestPart({
  title,
  texts,
  total,
  isNumber,
}: {
  readonly title: string;
  readonly texts: readonly string[];
  readonly total: string;
  readonly isNumber: boolean;
}): number {
  // Bold letters are a little wider than the estimate's.
  const bold = 1.03;
  const word = (text: string): number => {
    let widest = 0;
    for (const part of text.split(/[ \n]/)) widest = Math.max(widest, textWidth(part, SIZES.table));
    return widest;
  };
  let least = Math.min(word(title) * bold, MOST_WORD);
  const most = isNumber ? MOST_NUMBER : MOST_WORD;
  for (const text of texts)
    least = Math.max(least, Math.min(most, isNumber ? textWidth(text, SIZES.table) : word(text)));
  return (
    Math.max(least, Math.min(most, (isNumber ? textWidth(total, SIZES.table) : word(total)) * bold)) + 0.5
  );
}

/**
 * Widths by shares of the room, none below its least; the letters become smaller where the leasts do not fit, down to
 * {@link LEAST_SIZE}, and beyond that the widths are cut in proportion, none below `floor`.
 */
export function fitWidths({
  leasts,
  shares,
  room,
  floor,
}: {
  readonly leasts: readonly number[];
  readonly shares: readonly number[];
  readonly room: number;
  readonly floor: number;
}): { readonly widths: readonly number[]; readonly size: number } {
  const needed = leasts.reduce((sum, least) => sum + least, 0);
  const scale = Math.max(LEAST_SIZE / SIZES.table, Math.min(1, room / Math.max(needed, 1)));
  const size = Math.floor(SIZES.table * scale * 100) / 100;
  const least = leasts.map((one) => one * scale);
  const total = least.reduce((sum, one) => sum + one, 0);
  if (total > room) return { widths: cutTo(least, room, floor), size };
  return { widths: shared(least, shares, room), size };
}

/** Columns whose share is less than their least get the least, until the rest shares what is left. */
function shared(leasts: readonly number[], shares: readonly number[], room: number): number[] {
  const wishes = shares.map((share) => Math.min(Math.max(share, 0.01), 1_000));
  const isFixed = leasts.map(() => false);
  for (let round = 0; round < leasts.length; round++) {
    const free = room - leasts.reduce((sum, least, nth) => sum + (isFixed[nth] ? least : 0), 0);
    const sum = wishes.reduce((all, wish, nth) => all + (isFixed[nth] ? 0 : wish), 0);
    const short = leasts.flatMap((least, nth) =>
      !isFixed[nth] && ((wishes[nth] ?? 0) / sum) * free < least ? [nth] : [],
    );
    if (short.length === 0)
      return leasts.map((least, nth) => (isFixed[nth] ? least : ((wishes[nth] ?? 0) / sum) * free));
    for (const nth of short) isFixed[nth] = true;
  }
  const sum = leasts.reduce((all, least) => all + least, 0);
  return leasts.map((least) => (least / Math.max(sum, 1)) * room);
}

function cutTo(leasts: readonly number[], room: number, floor: number): number[] {
  const spare = Math.max(0, room - leasts.length * floor);
  const above = leasts.map((least) => Math.max(0, least - floor));
  const sum = above.reduce((all, one) => all + one, 0);
  return above.map((one) => floor + (sum === 0 ? 0 : (one / sum) * spare));
}

// Which names have room: the most urgent first, each beside its mark where it covers neither a mark nor another name. Pure.

/** A rectangle in px. */
export interface Box {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** A name that wants to be written. */
export interface LabelWish {
  readonly text: string;
  /** The mark it belongs to. */
  readonly x: number;
  readonly y: number;
  readonly halfWidth: number;
  readonly halfHeight: number;
  /** Size of the text. */
  readonly width: number;
  readonly height: number;
  /** The smaller the earlier it chooses. */
  readonly rank: number;
  /** Whether it belongs to an area: it is written upon its place, or not at all. */
  readonly upon?: boolean;
}

/** A name with its place. */
export interface Label<Wish extends LabelWish> {
  readonly wish: Wish;
  readonly box: Box;
}

/** Room between mark and name, px. */
const GAP_PX = 3;
/** Names on one screen: more are not read. */
export const MOST_LABELS = 400;
/** Side of the squares by which neighbours are found, px. */
const CELL_PX = 64;

/**
 * Places names, within what is seen where they can be, else within what is painted. Of equal rank whoever comes first; a name
 * without room is left out.
 */
export function placeLabels<Wish extends LabelWish>(
  wishes: readonly Wish[],
  obstacles: readonly Box[],
  { seen, painted }: { readonly seen: Box; readonly painted: Box },
): readonly Label<Wish>[] {
  const taken = new Taken();
  for (const box of obstacles) taken.add(box);
  const placed: Label<Wish>[] = [];
  const order = [...wishes].sort((a, b) => a.rank - b.rank);
  for (const wish of order) {
    if (placed.length >= MOST_LABELS) break;
    const free = placesAround(wish).filter((each) => isInside(each, painted) && !taken.hits(each));
    const box = free.find((each) => isInside(each, seen)) ?? free.find((each) => !overlaps(each, seen));
    if (!box) continue;
    taken.add(box);
    placed.push({ wish, box });
  }
  return placed;
}

/** Right, left, below, above, then the corners; right first, as maps do. */
function placesAround({ x, y, halfWidth, halfHeight, width, height, upon }: LabelWish): readonly Box[] {
  const box = (left: number, top: number): Box => ({ left, top, right: left + width, bottom: top + height });
  if (upon) return [box(x - width / 2, y - height / 2)];
  return [
    box(x + halfWidth + GAP_PX, y - height / 2),
    box(x - halfWidth - GAP_PX - width, y - height / 2),
    box(x - width / 2, y + halfHeight + 1),
    box(x - width / 2, y - halfHeight - 1 - height),
    box(x + halfWidth, y + halfHeight - GAP_PX),
    box(x + halfWidth, y - halfHeight + GAP_PX - height),
    box(x - halfWidth - width, y + halfHeight - GAP_PX),
    box(x - halfWidth - width, y - halfHeight + GAP_PX - height),
  ];
}

function isInside(box: Box, view: Box): boolean {
  return box.left >= view.left && box.top >= view.top && box.right <= view.right && box.bottom <= view.bottom;
}

/** Whether two rectangles share more than an edge. */
export function overlaps(a: Box, b: Box): boolean {
  return a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
}

/** Rectangles by the squares they lie in. */
class Taken {
  readonly #cells = new Map<string, Box[]>();

  add(box: Box): void {
    for (const key of cellsOf(box)) {
      const cell = this.#cells.get(key);
      if (cell) cell.push(box);
      else this.#cells.set(key, [box]);
    }
  }

  hits(box: Box): boolean {
    return cellsOf(box).some((key) => this.#cells.get(key)?.some((other) => overlaps(box, other)));
  }
}

function cellsOf({ left, top, right, bottom }: Box): readonly string[] {
  const cells: string[] = [];
  for (let x = Math.floor(left / CELL_PX); x <= Math.floor(right / CELL_PX); x++)
    for (let y = Math.floor(top / CELL_PX); y <= Math.floor(bottom / CELL_PX); y++) cells.push(`${x} ${y}`);
  return cells;
}

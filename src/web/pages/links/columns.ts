// The columns a table of links can have: their order, what is shown on which screen by default, and how wide each is.

/** All columns, in the order of the table. */
export const COLUMNS = [
  'state',
  'link',
  'regency',
  'provider',
  'contract',
  'medium',
  'address',
  'since',
  'long',
  'rtt',
  'p95',
  'jitter',
  'loss',
  'mos',
  'in',
  'out',
  'traffic',
  'bandwidth',
  'clients',
  'battery',
  'age',
  'spark',
  'reason',
] as const;
/** One of {@link COLUMNS}; `traffic` is how full the link is, `long` how long its state has lasted. */
export type Column = (typeof COLUMNS)[number];

/** Columns that are always there: without them a row names nothing. */
export const FIXED: ReadonlySet<Column> = new Set<Column>(['state', 'link']);

/** Columns that are right-aligned figures, and begin with their largest when they are sorted. */
export const FIGURES: ReadonlySet<Column> = new Set<Column>([
  'long',
  'rtt',
  'p95',
  'jitter',
  'loss',
  'in',
  'out',
  'traffic',
  'bandwidth',
  'clients',
  'age',
]);
/** Figures that are the worse the smaller they are. */
export const LOW_IS_BAD: ReadonlySet<Column> = new Set<Column>(['mos', 'battery']);

/** A drawing and a sentence have no order of their own. */
export const UNSORTED: ReadonlySet<Column> = new Set<Column>(['spark', 'reason']);

/** How wide a screen is, as far as its usual columns go. */
export type ScreenSize = 'phone' | 'desk' | 'wide';

/** A telephone, as in the style sheets; and from where on there is room for an hour's line. */
export const PHONE_MOST_PX = 800;
const WIDE_LEAST_PX = 1_600;

/** The size of a window, by its width in CSS px. */
export function sizeOf(widthPx: number): ScreenSize {
  if (widthPx <= PHONE_MOST_PX) return 'phone';
  return widthPx < WIDE_LEAST_PX ? 'desk' : 'wide';
}

/** What is shown where nobody has chosen. */
export const USUAL: Readonly<Record<ScreenSize, readonly Column[]>> = {
  phone: ['state', 'link', 'long'],
  // The reason of a fault is worth more room than the moment it began: how long it lasts is there.
  desk: ['state', 'link', 'long', 'rtt', 'loss', 'traffic', 'age', 'reason'],
  wide: ['state', 'link', 'since', 'long', 'rtt', 'loss', 'traffic', 'age', 'spark', 'reason'],
};

const WIDTH_PX: Readonly<Record<Exclude<Column, 'link' | 'reason'>, number>> = {
  state: 152,
  regency: 132,
  provider: 112,
  contract: 124,
  medium: 78,
  address: 116,
  since: 104,
  long: 110,
  rtt: 74,
  p95: 84,
  jitter: 76,
  loss: 62,
  mos: 58,
  in: 88,
  out: 88,
  traffic: 98,
  bandwidth: 98,
  clients: 92,
  battery: 78,
  age: 88,
  spark: 132,
};
/** Names are cut short below and float lost above these. */
const LINK_PX = { least: 190, share: 0.2, most: 360 };
const REASON_LEAST_PX = 200;
/** On a telephone the name has to leave room for a column to be seen beside it. */
const PHONE_PX = { state: 140, mark: 30, link: 122 };

/** Widths in px of columns in a room as wide as that; together at least the room, more where they do not fit. */
export function widthsOf(columns: readonly Column[], roomPx: number, size: ScreenSize): readonly number[] {
  const isPhone = size === 'phone';
  const least = (column: Column): number => {
    if (column === 'reason') return REASON_LEAST_PX;
    if (column === 'link')
      return isPhone ? PHONE_PX.link : clamp(roomPx * LINK_PX.share, LINK_PX.least, LINK_PX.most);
    if (column === 'state' && isPhone)
      return columns.length > USUAL.phone.length ? PHONE_PX.mark : PHONE_PX.state;
    return WIDTH_PX[column];
  };
  const widths = columns.map((column) => Math.round(least(column)));
  const rest = Math.floor(roomPx) - widths.reduce((sum, width) => sum + width, 0);
  // What is left over goes to the sentence, or else to the name.
  const elastic = columns.indexOf(columns.includes('reason') ? 'reason' : 'link');
  return rest > 0 ? widths.map((width, index) => (index === elastic ? width + rest : width)) : widths;
}

function clamp(value: number, least: number, most: number): number {
  return Math.max(least, Math.min(most, value));
}

/** Columns by name in the table's order, with those that are always there; unknown names are ignored. */
export function columnsNamed(names: readonly string[]): readonly Column[] {
  return COLUMNS.filter((column) => FIXED.has(column) || names.includes(column));
}

// Which rows of a long list are drawn: those in view and a few around them.

/** Height of every row in px; links.css says the same. */
export const ROW_HEIGHT_PX = 30;
/** Rows drawn beyond each edge, so that a fast scroll meets drawn rows. */
const OVERSCAN_ROWS = 10;
/** The slice moves by so many rows at a time: most steps of a scroll then change nothing. */
const STEP_ROWS = 4;

/** A slice [start, end) of the rows. */
export interface Slice {
  readonly start: number;
  readonly end: number;
}

/** Rows to draw for a scroll position and a height of the viewport, both in px. */
export function sliceInView(rowCount: number, scrollTopPx: number, viewportPx: number): Slice {
  const first = Math.floor(Math.max(0, scrollTopPx) / ROW_HEIGHT_PX);
  const visible = Math.ceil(viewportPx / ROW_HEIGHT_PX) + 1;
  const last = Math.ceil((first + visible + OVERSCAN_ROWS) / STEP_ROWS) * STEP_ROWS;
  const end = Math.min(rowCount, last);
  const start = Math.floor((first - OVERSCAN_ROWS) / STEP_ROWS) * STEP_ROWS;
  return { start: Math.max(0, Math.min(start, end)), end };
}

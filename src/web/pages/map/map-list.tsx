// The list beside the map, walked with the arrow keys: whatever is focused here is highlighted there. Only the rows in view
// are drawn.

import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { SiteId } from '../../../domain/ids.ts';
import { isBroken } from '../../map/look.ts';
import { LookMark, lookWord } from '../../map/look-mark.tsx';
import { useMapWords } from '../../map/map-words.ts';
import { useApp } from '../../state/context.ts';
import { formatDuration } from '../../text/format.ts';
import { useMapPageWords } from './map-page-words.ts';
import { type GroupRow, type ListRow, type SiteRow, UNPLACED } from './map-rows.ts';

/** Height of every row, px; as in the style sheet. */
const ROW_PX = 32;
const BEYOND_ROWS = 10;
const PAGE_ROWS = 12;
const MOVES: Readonly<Record<string, (index: number, count: number) => number>> = {
  ArrowDown: (index) => index + 1,
  ArrowUp: (index) => index - 1,
  PageDown: (index) => index + PAGE_ROWS,
  PageUp: (index) => index - PAGE_ROWS,
  Home: () => 0,
  End: (_, count) => count - 1,
};

/** The list. */
export function MapList({
  rows,
  selected,
  onFocus,
  onOpen,
}: {
  readonly rows: readonly ListRow[];
  readonly selected: SiteId | undefined;
  /** The site the keyboard is on; undefined when it has left. */
  onFocus(site: SiteId | undefined): void;
  onOpen(site: SiteId): void;
}) {
  const own = useMapPageWords();
  const scroller = useRef<HTMLDivElement>(null);
  const wantsFocus = useRef(false);
  const [scrollTop, setScrollTop] = useState(0);
  const [height, setHeight] = useState(600);
  const [cursor, setCursor] = useState(0);
  useEffect(() => {
    const element = scroller.current;
    if (!element) return;
    const observer = new ResizeObserver(() => setHeight(element.clientHeight));
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  useLayoutEffect(() => {
    if (!wantsFocus.current) return;
    wantsFocus.current = false;
    scroller.current?.querySelector<HTMLElement>('[tabindex="0"]')?.focus({ preventScroll: true });
  });
  const start = Math.max(0, Math.floor(scrollTop / ROW_PX) - BEYOND_ROWS);
  const end = Math.min(rows.length, Math.ceil((scrollTop + height) / ROW_PX) + BEYOND_ROWS);
  // Tab reaches the site where the keyboard was, or the first in view.
  const current = siteNear(
    rows,
    cursor >= start && cursor < end ? cursor : Math.ceil(scrollTop / ROW_PX),
    -1,
  );
  const move = (event: KeyboardEvent): void => {
    const element = scroller.current;
    const step = MOVES[event.key];
    if (!step || !element) return;
    event.preventDefault();
    const next = siteNear(rows, step(current, rows.length), current);
    const top = next * ROW_PX;
    if (top < element.scrollTop) element.scrollTop = Math.max(0, top - ROW_PX);
    else if (top + ROW_PX > element.scrollTop + element.clientHeight)
      element.scrollTop = top + ROW_PX - element.clientHeight;
    setScrollTop(element.scrollTop);
    wantsFocus.current = true;
    setCursor(next);
  };
  const latest = useRef({ move, onFocus });
  latest.current = { move, onFocus };
  useEffect(() => {
    // Keys and focus bubble up from the rows' buttons; the scroller itself is no control.
    const element = scroller.current;
    if (!element) return;
    const press = (event: KeyboardEvent): void => latest.current.move(event);
    const leave = ({ relatedTarget }: FocusEvent): void => {
      if (!(relatedTarget instanceof Node && element.contains(relatedTarget)))
        latest.current.onFocus(undefined);
    };
    element.addEventListener('keydown', press);
    element.addEventListener('focusout', leave);
    return () => {
      element.removeEventListener('keydown', press);
      element.removeEventListener('focusout', leave);
    };
  }, []);
  return (
    <div
      ref={scroller}
      class="scroller map-list"
      onScroll={(event) => setScrollTop(event.currentTarget.scrollTop)}
    >
      <p class="hidden">{own.listHelp}</p>
      <ol style={{ height: `${rows.length * ROW_PX}px`, paddingTop: `${start * ROW_PX}px` }}>
        {rows.slice(start, end).map((row, offset) => {
          const index = start + offset;
          const position = { 'aria-setsize': rows.length, 'aria-posinset': index + 1 };
          return (
            <li key={row.kind === 'group' ? `group ${row.key}` : row.site.id} {...position}>
              {row.kind === 'group' ? (
                <GroupLine row={row} />
              ) : (
                <SiteLine
                  row={row}
                  isSelected={row.site.id === selected}
                  tabIndex={index === current ? 0 : -1}
                  onFocus={() => {
                    setCursor(index);
                    onFocus(row.site.id);
                  }}
                  onOpen={() => onOpen(row.site.id)}
                />
              )}
            </li>
          );
        })}
      </ol>
      {rows.length === 0 && <p class="empty">{own.empty}</p>}
    </div>
  );
}

/** The site nearest to where a key leads; groups are passed over in the direction of the step. */
function siteNear(rows: readonly ListRow[], target: number, from: number): number {
  const wanted = Math.max(0, Math.min(rows.length - 1, target));
  const ahead = target >= from ? 1 : -1;
  for (const step of [ahead, -ahead])
    for (let index = wanted; index >= 0 && index < rows.length; index += step)
      if (rows[index]?.kind === 'site') return index;
  return from;
}

function GroupLine({ row }: { readonly row: GroupRow }) {
  const own = useMapPageWords();
  return (
    <h3 class="map-row map-group">
      <span class="map-row-name">
        {row.name ?? (row.key === UNPLACED ? own.unplaced : own.aboveRegencies)}
      </span>
      <span class={row.broken > 0 ? 'map-row-word some' : 'map-row-word'}>
        {row.broken > 0 ? `${row.broken} ${own.of} ${row.sites} ${own.broken}` : row.sites}
      </span>
    </h3>
  );
}

function SiteLine({
  row,
  isSelected,
  tabIndex,
  onFocus,
  onOpen,
}: {
  readonly row: SiteRow;
  readonly isSelected: boolean;
  readonly tabIndex: number;
  onFocus(): void;
  onOpen(): void;
}) {
  const app = useApp();
  const words = app.words.value;
  const map = useMapWords();
  const { site, look, since } = row;
  return (
    <button
      type="button"
      class={`map-row s-${look}`}
      data-site={site.id}
      tabIndex={tabIndex}
      aria-pressed={isSelected}
      onFocus={onFocus}
      onClick={onOpen}
    >
      <LookMark look={look} />
      <span class={site.kind === 'regency' ? 'map-row-name is-large' : 'map-row-name'}>{site.name}</span>
      <span class="map-row-word">
        {lookWord(look, words, map)}
        {isBroken(look) && since !== undefined && (
          <span class="muted"> {formatDuration(app.serverTime.value - since, words)}</span>
        )}
      </span>
    </button>
  );
}

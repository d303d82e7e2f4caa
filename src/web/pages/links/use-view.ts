// The view of the table: kept in the address, with the columns last chosen in this browser as its default.

import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import type { Route } from '../../model/route.ts';
import { useApp } from '../../state/context.ts';
import { type Column, columnsNamed, type ScreenSize, sizeOf, USUAL } from './columns.ts';
import {
  type Filter,
  formatView,
  type Grouping,
  NO_FILTER,
  parseView,
  type Sort,
  type TableView,
} from './view-query.ts';

const COLUMNS_KEY = 'jalur.links.columns';
/** Browsers refuse an address that changes with every letter of a fast typist. */
const TYPED_MS = 300;

/** The view, and how it changes. */
export interface ViewDesk {
  readonly view: TableView;
  /** The same for views that differ in their columns only. */
  readonly orderKey: string;
  /** What is shown: chosen, or usual on this screen. */
  readonly columns: readonly Column[];
  readonly size: ScreenSize;
  groupBy(grouping: Grouping): void;
  /** Undefined: problems first. */
  sortBy(sort: Sort | undefined): void;
  /** Changes parts of the filter. */
  narrow(part: Partial<Filter>): void;
  /** Lets everything through again. */
  clear(): void;
  /** Chooses columns; undefined: the usual ones. */
  choose(columns: readonly Column[] | undefined): void;
}

/** Follows the route. */
export function useView(route: Route): ViewDesk {
  const app = useApp();
  const size = useScreenSize();
  const parsed = useMemo(() => parseView(route.query), [route.query]);
  // What is being typed, until the address has it.
  const [typed, setTyped] = useState<string>();
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const view = useMemo(
    () => (typed === undefined ? parsed : { ...parsed, filter: { ...parsed.filter, text: typed } }),
    [parsed, typed],
  );
  const latest = useRef(view);
  latest.current = view;
  const go = (next: TableView): void => {
    clearTimeout(timer.current);
    setTyped(undefined);
    const { query } = app.route.peek();
    app.go({ page: 'links', query: formatView(next, query) });
  };
  useEffect(() => () => clearTimeout(timer.current), []);
  const [kept, setKept] = useState(readColumns);
  useEffect(() => {
    // The address holds all that a colleague needs to see the same.
    if (parsed.columns === undefined && kept) go({ ...latest.current, columns: kept });
  }, [parsed, kept]);
  return {
    view,
    orderKey: useMemo(() => formatView({ ...view, columns: [] }), [view]),
    columns: view.columns ?? kept ?? USUAL[size],
    size,
    groupBy: (grouping) => go({ ...latest.current, grouping }),
    sortBy: (sort) => {
      const { sort: _, ...rest } = latest.current;
      go(sort ? { ...rest, sort } : rest);
    },
    narrow: (part) => {
      const next = { ...latest.current, filter: { ...latest.current.filter, ...part } };
      if (part.text === undefined) {
        go(next);
        return;
      }
      setTyped(part.text);
      latest.current = next;
      clearTimeout(timer.current);
      timer.current = setTimeout(() => go(latest.current), TYPED_MS);
    },
    clear: () => go({ ...latest.current, filter: NO_FILTER }),
    choose: (columns) => {
      const isUsual = columns === undefined || same(columns, USUAL[size]);
      const { columns: _, ...rest } = latest.current;
      keepColumns(isUsual ? undefined : columns);
      setKept(isUsual ? undefined : columns);
      go(isUsual ? rest : { ...rest, columns });
    },
  };
}

function useScreenSize(): ScreenSize {
  const [size, setSize] = useState(() => sizeOf(innerWidth));
  useEffect(() => {
    const follow = (): void => setSize(sizeOf(innerWidth));
    addEventListener('resize', follow);
    return () => removeEventListener('resize', follow);
  }, []);
  return size;
}

function same(a: readonly Column[], b: readonly Column[]): boolean {
  return a.length === b.length && a.every((column, index) => column === b[index]);
}

/** A browser that keeps nothing is no error. */
function readColumns(): readonly Column[] | undefined {
  try {
    const names = localStorage.getItem(COLUMNS_KEY);
    return names === null ? undefined : columnsNamed(names.split(','));
  } catch {
    return undefined;
  }
}

function keepColumns(columns: readonly Column[] | undefined): void {
  try {
    if (columns) localStorage.setItem(COLUMNS_KEY, columns.join(','));
    else localStorage.removeItem(COLUMNS_KEY);
  } catch {
    // Storage is forbidden here: the address has the choice all the same.
  }
}

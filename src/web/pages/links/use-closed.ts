// Which groups are closed, kept in this tab: it outlives a reload, but no new screen begins with something hidden.

import { useCallback, useEffect, useState } from 'preact/hooks';
import type { Grouping } from './view-query.ts';

/** Closed groups that are remembered of a grouping; those closed first are forgotten. */
const MOST_CLOSED = 200;

/** The closed groups of a grouping, and how one is closed or opened. */
export function useClosed(grouping: Grouping): readonly [ReadonlySet<string>, (key: string) => void] {
  const [state, setState] = useState(() => ({ grouping, closed: read(grouping) }));
  const current = state.grouping === grouping ? state : { grouping, closed: read(grouping) };
  useEffect(() => {
    if (state.grouping !== grouping) setState({ grouping, closed: read(grouping) });
  }, [grouping]);
  const toggle = useCallback(
    (key: string) =>
      setState((before) => {
        const closed = new Set(before.grouping === grouping ? before.closed : read(grouping));
        if (!closed.delete(key)) closed.add(key);
        keep(grouping, closed);
        return { grouping, closed };
      }),
    [grouping],
  );
  return [current.closed, toggle];
}

function keyOf(grouping: Grouping): string {
  return `jalur.links.closed.${grouping}`;
}

/** A browser that keeps nothing is no error. */
function read(grouping: Grouping): ReadonlySet<string> {
  try {
    const known: unknown = JSON.parse(sessionStorage.getItem(keyOf(grouping)) ?? '[]');
    return new Set(Array.isArray(known) ? known.filter((key) => typeof key === 'string') : []);
  } catch {
    return new Set();
  }
}

function keep(grouping: Grouping, closed: ReadonlySet<string>): void {
  try {
    sessionStorage.setItem(keyOf(grouping), JSON.stringify([...closed].slice(-MOST_CLOSED)));
  } catch {
    // Storage is forbidden here: it holds until the page is left.
  }
}

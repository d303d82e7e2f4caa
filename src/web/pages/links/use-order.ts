// The order of the table: made anew when the view changes, and when links have changed place, but not under anybody's hand.

import { useEffect, useMemo, useReducer, useRef } from 'preact/hooks';
import { type Group, type Links, movedSince, orderLinks, type Tally, tallyOf } from './order.ts';
import { type Hand, type OrderWait, orderWait } from './order-wait.ts';
import { type Rules, rulesOf } from './rules.ts';
import type { TableData } from './table-data.ts';
import type { ViewDesk } from './use-view.ts';

/** The order now. */
export interface Order {
  readonly groups: readonly Group[];
  /** Counts of each group, never older than the screen. */
  readonly tallies: ReadonlyMap<string, Tally>;
  /** Links that match. */
  readonly matching: number;
  /** Whether links have changed place since, and wait because a row is held. */
  readonly isHeld: boolean;
  /** Orders now, hand or not. */
  release(): void;
}

interface Made {
  readonly rules: Rules;
  readonly links: Links;
  readonly groups: readonly Group[];
  readonly matching: number;
  readonly atMs: number;
  readonly costMs: number;
}

/** Follows the data; `hand` tells what the viewer is doing. */
export function useOrder(
  { links, sites, facts }: TableData,
  { view, orderKey }: Pick<ViewDesk, 'view' | 'orderKey'>,
  hand: () => Hand,
): Order {
  const { grouping, sort } = view;
  const [, again] = useReducer((turn: number) => turn + 1, 0);
  const rules = useMemo(() => rulesOf({ sites, facts }, view), [sites, facts, orderKey]);
  const made = useRef<Made | undefined>(undefined);
  const isForced = useRef(false);
  const make = (): Made => {
    const beganMs = performance.now();
    const isDown = sort?.isDown === true;
    const groups = orderLinks(links, rules, { grouping, isDown, places: { sites, facts } });
    const matching = groups.reduce((sum, group) => sum + group.links.length, 0);
    const atMs = performance.now();
    return { rules, links, groups, matching, atMs, costMs: atMs - beganMs };
  };
  const { current, wait } = step(made, { rules, links, isForced: isForced.current, hand, make });
  isForced.current = false;
  const waitMs = wait?.waitMs;
  useEffect(() => {
    if (waitMs === undefined) return;
    const timer = setTimeout(() => again(undefined), waitMs);
    return () => clearTimeout(timer);
  });
  const tallies = useMemo(() => tallyOf(links, rules), [links, rules]);
  return {
    groups: current.groups,
    matching: current.matching,
    tallies,
    isHeld: wait?.isHeld === true,
    release: () => {
      isForced.current = true;
      again(undefined);
    },
  };
}

function step(
  made: { current: Made | undefined },
  {
    rules,
    links,
    isForced,
    hand,
    make,
  }: Pick<Made, 'rules' | 'links'> & { readonly isForced: boolean; hand(): Hand; make(): Made },
): { readonly current: Made; readonly wait?: OrderWait } {
  const before = made.current;
  if (!before || before.rules !== rules || isForced) {
    made.current = make();
    return { current: made.current };
  }
  const move = movedSince(before.links, links, rules);
  if (!move) {
    made.current = { ...before, links };
    return { current: made.current };
  }
  const age = { ageMs: performance.now() - before.atMs, costMs: before.costMs };
  const wait = orderWait(move, age, hand());
  if (wait.waitMs > 0) return { current: before, wait };
  made.current = make();
  return { current: made.current };
}

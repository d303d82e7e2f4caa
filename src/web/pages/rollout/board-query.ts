// What the address says about the view of the board: which part, grouped how, and which villages are listed. Pure.

import type { VillageView } from '../../../domain/rollout-view.ts';

/** By what the table is grouped. */
export const GROUPINGS = ['year', 'regency', 'programme'] as const;
/** One of {@link GROUPINGS}. */
export type Grouping = (typeof GROUPINGS)[number];

/** Villages to list. `unproved`: declared active, not measured as connected; `undeclared`: the other way round. */
export const CONDITIONS = [
  'all',
  'connected',
  'unproved',
  'undeclared',
  'building',
  'planned',
  'ended',
] as const;
/** One of {@link CONDITIONS}. */
export type Condition = (typeof CONDITIONS)[number];

/** A view of the board. */
export interface BoardView {
  readonly by: Grouping;
  readonly show: Condition;
  readonly find: string;
  /** Query of GET /api/v1/rollout, without `?`. */
  readonly asked: string;
}

/** Keys that choose a part of the board. */
export const PARTS = ['year', 'programme', 'regency'] as const;

/** Reads the address; what is not understood is the usual view. */
export function viewOf(query: string): BoardView {
  const given = new URLSearchParams(query);
  const asked = new URLSearchParams();
  for (const key of PARTS) {
    const value = given.get(key);
    if (value !== null && value !== '' && (key !== 'year' || /^2[01]\d\d$/.test(value)))
      asked.set(key, value);
  }
  return {
    by: GROUPINGS.find((each) => each === given.get('by')) ?? 'year',
    show: CONDITIONS.find((each) => each === given.get('show')) ?? 'all',
    find: given.get('find') ?? '',
    asked: asked.toString(),
  };
}

/** The address with one thing changed; an empty value takes it out. */
export function withQuery(query: string, changes: Readonly<Record<string, string>>): string {
  const given = new URLSearchParams(query);
  for (const [key, value] of Object.entries(changes)) {
    if (value === '') given.delete(key);
    else given.set(key, value);
  }
  return given.toString();
}

/** Whether a village is in a condition. */
export function isIn(
  { declared, measured }: Pick<VillageView, 'declared' | 'measured'>,
  show: Condition,
): boolean {
  switch (show) {
    case 'all':
      return true;
    case 'connected':
      return measured === 'connected';
    case 'unproved':
      return declared === 'active' && measured !== 'connected';
    case 'undeclared':
      return declared !== 'active' && measured === 'connected';
    case 'building':
    case 'planned':
    case 'ended':
      return declared === show;
  }
}

/** Villages to list, in their order; words are looked for in name and code. */
export function listed(
  villages: readonly VillageView[],
  { show, find }: Pick<BoardView, 'show' | 'find'>,
): readonly VillageView[] {
  const wanted = find.trim().toLowerCase();
  return villages.filter(
    (village) =>
      isIn(village, show) &&
      (wanted === '' ||
        village.name.toLowerCase().includes(wanted) ||
        (village.code?.startsWith(wanted) ?? false)),
  );
}

// A view of the table as a query: `?q=mamasa&st=down,degraded&g=provider&s=-loss`. What it does not know it ignores; the
// usual view is the empty query.

import { MEDIA, type Medium, STAGES, type Stage } from '../../../domain/link.ts';
import { LINK_STATES, type LinkState } from '../../../domain/state.ts';
import { COLUMNS, type Column, columnsNamed, UNSORTED } from './columns.ts';

/** What the table can be grouped by; the first by default. */
export const GROUPINGS = ['regency', 'provider', 'medium', 'state', 'none'] as const;
/** One of {@link GROUPINGS}. */
export type Grouping = (typeof GROUPINGS)[number];

/** An order by one column. */
export interface Sort {
  readonly column: Column;
  readonly isDown: boolean;
}

/** What narrows the table. Empty lists let everything through. */
export interface Filter {
  /** Parts of a name, address, provider or place, in any order. */
  readonly text: string;
  /** Active links that are not up. */
  readonly problemsOnly: boolean;
  readonly states: readonly LinkState[];
  /** Site ids; {@link NOTHING} is what lies above the regencies. */
  readonly regencies: readonly string[];
  /** Names; {@link NOTHING} is none. */
  readonly providers: readonly string[];
  readonly media: readonly Medium[];
  readonly stages: readonly Stage[];
}

/** Everything about the table that can be sent to a colleague. */
export interface TableView {
  readonly filter: Filter;
  readonly grouping: Grouping;
  /** Absent: problems first, else in the order of the configuration. */
  readonly sort?: Sort;
  /** Absent: what the screen shows by default. */
  readonly columns?: readonly Column[];
}

/** Stands in a list for links that have no such thing. */
export const NOTHING = '-';

/** Lets everything through. */
export const NO_FILTER: Filter = {
  text: '',
  problemsOnly: false,
  states: [],
  regencies: [],
  providers: [],
  media: [],
  stages: [],
};
/** The view of an empty query. */
export const USUAL_VIEW: TableView = { filter: NO_FILTER, grouping: 'regency' };

/** Bounds of what an address may ask for. */
const LONGEST_TEXT = 100;
const LONGEST_LIST = 60;
/** Part of a query that is the frame's, and stays whatever the view becomes. */
const FRAME_PARTS = ['kiosk'];

/** Reads a query without its `?`. */
export function parseView(query: string): TableView {
  const parts = partsOf(query);
  const list = (name: string): readonly string[] =>
    (parts.get(name) ?? '')
      .split(',')
      .slice(0, LONGEST_LIST)
      .map((each) => decoded(each).trim())
      .filter((each) => each !== '');
  const some = <Value extends string>(name: string, known: readonly Value[]): readonly Value[] => {
    const given = list(name);
    return known.filter((each) => given.includes(each));
  };
  const grouping = GROUPINGS.find((each) => each === parts.get('g')) ?? USUAL_VIEW.grouping;
  const sort = sortOf(parts.get('s') ?? '');
  const names = list('c');
  return {
    filter: {
      text: decoded(parts.get('q') ?? '').slice(0, LONGEST_TEXT),
      problemsOnly: parts.get('p') === '1',
      states: some('st', LINK_STATES),
      regencies: [...new Set(list('rg'))],
      providers: [...new Set(list('pv'))],
      media: some('md', MEDIA),
      stages: some('sg', STAGES),
    },
    grouping,
    ...(sort && { sort }),
    ...(names.length > 0 && { columns: columnsNamed(names) }),
  };
}

/** Writes a view as a query without its `?`; `before` is the present one, of which the frame's parts stay. */
export function formatView({ filter, grouping, sort, columns }: TableView, before = ''): string {
  const parts: string[] = [];
  const add = (name: string, values: readonly string[]): void => {
    if (values.length > 0) parts.push(`${name}=${values.map(encodeURIComponent).join(',')}`);
  };
  add('q', filter.text === '' ? [] : [filter.text]);
  add('p', filter.problemsOnly ? ['1'] : []);
  add('st', filter.states);
  add('rg', filter.regencies);
  add('pv', filter.providers);
  add('md', filter.media);
  add('sg', filter.stages);
  add('g', grouping === USUAL_VIEW.grouping ? [] : [grouping]);
  add('s', sort ? [`${sort.isDown ? '-' : ''}${sort.column}`] : []);
  add('c', columns ?? []);
  for (const [name, value] of partsOf(before))
    if (FRAME_PARTS.includes(name)) parts.push(value === '' ? name : `${name}=${value}`);
  return parts.join('&');
}

/** How many parts of a filter are on, the text not counted: it stands in its own field. */
export function filterCount({ text: _, problemsOnly, ...lists }: Filter): number {
  return Object.values(lists).reduce((sum, list) => sum + list.length, problemsOnly ? 1 : 0);
}

function sortOf(text: string): Sort | undefined {
  const isDown = text.startsWith('-');
  const column = COLUMNS.find((each) => each === text.slice(isDown ? 1 : 0));
  return column && !UNSORTED.has(column) ? { column, isDown } : undefined;
}

function partsOf(query: string): ReadonlyMap<string, string> {
  return new Map(
    query
      .split('&')
      .filter((part) => part !== '')
      .map((part) => {
        const [name = '', ...value] = part.split('=');
        return [name, value.join('=')] as const;
      }),
  );
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return '';
  }
}

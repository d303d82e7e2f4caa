// What tables with a row per link begin with.

import type { ColumnSpec } from '../method/table.ts';
import type { SlaLinkData } from './data.ts';

/** A column about links. */
export type LinkColumn = ColumnSpec<SlaLinkData>;

/** Columns that every table of links begins with. */
export const NUMBER: LinkColumn = {
  key: 'no',
  title: ['No', 'No.'],
  kind: 'count',
  width: 3,
  value: (_, index) => index + 1,
};
/** The link's name. */
export const NAME: LinkColumn = {
  key: 'link',
  title: ['Jalur', 'Link'],
  kind: 'text',
  width: 17,
  value: ({ name }) => name,
};
/** Its id, for spreadsheets. */
export const ID: LinkColumn = {
  key: 'link_id',
  title: ['Id jalur', 'Link id'],
  kind: 'text',
  width: 0,
  value: ({ id }) => id,
};

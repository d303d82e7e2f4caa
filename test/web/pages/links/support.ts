// Links and their order as the table has them, for its tests.

import { reduce } from '../../../../src/web/model/reduce.ts';
import { EMPTY_SCREEN, type Province } from '../../../../src/web/model/screen.ts';
import { type Group, orderLinks } from '../../../../src/web/pages/links/order.ts';
import { type Rules, rulesOf } from '../../../../src/web/pages/links/rules.ts';
import {
  type Filter,
  NO_FILTER,
  type TableView,
  USUAL_VIEW,
} from '../../../../src/web/pages/links/view-query.ts';
import { fakeProvince } from '../../support/province.ts';
import { troubled } from '../../support/story.ts';

/** A province as the page knows it after a snapshot. */
export function provinceOf(network = troubled(fakeProvince())): Province {
  const { screen } = reduce(EMPTY_SCREEN, [
    { message: { type: 'snapshot', seq: 1, network }, instant: { monoMs: 0, wallMs: 0 } },
  ]);
  if (!screen.province) throw new Error('a snapshot gives a province');
  return screen.province;
}

/** The usual view, changed. */
export function viewOf(
  changes: Omit<Partial<TableView>, 'filter'> & { filter?: Partial<Filter> } = {},
): TableView {
  return { ...USUAL_VIEW, ...changes, filter: { ...NO_FILTER, ...changes.filter } };
}

/** Groups of a view, and the rules by which they were made. */
export function ordered(
  province: Province,
  view: TableView = USUAL_VIEW,
): { readonly groups: readonly Group[]; readonly rules: Rules } {
  const rules = rulesOf(province, view);
  const { grouping, sort } = view;
  const isDown = sort?.isDown === true;
  return { rules, groups: orderLinks(province.links, rules, { grouping, isDown, places: province }) };
}

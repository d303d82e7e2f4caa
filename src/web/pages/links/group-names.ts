// What groups and the values of filters are called.

import type { Medium } from '../../../domain/link.ts';
import type { LinkState } from '../../../domain/state.ts';
import { useApp } from '../../state/context.ts';
import { siteOf } from './order.ts';
import { type Grouping, NOTHING } from './view-query.ts';
import { useTableWords } from './words.ts';

/** Gives the name of a group of a grouping, by its key. */
export function useGroupNames(grouping: Grouping): (key: string) => string {
  const app = useApp();
  const words = app.words.value;
  const texts = useTableWords();
  switch (grouping) {
    case 'regency':
      return (key) => {
        const sites = app.screen.value.province?.sites;
        return key === NOTHING ? texts.aboveRegencies : ((sites && siteOf(sites, key)?.name) ?? key);
      };
    case 'provider':
      return (key) => (key === NOTHING ? `${texts.none} ${words.ui.provider.toLowerCase()}` : key);
    case 'medium':
      // Keys are those of the links.
      return (key) => words.medium[key as Medium] ?? key;
    case 'state':
      return (key) => words.state[key as LinkState] ?? key;
    case 'none':
      return () => '';
  }
}

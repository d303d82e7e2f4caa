// What of the province the table is made of. Alerts come and go without it being drawn again.

import { useComputed } from '@preact/signals';
import type { Province } from '../../model/screen.ts';
import { useApp } from '../../state/context.ts';

/** The parts; each keeps its identity until it changes. */
export type TableData = Pick<Province, 'links' | 'sites' | 'facts'>;

/** Follows them; undefined before the first snapshot. */
export function useTableData(): TableData | undefined {
  const { screen } = useApp();
  const links = useComputed(() => screen.value.province?.links).value;
  const sites = useComputed(() => screen.value.province?.sites).value;
  const facts = useComputed(() => screen.value.province?.facts).value;
  return links && sites && facts && { links, sites, facts };
}

// Peta: the province as a map, and beside it the same as a list.

import { useCallback, useMemo, useState } from 'preact/hooks';
import { isId, type SiteId, siteId } from '../../../domain/ids.ts';
import { filterOf } from '../../map/map-filter.ts';
import { ProvinceMap } from '../../map/province-map.tsx';
import type { MapTarget } from '../../map/target.ts';
import { useApp } from '../../state/context.ts';
import { giveKeyboard } from '../../view/keyboard.ts';
import type { PageProps } from '../registry.ts';
import './map-page.css';
import { useAtMost } from '../../view/use-at-most.ts';
import { MapLegend } from './map-legend.tsx';
import { MapList } from './map-list.tsx';
import { useMapPageWords } from './map-page-words.ts';
import { listRows, namesInOrder } from './map-rows.ts';
import { MapToolbar } from './map-toolbar.tsx';
import { SitePanel } from './site-panel.tsx';

/** How often the list may be put in order anew, ms. */
const LIST_EVERY_MS = 1_000;

/** The map's page. */
export function MapPage({ route }: PageProps) {
  const app = useApp();
  const own = useMapPageWords();
  const { query } = route;
  const filter = useMemo(() => filterOf(new URLSearchParams(query)), [query]);
  const asked = new URLSearchParams(query).get('site') ?? '';
  const site = isId(asked) ? siteId(asked) : undefined;
  const [focused, setFocused] = useState<SiteId>();
  const province = app.screen.value.province;
  const sites = province?.sites;
  const names = useMemo(() => namesInOrder(sites ?? new Map()), [sites]);
  // Figures come several times a second; what the list shows of them is states, and nobody reads those faster.
  const listed = useAtMost(province, LIST_EVERY_MS);
  const rows = useMemo(
    () => (listed ? listRows(listed, filter, names) : []),
    [listed?.links, listed?.blindSince, names, filter],
  );
  const unplaced = useMemo(
    () => [...(sites?.values() ?? [])].filter(({ position }) => !position).length,
    [sites],
  );
  const change = (name: string, value: string): void => {
    const next = new URLSearchParams(query);
    for (const each of name === 'all' ? ['state', 'medium', 'provider'] : [name]) next.delete(each);
    if (value !== '') next.set(name, value);
    app.go({ page: 'map', query: next.toString() });
  };
  const open = useCallback(
    (target: MapTarget): void => {
      if (target.kind === 'link') {
        app.go({ page: 'link', id: target.id, query: '' });
        return;
      }
      const next = new URLSearchParams(app.route.peek().query);
      next.set('site', target.id);
      app.go({ page: 'map', query: next.toString() });
    },
    [app],
  );
  const selected = useMemo((): MapTarget | undefined => site && { kind: 'site', id: site }, [site]);
  const pointed = useMemo((): MapTarget | undefined => focused && { kind: 'site', id: focused }, [focused]);
  return (
    <div class="columns map-page">
      <h1 class="hidden">{own.map}</h1>
      <section class="panel map-panel" aria-label={own.map}>
        <MapToolbar filter={filter} unplaced={unplaced} onChange={change} />
        <ProvinceMap filter={filter} selected={selected} focused={pointed} onOpen={open} />
        <MapLegend />
      </section>
      <div class="side map-side">
        {site && (
          <SitePanel
            id={site}
            onClose={() => {
              change('site', '');
              requestAnimationFrame(() => giveKeyboard(`[data-site="${site}"]`, '.map-list [tabindex="0"]'));
            }}
          />
        )}
        <section class="panel map-list-panel" aria-label={own.list}>
          <h2>{own.list}</h2>
          <MapList
            rows={rows}
            selected={site}
            onFocus={setFocused}
            onOpen={(id) => open({ kind: 'site', id })}
          />
        </section>
      </div>
    </div>
  );
}

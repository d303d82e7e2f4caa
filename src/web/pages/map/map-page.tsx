// Peta: the province as a map.

import { ProvinceMap } from '../../map/province-map.tsx';

/** The map's page. */
export function MapPage() {
  return (
    <section class="panel map-panel">
      <ProvinceMap />
    </section>
  );
}

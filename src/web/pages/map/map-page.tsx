// Not built yet.

import type { PageProps } from '../registry.ts';

/** To be built. */
export function MapPage({ route }: PageProps) {
  return <p class="empty">{route.page}</p>;
}

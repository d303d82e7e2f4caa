// Not built yet.

import type { PageProps } from '../registry.ts';

/** To be built. */
export function ViconPage({ route }: PageProps) {
  return <p class="empty">{route.page}</p>;
}

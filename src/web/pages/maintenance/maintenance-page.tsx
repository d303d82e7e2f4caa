// Not built yet.

import type { PageProps } from '../registry.ts';

/** To be built. */
export function MaintenancePage({ route }: PageProps) {
  return <p class="empty">{route.page}</p>;
}

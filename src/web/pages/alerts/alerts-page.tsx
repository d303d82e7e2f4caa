// Alarm: what is open, and everything about the one that is looked at.

import { AlertList } from '../../view/alert-list.tsx';
import { Detail } from '../../view/detail.tsx';

/** The alarm page. */
export function AlertsPage() {
  return (
    <div class="columns">
      <AlertList />
      <div class="side">
        <Detail />
      </div>
    </div>
  );
}

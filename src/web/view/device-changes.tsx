// When the selected link's device became another one: a swapped router, new firmware, interfaces that came and went.

import type { InventoryChange } from '../../domain/inventory.ts';
import type { DeviceDetail } from '../../stream/device.ts';
import { useApp } from '../state/context.ts';
import type { Words } from '../text/words.ts';
import { Pair } from './pair.tsx';

/** Changes that are shown; the API has the others. */
const MOST_SHOWN = 8;

/** The changes, latest first; nothing where there were none. */
export function DeviceChanges({ detail }: { readonly detail: DeviceDetail }) {
  const app = useApp();
  const words = app.words.value;
  const history = detail.inventory?.history ?? [];
  const rows = history.flatMap(({ at, changes }) => changes.map((change) => ({ at, change })));
  if (rows.length === 0) return null;
  const now = app.serverTime.value;
  return (
    <section class="metrics">
      <h3>{words.ui.deviceChanges}</h3>
      <dl>
        {rows.slice(0, MOST_SHOWN).map(({ at, change }) => (
          <Pair
            key={`${at} ${change.what} ${change.before ?? ''} ${change.after ?? ''}`}
            name={app.time.value.moment(at, now)}
            value={changeText(change, words)}
          />
        ))}
      </dl>
    </section>
  );
}

function changeText({ what, before, after }: InventoryChange, { ui }: Words): string {
  switch (what) {
    case 'interface-added':
      return `${ui.interfaceAdded}: ${after ?? ''}`;
    case 'interface-removed':
      return `${ui.interfaceRemoved}: ${before ?? ''}`;
    case 'vendor':
    case 'model':
    case 'serial':
    case 'firmware': {
      const names = { vendor: ui.vendor, model: ui.deviceType, serial: ui.serial, firmware: 'Firmware' };
      return `${names[what]}: ${before ?? ''} → ${after ?? ''}`;
    }
    default:
      return what satisfies never;
  }
}

// The device at the far end: who it is and how it is.

import type { LinkView } from '../../../stream/protocol.ts';
import { useApp } from '../../state/context.ts';
import { deviceDetail } from '../../state/device.ts';
import { formatDuration } from '../../text/format.ts';
import { DevicePanel } from '../../view/device-panel.tsx';
import { Pair } from '../../view/pair.tsx';
import { useLinkWords } from './link-words.ts';

/** The section. */
export function DeviceSection({ link }: { readonly link: LinkView }) {
  const app = useApp();
  const words = app.words.value;
  const mine = useLinkWords();
  const known = deviceDetail.value?.link === link.id;
  const result = link.device?.result;
  const system = result?.kind === 'answered' ? result.system : undefined;
  return (
    <section class="panel facts device-facts" aria-label={mine.device}>
      <h2>{mine.device}</h2>
      {!known && !link.device && <p class="quiet">{mine.deviceNone}</p>}
      {result?.kind === 'failed' && (
        <p class="device-note is-lost">
          {words.ui.snmpFailed}: {result.detail}
        </p>
      )}
      {system && (
        <dl>
          {system.sysName !== undefined && <Pair name={words.ui.device} value={system.sysName} />}
          {system.sysUpTimeTicks !== undefined && link.device && (
            <Pair
              name={words.ui.uptime}
              value={formatDuration(
                system.sysUpTimeTicks * 10 + (app.serverTime.value - link.device.at),
                words,
              )}
            />
          )}
        </dl>
      )}
      {known && <DevicePanel />}
    </section>
  );
}

// How full a link is, as a bar with its figure, and what of its device an operator must see in the table.

import type { LinkView } from '../../../stream/protocol.ts';
import { useApp } from '../../state/context.ts';
import { formatBps, NONE } from '../../text/format.ts';
import type { Column } from './columns.ts';
import { gaugeOf, ratesOf, useOf } from './figures.ts';

/** From here on a link is full enough to be looked at, and full. */
const BUSY_PCT = 70;
const FULL_PCT = 90;

/** The busier direction and, where it is known against what, a bar. */
export function Traffic({ link }: { readonly link: LinkView }) {
  const words = useApp().words.value;
  const { inBps, outBps } = ratesOf(link);
  if (inBps === undefined && outBps === undefined) return <>{NONE}</>;
  const use = useOf(link);
  const busier = Math.max(inBps ?? 0, outBps ?? 0);
  const level = !use || use.pct < BUSY_PCT ? '' : use.pct < FULL_PCT ? ' busy' : ' full';
  const title = `\u2193 ${formatBps(inBps, words)} \u00b7 \u2191 ${formatBps(outBps, words)}`;
  return (
    <span class={`traffic${level}`} title={title}>
      <span class="traffic-bar" aria-hidden="true">
        {use && <i style={{ width: `${Math.min(100, use.pct)}%` }} />}
      </span>
      <span class="traffic-rate">{use ? `${Math.round(use.pct)}%` : formatBps(busier, words)}</span>
    </span>
  );
}

/** Battery and users, where the device tells of them and no column does. */
export function DeviceTags({
  link,
  columns,
}: {
  readonly link: LinkView;
  readonly columns: readonly Column[];
}) {
  const { ui } = useApp().words.value;
  const charge = gaugeOf(link, 'battery_charge');
  const clients = gaugeOf(link, 'clients');
  return (
    <>
      {gaugeOf(link, 'on_battery') === 1 && (
        <span class="tag warn">
          {ui.onBattery}
          {charge !== undefined && ` ${Math.round(charge)}%`}
        </span>
      )}
      {clients !== undefined && !columns.includes('clients') && (
        <span class="tag users" title={`${clients} ${ui.clients}`}>
          {clients} {ui.clients}
        </span>
      )}
    </>
  );
}

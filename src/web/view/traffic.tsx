// How full a link is, as a bar with its figure, and what of its device an operator must see in the table.

import { utilisationOf } from '../../domain/line-rate.ts';
import type { MetricReading } from '../../domain/metric.ts';
import type { LinkView } from '../../stream/protocol.ts';
import { useApp } from '../state/context.ts';
import { formatBps, NONE } from '../text/format.ts';

/** From here on a link is full enough to be looked at, and full. */
const BUSY_PCT = 70;
const FULL_PCT = 90;

/** The busier direction and, where it is known against what, a bar. */
export function Traffic({ link }: { readonly link: LinkView }) {
  const words = useApp().words.value;
  const { result, rates } = link.device ?? {};
  if (!rates || link.state === 'down' || link.state === 'unreachable') return <>{NONE}</>;
  const port = result?.kind === 'answered' ? result.interface : undefined;
  const use = utilisationOf(rates, link.bandwidthBps, port);
  const busier = Math.max(rates.inBps ?? 0, rates.outBps ?? 0);
  const level = !use || use.pct < BUSY_PCT ? '' : use.pct < FULL_PCT ? ' busy' : ' full';
  const title = `\u2193 ${formatBps(rates.inBps, words)} \u00b7 \u2191 ${formatBps(rates.outBps, words)}`;
  return (
    <span class={`traffic${level}`} title={title}>
      <span class="traffic-bar" aria-hidden="true">
        {use && <i style={{ width: `${Math.min(100, use.pct)}%` }} />}
      </span>
      <span class="traffic-rate">{use ? `${Math.round(use.pct)}%` : formatBps(busier, words)}</span>
    </span>
  );
}

/** Battery and users, where the device tells of them. */
export function DeviceTags({ link }: { readonly link: LinkView }) {
  const { ui } = useApp().words.value;
  const result = link.device?.result;
  const metrics = result?.kind === 'answered' ? (result.metrics ?? []) : [];
  const value = (name: string): number | undefined => {
    const found = metrics.find(({ metric }) => metric === name);
    return found && valueOfGauge(found);
  };
  const charge = value('battery_charge');
  const clients = value('clients');
  return (
    <>
      {value('on_battery') === 1 && (
        <span class="tag warn">
          {ui.onBattery}
          {charge !== undefined && ` ${Math.round(charge)}%`}
        </span>
      )}
      {clients !== undefined && (
        <span class="tag users" title={`${clients} ${ui.clients}`}>
          {clients} {ui.clients}
        </span>
      )}
    </>
  );
}

function valueOfGauge(reading: MetricReading): number | undefined {
  return reading.kind === 'gauge' ? reading.value : undefined;
}

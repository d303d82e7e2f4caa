// All interfaces of the selected link's device, read when somebody asks for them.

import type { InterfaceRow } from '../../stream/device.ts';
import { useApp } from '../state/context.ts';
import { interfacesOf, readInterfaces } from '../state/interfaces.ts';
import { formatBps } from '../text/format.ts';
import type { Words } from '../text/words.ts';
import { Pair } from './pair.tsx';

/** Rows that are shown; the API has the others. */
const MOST_ROWS = 100;

/** A button, and what the device answered. */
export function DeviceInterfaces({ link }: { readonly link: string }) {
  const words = useApp().words.value;
  const { ui } = words;
  const read = interfacesOf(link);
  return (
    <section class="metrics">
      <button
        type="button"
        class="switch"
        disabled={read.kind === 'reading'}
        onClick={() => readInterfaces(link)}
      >
        {read.kind === 'reading' ? ui.reading : ui.readInterfaces}
      </button>
      {read.kind === 'failed' && <p class="device-note">{read.message}</p>}
      {read.kind === 'read' && read.interfaces.length === 0 && <p class="device-note">{ui.noInterfaces}</p>}
      {read.kind === 'read' && (
        <dl>
          {read.interfaces.slice(0, MOST_ROWS).map((row) => (
            <Pair key={row.ifIndex} name={row.name} part={row.ifAlias} value={rowText(row, words)} />
          ))}
          {read.interfaces.length > MOST_ROWS && (
            <Pair name="" value={`+ ${read.interfaces.length - MOST_ROWS} ${ui.more}`} />
          )}
        </dl>
      )}
    </section>
  );
}

function rowText({ adminStatus, operStatus, speedBps, counters }: InterfaceRow, words: Words): string {
  const { ui } = words;
  const sum = (...values: readonly (number | string | undefined)[]): number =>
    values.reduce<number>((total, value) => total + Number(value ?? 0), 0);
  const counted = (count: number, name: string): string | undefined =>
    count > 0 ? `${count.toLocaleString(words.locale)} ${name}` : undefined;
  return [
    adminStatus === 'down' ? ui.shutDown : operStatus,
    speedBps === undefined ? undefined : formatBps(speedBps, words),
    counted(sum(counters.inErrors, counters.outErrors), ui.errors),
    counted(sum(counters.inDiscards, counters.outDiscards), ui.discards),
  ]
    .filter(Boolean)
    .join(' · ');
}

// When an event is, and how far off: in words that move with the clock.

import { phaseOf } from '../../../domain/vicon-event.ts';
import type { ViconEventView } from '../../../domain/vicon-view.ts';
import { useApp } from '../../state/context.ts';
import { formatDuration } from '../../text/format.ts';
import { useViconWords } from './words.ts';

/** `09:00–11:00 WITA`, with its day where that is not today. */
export function EventTime({ event }: { readonly event: ViconEventView }) {
  const app = useApp();
  const { clock, minute, zone } = app.time.value;
  const now = app.serverTime.value;
  const { startsAt, endsAt } = event;
  const isShort = minute(endsAt, startsAt) === clock(endsAt).slice(0, 5);
  const end = isShort ? clock(endsAt).slice(0, 5) : minute(endsAt, now);
  return (
    <time dateTime={new Date(startsAt).toISOString()}>
      {minute(startsAt, now)}–{end} {zone}
    </time>
  );
}

/** `Dipantau · mulai dalam 12 mnt 30 dtk`. */
export function Countdown({ event }: { readonly event: ViconEventView }) {
  const app = useApp();
  const words = useViconWords();
  const now = app.serverTime.value;
  const phase = phaseOf(event, now);
  const left = (at: number): string => formatDuration(at - now, app.words.value);
  const rest =
    phase === 'planned' || phase === 'watched'
      ? ` · ${words.startsIn} ${left(event.startsAt)}`
      : phase === 'running'
        ? ` · ${words.endsIn} ${left(event.endsAt)}`
        : '';
  return (
    <span class={`vicon-phase is-${phase}`}>
      <b>{words[phase]}</b>
      {rest}
    </span>
  );
}

// What the monitor's watch over itself saw, for /metrics.

import type { Figure } from '../api/deps.ts';
import { counter, gauge } from '../api/figure.ts';
import type { NtpStatus } from '../probe/ntp/port.ts';
import type { DeadManStatus } from './dead-man.ts';
import type { SelfStatus } from './self-watch.ts';

/** The figures of the parts that run: without time servers or a place for the sign of life theirs are left out. */
export function selfFigures(parts: {
  readonly self: SelfStatus;
  readonly ntp?: NtpStatus | undefined;
  readonly deadMan?: DeadManStatus | undefined;
}): readonly Figure[] {
  return [...ownFigures(parts.self), ...ntpFigures(parts.ntp), ...deadManFigures(parts.deadMan)];
}

function ownFigures({ loop, disk, diskHoursLeft, newestVerdictMs }: SelfStatus): Figure[] {
  return [
    ...some(loop?.maxMs, (ms) =>
      gauge('jalur_event_loop_worst_seconds', 'Longest stop of the event loop in the last look.', ms / 1000),
    ),
    ...some(disk?.sizeBytes, (bytes) =>
      gauge('jalur_disk_size_bytes', 'Size of the file system of the data directory.', bytes),
    ),
    ...some(disk?.freeBytes, (bytes) => gauge('jalur_disk_free_bytes', 'Room left in it for jalur.', bytes)),
    ...some(diskHoursLeft, (hours) =>
      gauge('jalur_disk_full_in_seconds', 'Until it is full at the present growth.', hours * 3_600),
    ),
    ...some(newestVerdictMs, (ms) =>
      gauge('jalur_echo_newest_verdict_seconds', 'Age of the newest echo verdict.', ms / 1000),
    ),
  ];
}

function ntpFigures(ntp: NtpStatus | undefined): Figure[] {
  if (!ntp) return [];
  const { queries, answers, silent, refused, offsetMs, roundTripMs } = ntp;
  return [
    counter('jalur_ntp_queries_total', 'Questions to time servers.', queries),
    counter('jalur_ntp_answers_total', 'Answers that were taken.', answers),
    counter('jalur_ntp_silent_total', 'Questions nobody answered in time.', silent),
    counter('jalur_ntp_refused_total', 'Datagrams that were no answer to a question, or no use.', refused),
    ...some(offsetMs, (ms) =>
      gauge('jalur_clock_offset_seconds', 'Time servers against the system clock, median.', ms / 1000),
    ),
    ...some(roundTripMs, (ms) =>
      gauge('jalur_ntp_round_trip_seconds', 'Round trip to the time server of the median.', ms / 1000),
    ),
  ];
}

function deadManFigures(deadMan: DeadManStatus | undefined): Figure[] {
  if (!deadMan) return [];
  const { sent, delivered, failed, withheld, deliveredAgoMs } = deadMan;
  return [
    counter('jalur_dead_man_sent_total', 'Signs of life that were sent.', sent),
    counter('jalur_dead_man_delivered_total', 'Signs of life that arrived.', delivered),
    counter('jalur_dead_man_failed_total', 'Signs of life that did not arrive.', failed),
    counter('jalur_dead_man_withheld_total', 'Signs of life kept back because jalur did not work.', withheld),
    ...some(deliveredAgoMs, (ms) =>
      gauge('jalur_dead_man_delivered_ago_seconds', 'Since the last one that arrived.', ms / 1000),
    ),
  ];
}

function some(value: number | undefined, figure: (value: number) => Figure): Figure[] {
  return value === undefined ? [] : [figure(value)];
}

// What became of messages, for /metrics.

import type { Figure } from '../api/deps.ts';
import { counter, gauge } from '../api/figure.ts';
import type { NotifierCounts } from '../notify/decide/notifier.ts';
import type { DeliveryStatus } from '../notify/deliver/deliverer.ts';
import { OUTCOMES, type OutboxStatus } from '../notify/outbox/port.ts';

/** The figures of all channels, and of the outbox. */
export function notifyFigures(parts: {
  readonly channels: ReadonlyMap<string, DeliveryStatus>;
  readonly outbox: OutboxStatus;
  readonly notifier: NotifierCounts;
  /** Epoch ms. */
  readonly now: number;
}): readonly Figure[] {
  const { channels, outbox, notifier, now } = parts;
  return [
    gauge('jalur_notify_threads', 'Alerts of which it is kept who was told.', notifier.threads),
    counter(
      'jalur_notify_threads_forgotten_total',
      'Of these, forgotten because there were too many.',
      notifier.forgotten,
    ),
    gauge('jalur_notify_unsaved', 'Messages that are not on the disk.', outbox.unsaved),
    ...[...channels].flatMap(([channel, status]) => channelFigures(channel, status, now)),
  ];
}

function channelFigures(channel: string, status: DeliveryStatus, now: number): Figure[] {
  const labels = { channel };
  const ended = OUTCOMES.map((outcome) => ({
    ...counter('jalur_notify_messages_total', 'Messages by how they ended.', status[outcome]),
    labels: { channel, outcome },
  }));
  const oldestS = status.oldestAt === undefined ? 0 : Math.max(0, (now - status.oldestAt) / 1000);
  return [
    ...ended,
    { ...gauge('jalur_notify_waiting', 'Messages that wait.', status.waiting), labels },
    { ...gauge('jalur_notify_oldest_seconds', 'Age of the oldest message that waits.', oldestS), labels },
    {
      ...gauge('jalur_notify_failing', '1 while the last attempt failed.', status.failing ? 1 : 0),
      labels,
    },
  ];
}

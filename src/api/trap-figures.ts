// What the trap receiver counts, for /metrics.

import { DROP_REASONS } from '../probe/snmp/traps/status.ts';
import type { Figure } from './deps.ts';
import { counter } from './figure.ts';
import type { ApiParts } from './wiring.ts';

/** The figures; none where no traps are received. */
export function trapFigures(traps: ApiParts['traps']): readonly Figure[] {
  const status = traps?.status();
  if (!traps || !status) return [];
  const { received, accepted, informs, discoveries, dropped, restarts } = status;
  return [
    counter('jalur_trap_datagrams_total', 'Datagrams at the trap port.', received),
    counter('jalur_trap_accepted_total', 'Traps and informs taken.', accepted),
    counter('jalur_trap_informs_total', 'Informs among them, each acknowledged.', informs),
    counter('jalur_trap_discoveries_total', 'Questions for our SNMP engine id.', discoveries),
    counter(
      'jalur_trap_strangers_total',
      'Traps from addresses of no device, or of several.',
      traps.strangers,
    ),
    ...DROP_REASONS.map((reason) => ({
      ...counter('jalur_trap_dropped_total', 'Datagrams that came to nothing.', dropped[reason]),
      labels: { reason },
    })),
    counter('jalur_trap_receiver_restarts_total', 'Restarts of the trap receiver.', restarts),
  ];
}

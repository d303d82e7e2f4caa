// What the trap receiver counts, for /metrics.

import { DROP_REASONS } from '../probe/snmp/traps/status.ts';
import type { Figure } from './deps.ts';
import type { ApiParts } from './wiring.ts';

/** The figures; none where no traps are received. */
export function trapFigures(traps: ApiParts['traps']): readonly Figure[] {
  const status = traps?.status();
  if (!traps || !status) return [];
  const { received, accepted, informs, discoveries, dropped, restarts } = status;
  const counter = (name: string, help: string, value: number): Figure => ({
    name: `jalur_trap_${name}_total`,
    help,
    type: 'counter',
    value,
  });
  return [
    counter('datagrams', 'Datagrams at the trap port.', received),
    counter('accepted', 'Traps and informs taken.', accepted),
    counter('informs', 'Informs among them, each acknowledged.', informs),
    counter('discoveries', 'Questions for our SNMP engine id.', discoveries),
    counter('strangers', 'Traps from addresses of no device, or of several.', traps.strangers),
    ...DROP_REASONS.map((reason) => ({
      ...counter('dropped', 'Datagrams that came to nothing.', dropped[reason]),
      labels: { reason },
    })),
    counter('receiver_restarts', 'Restarts of the trap receiver.', restarts),
  ];
}

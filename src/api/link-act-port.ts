// What the API asks of the desk that echoes and polls at an operator's wish (src/app/link-acts.ts).

import type { LinkId } from '../domain/ids.ts';
import type { EchoNow, PollNow } from '../stream/link-detail.ts';

/** Why nothing was sent, or nothing can be told. */
export interface LinkActRefusal {
  /**
   * `no-address`, `no-snmp`: the device cannot be asked so. `not-probed`: the office has taken the link out of service. `under-way`:
   * somebody else asks the same link just now. `busy`: enough other links are being asked. `fault`: the monitor itself fails.
   * `late`: no answer within the time this may take.
   */
  readonly code:
    | 'no-link'
    | 'no-address'
    | 'no-snmp'
    | 'not-probed'
    | 'under-way'
    | 'busy'
    | 'fault'
    | 'late';
  readonly message: string;
}

/** What came of it. */
export type LinkActOutcome<Reply> =
  | { readonly kind: 'done'; readonly reply: Reply }
  | { readonly kind: 'refused'; readonly refusal: LinkActRefusal };

/** The desk. Neither call rejects. */
export interface LinkActPort {
  /** Ten extra echoes to the link's device, beside its regular ones. */
  echoNow(link: LinkId): Promise<LinkActOutcome<EchoNow>>;
  /** One poll of the link's device; its result reaches the engine as that of any poll. */
  pollNow(link: LinkId): Promise<LinkActOutcome<PollNow>>;
}

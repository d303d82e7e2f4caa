// Why an acceptance record is not begun or signed, in words.

import type { AcceptanceOutcome, AcceptanceRefusal } from '../api/acceptance-port.ts';
import type { AcceptanceRecord, signable } from '../domain/acceptance.ts';
import type { StoreError } from '../store/state/port.ts';

/** Why a record cannot be signed. */
export function cannotSign(
  record: AcceptanceRecord,
  why: Exclude<ReturnType<typeof signable>, 'yes'>,
): AcceptanceRefusal {
  const { signature } = record;
  switch (why) {
    case 'running':
      return { code: why, message: 'the record is still running; it can be signed once it is complete' };
    case 'broken-off':
      return { code: why, message: 'the record was broken off; only a complete one can be signed' };
    case 'superseded':
      return { code: why, message: 'a newer record of this link has begun; that one counts' };
    case 'signed':
      return {
        code: why,
        message: 'the record is signed already',
        ...(signature && { by: signature.actor.who, at: signature.at }),
      };
  }
}

/** The disk did not take it. */
export function unkept(error: StoreError): AcceptanceOutcome {
  return refuse({ code: 'store', message: `it cannot be kept, so nothing was changed: ${error.message}` });
}

/** A refusal as an outcome. */
export function refuse(refusal: AcceptanceRefusal): AcceptanceOutcome {
  return { kind: 'refused', refusal };
}

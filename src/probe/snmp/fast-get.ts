// The hot path: one GET by community over the shared sockets, with its own retries. No general encoder or decoder and no
// session object takes part.

import type { TimerHandle, Timers } from '../../runtime/timers.ts';
import { type Answer, BACKOFF, failed } from './answer.ts';
import type { SnmpCounts } from './counts.ts';
import type { Endpoint } from './endpoint.ts';
import { decodeGetAnswer, type GetTemplate, patchRequestId } from './message.ts';
import type { Route, SnmpMux, Traffic } from './mux.ts';

/** How often and how long is waited. */
export interface Patience {
  readonly timeoutMs: number;
  readonly retries: number;
}

/** What the hot path works with. */
export interface FastGetDeps {
  readonly mux: SnmpMux;
  readonly timers: Timers;
  readonly counts: SnmpCounts;
  /** Where the octets of this device are counted. */
  readonly traffic?: Traffic;
}

/** A GET under way. */
export interface FastGet {
  readonly answer: Promise<Answer>;
  /** Settles it as a `local` failure, if it has not settled. */
  cancel(detail: string): void;
}

/** Sends a template's GET. Garbage from the agent does not end the wait: a sound answer may still follow. */
export function fastGet(
  deps: FastGetDeps,
  endpoint: Endpoint,
  template: GetTemplate,
  patience: Patience,
): FastGet {
  const { mux, timers, counts } = deps;
  const id = mux.newId();
  let settle: (answer: Answer) => void = () => {};
  const answer = new Promise<Answer>((resolve) => {
    settle = resolve;
  });
  let timer: TimerHandle;
  let triesLeft = patience.retries;
  let waitMs = patience.timeoutMs;
  let garbage: string | undefined;

  const end = (result: Answer): void => {
    timers.clearTimeout(timer);
    mux.end(route, id);
    settle(result);
  };
  const route: Route = {
    endpoint,
    version: template.version,
    requiredFlags: 0,
    traffic: deps.traffic,
    answer(_id, datagram) {
      const got = decodeGetAnswer(template, id, datagram);
      if (got.kind === 'error') end(got);
      else if (got.kind === 'unsound') {
        counts.malformed++;
        garbage = got.detail;
      } else
        end({
          kind: 'values',
          varbinds: got.values.map((value, index) => ({ oid: template.oids[index] ?? '', value })),
        });
    },
    garbage(detail) {
      garbage = detail;
    },
    localFault: (error) => end(failed('local', `sending failed: ${error.message}`)),
  };
  const expire = (): void => {
    counts.timeouts++;
    if (triesLeft-- > 0) send();
    else end(garbage === undefined ? failed('silent', 'no answer') : failed('malformed', `only ${garbage}`));
  };
  const send = (): void => {
    timer = timers.setTimeout(expire, waitMs);
    waitMs *= BACKOFF;
    if (!mux.send(route, id, template.datagram)) end(failed('local', 'too many requests are under way'));
  };
  patchRequestId(template, id);
  send();
  return { answer, cancel: (detail) => end(failed('local', detail)) };
}

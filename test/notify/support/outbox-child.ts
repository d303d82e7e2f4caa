// Decides and delivers as the daemon does, in a process that may be killed at any moment: one message for each of two
// channels per event, sent to a server that counts. Arguments: data directory, address of the server, number of events.

import { Deliverer } from '../../../src/notify/deliver/deliverer.ts';
import { openOutbox } from '../../../src/notify/outbox/open.ts';
import type { Channel, Receipt } from '../../../src/notify/port.ts';
import { systemClock } from '../../../src/runtime/clock.ts';
import { createLog } from '../../../src/runtime/log.ts';
import { systemRandom } from '../../../src/runtime/random.ts';
import { systemTimers } from '../../../src/runtime/timers.ts';
import { decisionOf, listing, messageOf, postingOf } from './postings.ts';

const [directory = '', url = '', events = '0'] = process.argv.slice(2);
const EVENT_EVERY_MS = 4;
/** Rates are by the minute; in so short a life a digest would be rare otherwise. */
const HASTE = 40;
const DAY_MS = 86_400_000;

function channelTo(id: string): Channel {
  return {
    ...{ id, kind: 'webhook' as const, idempotent: false },
    send: async (message, signal): Promise<Receipt> => {
      try {
        const body = JSON.stringify({ id: message.id, text: message.body });
        const answer = await fetch(`${url}/${id}`, { method: 'POST', body, signal });
        return answer.ok ? { kind: 'delivered' } : { kind: 'later', detail: `status ${answer.status}` };
      } catch (error) {
        return { kind: 'later', detail: String(error) };
      }
    },
    close: () => Promise.resolve(),
  };
}

const log = createLog({ level: 'error' });
const { outbox } = openOutbox(directory, { clock: systemClock, log });
const deliverer = new Deliverer(
  {
    outbox,
    digest: listing,
    channels: new Map([
      ['single', { channel: channelTo('single'), common: { perMinute: 1e6, timeoutMs: 10_000 } }],
      ['joined', { channel: channelTo('joined'), common: { perMinute: 20, timeoutMs: 10_000 } }],
    ]),
  },
  {
    ...{ log, timers: systemTimers, random: systemRandom },
    now: () => ({ monoMs: HASTE * systemClock.monoMs(), at: systemClock.wallMs() }),
    onFault: () => undefined,
  },
);
deliverer.start();
let through = outbox.load().through ?? 0;
const decider = setInterval(() => {
  if (through < Number(events)) {
    through++;
    const bornAt = systemClock.wallMs();
    const message = messageOf(`m${through}`, { alert: through, body: `m${through}` });
    const times = { bornAt, expiresAt: bornAt + DAY_MS };
    const postings = ['single', 'joined'].map((channel) => postingOf(channel, message, times));
    outbox.commit(decisionOf(through, postings));
    deliverer.post();
  } else if (outbox.status().waiting > 0) {
    deliverer.post();
  } else {
    clearInterval(decider);
    void deliverer.stop().then(() => outbox.close());
  }
}, EVENT_EVERY_MS);

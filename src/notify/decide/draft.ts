// What one decision tells, put together: one message per alert, channel and kind, whoever it goes to; what waited for the
// end of quiet hours makes one message per channel.

import { SEVERITIES } from '../../domain/alert.ts';
import type { Locale } from '../../domain/explain.ts';
import type { Instant } from '../../domain/instant.ts';
import type { Reason } from '../../domain/state.ts';
import type { Message } from '../port.ts';
import type { Posting } from '../posting.ts';
import { type DigestContext, nightDigest } from '../words/digest.ts';
import { labelsOf, type Wording, wordMessage } from '../words/message.ts';
import type { Case } from './case.ts';
import type { Telling } from './judging.ts';
import type { Routing } from './routing.ts';

/** What a draft rests on. */
export interface DraftContext extends DigestContext {
  readonly routing: Routing;
  readonly now: Instant;
  readonly newId: () => string;
  /** Why an alert's link is in its state, where that is known. */
  readonly reasonOf: (one: Case) => Reason | undefined;
}

interface Group {
  readonly telling: Telling;
  readonly addresses: Set<string>;
}

/** Collects what is told in one look at all alerts that need one. */
export class Draft {
  readonly #context: DraftContext;
  readonly #told = new Set<string>();
  readonly #prompt = new Map<string, Group>();
  /** By channel, then by address. */
  readonly #late = new Map<string, Map<string, Telling[]>>();
  readonly #words = new Map<string, Wording>();

  constructor(context: DraftContext) {
    this.#context = context;
  }

  /** Takes one telling. Of several about one alert to one address, the first counts: that address is told once. */
  readonly tell = (telling: Telling): void => {
    const { one, channel, address, late } = telling;
    const key = `${one.alert.number} ${channel} ${address}`;
    if (this.#told.has(key)) return;
    this.#told.add(key);
    one.labels ??= labelsOf(one.alert, this.#context.network);
    if (late && this.#context.routing.channel(channel)?.kind !== 'alertmanager') {
      const addresses = this.#late.get(channel) ?? new Map<string, Telling[]>();
      this.#late.set(channel, addresses);
      addresses.set(address, [...(addresses.get(address) ?? []), telling]);
      return;
    }
    // A machine that was never told of a problem has no use for its end.
    if (telling.inside) return;
    const groupKey = `${one.alert.number} ${channel} ${wordingKey(telling)}`;
    const group = this.#prompt.get(groupKey);
    if (group) group.addresses.add(address);
    else this.#prompt.set(groupKey, { telling, addresses: new Set([address]) });
  };

  /** The postings, worst first: the rate of a channel is limited, and what matters most must not wait. */
  postings(): readonly Posting[] {
    const postings = [...this.#prompt.values()].flatMap(({ telling, addresses }) =>
      this.#post(telling.channel, addresses, (locale) => this.#message(telling, locale)),
    );
    for (const [channel, byAddress] of this.#late)
      for (const { tellings, addresses } of sameFor(byAddress))
        postings.push(...this.#post(channel, addresses, (locale) => this.#lateMessage(tellings, locale)));
    const rank = ({ message }: Posting) => SEVERITIES.indexOf(message.severity);
    return postings.sort((a, b) => rank(a) - rank(b));
  }

  #post(id: string, addresses: ReadonlySet<string>, word: (locale: Locale) => Message): readonly Posting[] {
    const { routing, now } = this.#context;
    const channel = routing.channel(id);
    if (!channel) return [];
    const message = { ...word(channel.locale), recipients: routing.recipients(channel, addresses) };
    return [{ channel: id, message, bornAt: now.at, expiresAt: now.at + channel.expireMs }];
  }

  #lateMessage(tellings: readonly Telling[], locale: Locale): Message {
    const [first] = tellings;
    const messages = tellings.map((telling) => this.#message(telling, locale));
    const [message] = messages;
    if (message && messages.length === 1 && !first?.inside) return message;
    const { now, newId } = this.#context;
    return nightDigest(messages, { ...this.#context, id: newId(), at: now.at });
  }

  #message(telling: Telling, locale: Locale): Message {
    const { one } = telling;
    const { newId } = this.#context;
    return { ...this.#wording(telling, locale), id: newId(), labels: one.labels ?? {}, recipients: [] };
  }

  /** Words are the same for every channel of a language. */
  #wording(telling: Telling, locale: Locale): Wording {
    const { one, kind, was } = telling;
    const key = `${one.alert.number} ${locale} ${wordingKey(telling)}`;
    const known = this.#words.get(key);
    if (known) return known;
    const { alert, most, notes } = one;
    const reason = this.#context.reasonOf(one);
    const wording = wordMessage(
      {
        kind,
        alert,
        most,
        notes,
        at: this.#context.now.at,
        ...(was !== undefined && { was }),
        ...(reason && { reason }),
      },
      { ...this.#context, locale },
    );
    this.#words.set(key, wording);
    return wording;
  }
}

function wordingKey({ kind, was }: Telling): string {
  return was === undefined ? kind : `${kind} ${was}`;
}

/** Addresses that are told the same, together. */
function sameFor(
  byAddress: ReadonlyMap<string, readonly Telling[]>,
): readonly { readonly tellings: readonly Telling[]; readonly addresses: Set<string> }[] {
  const groups = new Map<string, { tellings: readonly Telling[]; addresses: Set<string> }>();
  for (const [address, tellings] of byAddress) {
    const key = tellings.map((each) => `${each.one.alert.number} ${wordingKey(each)}`).join();
    const group = groups.get(key);
    if (group) group.addresses.add(address);
    else groups.set(key, { tellings, addresses: new Set([address]) });
  }
  return [...groups.values()];
}

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

/** One alert told in one way to some addresses of a channel. */
interface Group {
  readonly telling: Telling;
  readonly addresses: Set<string>;
}

interface Worded {
  readonly group: Pick<Telling, 'kind' | 'was'>;
  readonly locale: Locale;
  readonly wording: Wording;
}

/** Collects what is told in one look at all alerts that need one. */
export class Draft {
  readonly #context: DraftContext;
  readonly #groups = new Map<Case, Group[]>();
  readonly #words = new Map<Case, Worded[]>();

  constructor(context: DraftContext) {
    this.#context = context;
  }

  /** Takes one telling. Of several about one alert to one address, the first counts: that address is told once. */
  readonly tell = (telling: Telling): void => {
    const { one, channel, address } = telling;
    const groups = this.#groups.get(one) ?? [];
    this.#groups.set(one, groups);
    const mine = groups.filter((group) => group.telling.channel === channel);
    if (mine.some(({ addresses }) => addresses.has(address))) return;
    const same = mine.find(
      (group) =>
        isAlike(group.telling, telling) &&
        group.telling.late === telling.late &&
        group.telling.inside === telling.inside,
    );
    if (same) same.addresses.add(address);
    else groups.push({ telling, addresses: new Set([address]) });
    one.labels ??= labelsOf(one.alert, this.#context.network);
  };

  /** The postings, worst first: the rate of a channel is limited, and what matters most must not wait. */
  postings(): readonly Posting[] {
    const postings: Posting[] = [];
    /** By channel, then by address. */
    const late = new Map<string, Map<string, Telling[]>>();
    for (const groups of this.#groups.values())
      for (const { telling, addresses } of groups) {
        const isMachine = this.#context.routing.channel(telling.channel)?.kind === 'alertmanager';
        if (telling.late && !isMachine) gather(late, telling, addresses);
        // A machine that was never told of a problem has no use for its end.
        else if (!telling.inside)
          postings.push(
            ...this.#post(telling.channel, addresses, (locale) => this.#message(telling, locale)),
          );
      }
    for (const [channel, byAddress] of late)
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
    const words = this.#words.get(one) ?? [];
    this.#words.set(one, words);
    const known = words.find((each) => each.locale === locale && isAlike(each.group, telling));
    if (known) return known.wording;
    const { alert, most, notes } = one;
    const reason = this.#context.reasonOf(one);
    const at = this.#context.now.at;
    const story = {
      kind,
      alert,
      most,
      notes,
      at,
      ...(was !== undefined && { was }),
      ...(reason && { reason }),
    };
    const wording = wordMessage(story, { ...this.#context, locale });
    words.push({ group: { kind, ...(was !== undefined && { was }) }, locale, wording });
    return wording;
  }
}

function isAlike(one: Pick<Telling, 'kind' | 'was'>, other: Pick<Telling, 'kind' | 'was'>): boolean {
  return one.kind === other.kind && one.was === other.was;
}

function gather(
  late: Map<string, Map<string, Telling[]>>,
  telling: Telling,
  addresses: ReadonlySet<string>,
): void {
  const byAddress = late.get(telling.channel) ?? new Map<string, Telling[]>();
  late.set(telling.channel, byAddress);
  for (const address of addresses) {
    const tellings = byAddress.get(address);
    if (tellings) tellings.push(telling);
    else byAddress.set(address, [telling]);
  }
}

/** Addresses that are told the same, together. */
function sameFor(
  byAddress: ReadonlyMap<string, readonly Telling[]>,
): readonly { readonly tellings: readonly Telling[]; readonly addresses: Set<string> }[] {
  const groups = new Map<string, { tellings: readonly Telling[]; addresses: Set<string> }>();
  for (const [address, tellings] of byAddress) {
    const key = tellings.map(({ one, kind, was = '' }) => `${one.alert.number} ${kind} ${was}`).join();
    const group = groups.get(key);
    if (group) group.addresses.add(address);
    else groups.set(key, { tellings, addresses: new Set([address]) });
  }
  return [...groups.values()];
}

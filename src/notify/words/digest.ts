// One message for several: after the way out was gone, when there are too many to send singly, and after quiet hours.

import { SEVERITIES, type Severity } from '../../domain/alert.ts';
import type { Zone } from '../../domain/local-time.ts';
import type { Network } from '../../domain/network.ts';
import type { Message } from '../port.ts';
import type { DigestWriter } from '../posting.ts';
import { clipLine, MOST_BODY } from './clip.ts';
import { minuteText, momentText, zoneName } from './moment.ts';
import { pageLink } from './page-link.ts';
import { NOTIFY_WORDS, type WordingContext } from './story.ts';

const DAY_MS = 86_400_000;

/** What digests rest on besides their messages. */
export type DigestContext = Omit<WordingContext, 'locale'>;

/** Words digests for the deliverer, which hands over messages of one language and for the same recipients. */
export function digestWriter(network: Network, zone: Zone, pageUrl?: string): DigestWriter {
  const context = { network, zone, ...(pageUrl !== undefined && { pageUrl }) };
  return (messages, why, { id, at, sinceAt }) => {
    const locale = messages[0]?.locale ?? network.province.locale;
    const words = NOTIFY_WORDS[locale];
    const isOneDay = at - sinceAt < DAY_MS && zone.at(sinceAt).day === zone.at(at).day;
    const moment = (then: number) => (isOneDay ? minuteText(then, zone) : momentText(then, zone, locale));
    const heading = why === 'offline' ? words.offline : words.crowded;
    return digestOf(messages, { ...context, id, at, heading: heading(moment(sinceAt), moment(at)) });
  };
}

/** Words what waited for the end of quiet hours as one message. */
export function nightDigest(
  messages: readonly Message[],
  context: DigestContext & { readonly id: string; readonly at: number },
): Message {
  const { zone, at, network } = context;
  const words = NOTIFY_WORDS[messages[0]?.locale ?? network.province.locale];
  const firstAt = Math.min(at, ...messages.map((message) => message.startsAt));
  const heading = zone.at(firstAt).day === zone.at(at).day ? words.quietHours : words.night;
  return digestOf(messages, { ...context, heading });
}

function digestOf(
  messages: readonly Message[],
  context: DigestContext & { readonly id: string; readonly at: number; readonly heading: string },
): Message {
  const { id, at, heading, network, pageUrl } = context;
  const locale = messages[0]?.locale ?? network.province.locale;
  const words = NOTIFY_WORDS[locale];
  const rows = lastOfEach(messages);
  const over = rows.filter((row) => row.kind === 'cleared');
  const going = rows.filter((row) => row.kind !== 'cleared');
  const about = worst(going.length > 0 ? going : rows);
  const counted = rows.filter((row) => row.alert !== undefined);
  const title = `${heading}: ${words.tally(counted.length, over.length)}`;
  const isOver = going.length === 0 && over.length > 0;
  const url = pageLink(pageUrl);
  return {
    id,
    kind: 'digest',
    locale,
    severity: about?.severity ?? 'info',
    incident: about?.incident ?? 0,
    subject: clipLine(title),
    body: digestBody(title, [...going, ...over], { ...context, locale, url }),
    ...(url !== undefined && { url }),
    startsAt: Math.min(at, ...rows.map((row) => row.startsAt)),
    ...(isOver && { endsAt: Math.max(...over.map((row) => row.endsAt ?? at)) }),
    labels: { alertname: 'digest' },
    recipients: recipientsOf(messages),
  };
}

/** What is still going on first; at most as many lines as fit, then how many there are besides. */
function digestBody(
  title: string,
  rows: readonly Message[],
  context: WordingContext & { readonly url: string | undefined },
): string {
  const { locale, network, zone, url } = context;
  const words = NOTIFY_WORDS[locale];
  const lines = [`${title} (${zoneName(network.province.timezone)})`];
  const rest = (left: number) => (left > 0 ? [words.others(left)] : []);
  const tail = url === undefined ? [] : [url];
  const sizeOf = (more: readonly string[]) => more.reduce((sum, line) => sum + line.length + 1, 0);
  let used = sizeOf([...lines, ...rest(rows.length), ...tail]);
  let told = 0;
  for (const row of rows) {
    const from = momentText(row.startsAt, zone, locale);
    const to = row.endsAt === undefined ? '' : `–${minuteText(row.endsAt, zone)}`;
    const line = `${from}${to} ${row.subject}`;
    if (used + line.length + 1 > MOST_BODY) break;
    used += line.length + 1;
    lines.push(line);
    told++;
  }
  return [...lines, ...rest(rows.length - told), ...tail].join('\n');
}

/** Of several messages about one alert the last says what is true; it is as severe as the worst of them. */
function lastOfEach(messages: readonly Message[]): readonly Message[] {
  const rows = new Map<number | string, Message>();
  for (const message of messages) {
    const key = message.alert ?? message.id;
    const before = rows.get(key);
    rows.set(key, before ? { ...message, severity: worse(before.severity, message.severity) } : message);
  }
  return [...rows.values()];
}

function worst(rows: readonly Message[]): Message | undefined {
  let found: Message | undefined;
  for (const row of rows) if (!found || worse(found.severity, row.severity) !== found.severity) found = row;
  return found;
}

function worse(one: Severity, other: Severity): Severity {
  return SEVERITIES.indexOf(other) < SEVERITIES.indexOf(one) ? other : one;
}

function recipientsOf(messages: readonly Message[]): readonly string[] {
  if (messages.some((message) => message.recipients.length === 0)) return [];
  return [...new Set(messages.flatMap((message) => message.recipients))];
}

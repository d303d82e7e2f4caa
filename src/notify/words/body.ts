// The lines below a message's first one: incident, link, since when, proof, who is affected, what operators did, page.

import { clipBody, clipLine } from './clip.ts';
import { figureText } from './figure.ts';
import { durationText, momentText, spanText, zoneName } from './moment.ts';
import { pageLink } from './page-link.ts';
import { proofLines } from './proof.ts';
import { countsText, endOf, linkOf, NOTIFY_WORDS, type Story, textOf, type WordingContext } from './story.ts';
import { headline } from './subject.ts';

/** Longest single line: a name or an error from elsewhere may be of any length. */
const MOST_LINE = 400;

/** A message's text, at most 3,500 characters; its last line is the way to the page. */
export function bodyText(story: Story, context: WordingContext): string {
  const lines = [
    headline(story, context),
    incidentLine(story, context),
    linkLine(story, context),
    timeLine(story, context),
    ...proofLines(story, context),
    figureText(story.alert, context.locale),
    ...affectedLines(story, context),
    ...operatorLines(story, context),
  ];
  return clipBody(
    lines.filter((line) => line !== '').map((line) => clipLine(line, MOST_LINE)),
    pageLink(context.pageUrl, story.alert.incident),
  );
}

function incidentLine({ alert }: Story, { locale }: WordingContext): string {
  const words = NOTIFY_WORDS[locale];
  const incident = words.incident(alert.incident);
  return alert.number === alert.incident ? incident : `${incident}, ${words.alert(alert.number)}`;
}

function linkLine({ alert }: Story, { locale, network }: WordingContext): string {
  const words = NOTIFY_WORDS[locale];
  const link = linkOf(alert, network);
  if (!link) return '';
  const site = (id: typeof link.from) => network.sites.get(id)?.name ?? id;
  const route = `${words.link} ${site(link.from)} → ${site(link.to)}, ${words.medium[link.medium]}`;
  return link.provider === undefined ? route : `${route}, ${words.by(link.provider)}`;
}

function timeLine({ alert, kind, at }: Story, { locale, network, zone }: WordingContext): string {
  const words = NOTIFY_WORDS[locale];
  const name = zoneName(network.province.timezone);
  if (kind !== 'cleared') return words.since(`${momentText(alert.since, zone, locale)} ${name}`);
  const end = endOf(alert) ?? at;
  const [from, to] = spanText(alert.since, end, { zone, locale });
  return words.from(from, `${to} ${name}`, durationText(end - alert.since, locale));
}

function affectedLines({ alert, most, kind }: Story, { locale, zone }: WordingContext): readonly string[] {
  const words = NOTIFY_WORDS[locale];
  const counts = countsText(most, words);
  const links = most.unreachable === undefined ? '' : words.count.unreachable(most.unreachable);
  const backup = kind === 'cleared' ? undefined : alert.data['siteReachable'];
  const overrun = textOf(alert, 'overrun');
  const overrunSince = alert.data['overrunSince'];
  return [
    ...(counts === ''
      ? []
      : [`${words.takenAlong(counts)}${links === '' || links === counts ? '' : ` (${links})`}`]),
    ...(backup === undefined ? [] : [backup === true ? words.backupWorks : words.backupFails]),
    ...(overrun === undefined || typeof overrunSince !== 'number'
      ? []
      : [words.overrun(overrun, momentText(overrunSince, zone, locale))]),
  ];
}

function operatorLines({ alert, notes, kind }: Story, { locale, zone }: WordingContext): readonly string[] {
  const words = NOTIFY_WORDS[locale];
  const moment = (at: number) => momentText(at, zone, locale);
  const { acknowledged, cause, latched } = alert;
  return [
    ...(acknowledged
      ? [words.acknowledged(acknowledged.by, moment(acknowledged.at), acknowledged.note)]
      : []),
    ...(cause ? [words.confirmed(words.cause[cause.code], cause.by, cause.note)] : []),
    ...notes.map(({ by, at, note }) => words.note(by, moment(at), note)),
    ...(kind === 'cleared' && latched && alert.status === 'returned' ? [words.latched] : []),
  ];
}

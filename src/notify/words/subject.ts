// The first line of a message: how bad, what, where, and what it took along.

import type { Alert } from '../../domain/alert.ts';
import { clipLine } from './clip.ts';
import { durationText } from './moment.ts';
import {
  countsText,
  endOf,
  NOTIFY_WORDS,
  type Story,
  subjectName,
  textOf,
  type WordingContext,
} from './story.ts';
import type { NotifyWords } from './words.ts';

/** `[Kritis] Putus: Provinsi–Majene. 14 desa, 9 kantor ikut terputus`. */
export function subjectText(story: Story, { locale }: Pick<WordingContext, 'locale'>): string {
  const words = NOTIFY_WORDS[locale];
  return clipLine(`[${markText(story, words, locale)}] ${headline(story, { locale })}`);
}

/** `Putus: Provinsi–Majene. 14 desa, 9 kantor ikut terputus`; of an end, how long it lasted. */
export function headline(story: Story, { locale }: Pick<WordingContext, 'locale'>): string {
  const words = NOTIFY_WORDS[locale];
  const { alert, kind, at } = story;
  const title = titleText(alert, { locale });
  if (kind === 'cleared') {
    const lasted = durationText((endOf(alert) ?? at) - alert.since, locale);
    return `${title}, ${words.lasted(lasted)}`;
  }
  const again = alert.occurrences > 1 ? ` (${words.again(alert.occurrences)})` : '';
  const counts = countsText(story.most, words);
  return counts === '' ? `${title}${again}` : `${title}${again}. ${words.takenAlong(counts)}`;
}

/** `Putus: Provinsi–Majene`. */
export function titleText(alert: Alert, { locale }: Pick<WordingContext, 'locale'>): string {
  const name = subjectName(alert);
  const rule = ruleName(alert, locale);
  return name === '' ? rule : `${rule}: ${name}`;
}

/** A built-in rule's name, or what the office (or jalur) calls its own, which it writes as part of a sentence. */
function ruleName(alert: Alert, locale: WordingContext['locale']): string {
  const builtIn: Readonly<Record<string, string | undefined>> = NOTIFY_WORDS[locale].rule;
  const known = builtIn[alert.rule];
  if (known !== undefined) return known;
  const own = textOf(alert, locale === 'id' ? 'ruleId' : 'ruleEn');
  return own === undefined ? alert.rule : `${own.charAt(0).toUpperCase()}${own.slice(1)}`;
}

function markText(story: Story, words: NotifyWords, locale: WordingContext['locale']): string {
  const { alert, kind, at, was } = story;
  const severity = words.severity[alert.severity];
  switch (kind) {
    case 'raised':
      return severity;
    case 'changed':
      return was === undefined ? severity : words.worse(severity, words.severity[was]);
    case 'escalated':
      return words.unacknowledged(severity, durationText(at - alert.since, locale));
    case 'reminder':
      return `${severity}, ${words.reminder}`;
    case 'cleared':
      return isMending(alert) ? words.recovered : words.over;
  }
}

/** A restart and a first answer are news, not troubles: their end is no recovery. */
function isMending(alert: Alert): boolean {
  return alert.rule !== 'link.rebooted' && alert.rule !== 'link.answering';
}

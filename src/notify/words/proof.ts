// What an alert rests on: echoes and who answered meanwhile, refused polls, reboots, silent anchors, an error's own text.

import { viconAlertText } from '../../domain/vicon-alert.ts';
import { clockText, momentText, spanText } from './moment.ts';
import { figureOf, NOTIFY_WORDS, type Story, textOf, type WordingContext } from './story.ts';

/** One line per fact; none where the alert carries none, and none of the beginning's proof once it is over. */
export function proofLines(story: Story, context: WordingContext): readonly string[] {
  const { alert, kind } = story;
  const words = NOTIFY_WORDS[context.locale];
  switch (alert.rule) {
    case 'link.down':
    case 'link.unreachable':
      return [...silenceLines(story, context), ...pushLines(story, context)];
    case 'link.snmp-silent': {
      const polls = figureOf(alert, 'polls');
      const found = [
        textOf(alert, 'address'),
        polls === undefined ? undefined : words.polls(polls),
        textOf(alert, 'detail'),
      ];
      return [found.filter((each) => each !== undefined).join(': ')];
    }
    case 'link.rebooted': {
      const reboots = figureOf(alert, 'reboots');
      const lastAt = figureOf(alert, 'lastAt');
      if (reboots === undefined || lastAt === undefined) return [];
      return [words.reboots(reboots, momentText(lastAt, context.zone, context.locale))];
    }
    case 'link.vicon':
      return viconLines(story, context);
    case 'link.flapping':
    case 'link.answering':
    case 'link.degraded':
      return [];
    case 'monitor.blind':
    case 'monitor.anchors': {
      const anchors = textOf(alert, 'anchors');
      return anchors === undefined ? [] : [`${words.anchors}: ${anchors}`];
    }
    default: {
      const detail = textOf(alert, 'detail');
      return detail === undefined || (kind === 'cleared' && alert.subject !== 'monitor') ? [] : [detail];
    }
  }
}

/** Which conference, when, and what is wrong with the site; nothing of that any more once it is over. */
function viconLines({ alert, kind }: Story, { zone, locale }: WordingContext): readonly string[] {
  const [title, startsAt, endsAt] = [
    textOf(alert, 'title'),
    figureOf(alert, 'startsAt'),
    figureOf(alert, 'endsAt'),
  ];
  const [from, to] =
    startsAt === undefined || endsAt === undefined ? [] : spanText(startsAt, endsAt, { zone, locale });
  const event = title === undefined || from === undefined ? [] : [`${title}, ${from} – ${to}`];
  const why = kind === 'cleared' ? '' : viconAlertText(alert, locale);
  return why === '' ? event : [...event, why];
}

function silenceLines({ reason, kind }: Story, { locale, zone, network }: WordingContext): readonly string[] {
  if (reason?.kind !== 'silent' || kind === 'cleared') return [];
  const words = NOTIFY_WORDS[locale];
  const firstAt = clockText(reason.firstLostAt, zone);
  const silence =
    reason.beatEveryMs === undefined
      ? words.silent(reason.lostInRow, words.outcome[reason.outcome], firstAt)
      : words.beats(reason.lostInRow, firstAt);
  const sites = reason.ancestors.map(
    ({ site, answeredAt }) => `${network.sites.get(site)?.name ?? site} (${clockText(answeredAt, zone)})`,
  );
  return [sites.length === 0 ? silence : `${silence}; ${words.works(sites.join(', '))}`];
}

/** A device that only beats tells of an outage later than one that is echoed; whoever reads it must know. */
function pushLines({ alert }: Story, { locale }: WordingContext): readonly string[] {
  const everyMs = figureOf(alert, 'beatEveryMs');
  return everyMs === undefined ? [] : [NOTIFY_WORDS[locale].pushed(Math.round(everyMs / 1_000))];
}

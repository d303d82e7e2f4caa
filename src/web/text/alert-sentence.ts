// An alert's title and its second line. The facts come as plain JSON: each is checked where it is read.

import type { Alert } from '../../domain/alert.ts';
import { DEGRADED_FIGURES } from '../../domain/state.ts';
import { viconAlertText } from '../../domain/vicon-alert.ts';
import { formatDuration } from './format.ts';
import { WORDS } from './languages.ts';
import { ruleFigure } from './rule-figure.ts';
import { figureText, type SentenceContext } from './sentence.ts';

/** `Putus: Provinsi – Majene`. */
export function alertTitle(alert: Alert, context: SentenceContext): string {
  const rule = ruleName(alert, context);
  const what = rule.charAt(0).toLocaleUpperCase(WORDS[context.language].locale) + rule.slice(1);
  return alert.subject === 'monitor' ? what : `${what}: ${text(alert, 'name') ?? alert.subject}`;
}

/** A built-in rule's name, or what the office (or jalur) calls its own. */
function ruleName(alert: Alert, context: SentenceContext): string {
  const builtIn: Readonly<Record<string, string | undefined>> = WORDS[context.language].rule;
  return builtIn[alert.rule] ?? text(alert, context.language === 'id' ? 'ruleId' : 'ruleEn') ?? alert.rule;
}

/** What else is known; empty when nothing is. */
export function alertDetail(alert: Alert, context: SentenceContext): string {
  const words = WORDS[context.language];
  const indonesian = context.language === 'id';
  switch (alert.rule) {
    case 'link.down':
    case 'link.unreachable': {
      const route = [text(alert, 'from'), text(alert, 'to')].filter(Boolean).join(' → ');
      const backup = alert.data['siteReachable'];
      const known =
        backup === undefined
          ? ''
          : backup === true
            ? indonesian
              ? 'cadangan bekerja'
              : 'backup works'
            : indonesian
              ? 'cadangan ikut putus'
              : 'backup is down too';
      const late = overrun(alert, context);
      return [route, pushed(alert, indonesian), known, late].filter(Boolean).join(' · ');
    }
    case 'link.degraded': {
      const figure = DEGRADED_FIGURES.find((each) => each === alert.data['figure']);
      const value = amount(alert, 'value');
      const limit = amount(alert, 'limit');
      if (!figure || value === undefined || limit === undefined) return '';
      const found = `${words.figure[figure]} ${figureText(figure, value, context.language)}`;
      return `${found}, ${indonesian ? 'batas' : 'limit'} ${figureText(figure, limit, context.language)}`;
    }
    case 'link.snmp-silent': {
      const polls = amount(alert, 'polls');
      return [text(alert, 'address'), polls !== undefined && `${polls} poll`, text(alert, 'detail')]
        .filter(Boolean)
        .join(' · ');
    }
    case 'link.rebooted': {
      const lastAt = amount(alert, 'lastAt');
      const reboots = amount(alert, 'reboots');
      const count = reboots === undefined ? '' : `${reboots}×`;
      if (lastAt === undefined) return count;
      const ago = formatDuration(context.now - lastAt, words);
      return indonesian ? `${count}, terakhir ${ago} lalu` : `${count}, last ${ago} ago`;
    }
    case 'link.vicon': {
      const startsAt = amount(alert, 'startsAt');
      const start = startsAt === undefined ? undefined : context.time.minute(startsAt, context.now);
      const event = [text(alert, 'title'), start].filter(Boolean).join(' ');
      return [event, viconAlertText(alert, context.language)].filter(Boolean).join(' · ');
    }
    case 'link.flapping':
    case 'link.answering':
      return [text(alert, 'from'), text(alert, 'to')].filter(Boolean).join(' → ');
    case 'monitor.blind':
    case 'monitor.anchors':
      return text(alert, 'anchors') ?? '';
    case 'monitor.store':
    case 'monitor.spool':
    case 'monitor.metrics':
    case 'monitor.clock':
    case 'monitor.echo':
    case 'monitor.config':
    case 'monitor.traps':
    case 'monitor.profiles':
    case 'monitor.loop':
    case 'monitor.schedule':
    case 'monitor.disk':
    case 'monitor.disk-full':
    case 'monitor.notify':
    case 'monitor.dead-man':
    case 'monitor.unmeasured':
      return text(alert, 'detail') ?? '';
    default:
      return ruleFigure(alert, context);
  }
}

/** A device that only beats tells of an outage later than one that is echoed; whoever reads the alert must know. */
function pushed(alert: Alert, indonesian: boolean): string {
  const everyMs = amount(alert, 'beatEveryMs');
  if (everyMs === undefined) return '';
  const seconds = Math.round(everyMs / 1_000);
  return indonesian ? `push, denyut tiap ${seconds} s` : `push, a beat every ${seconds} s`;
}

/** Work that was announced and is not over in time. */
function overrun(alert: Alert, { language, time, now }: SentenceContext): string {
  const name = text(alert, 'overrun');
  if (name === undefined) return '';
  const since = amount(alert, 'overrunSince');
  const end = since === undefined ? '' : ` ${time.minute(since, now)}`;
  return language === 'id'
    ? `pemeliharaan “${name}” melewati waktunya${end}`
    : `maintenance “${name}” is past its end${end}`;
}

const KINDS = ['provinces', 'regencies', 'villages', 'offices'] as const;
const KIND_WORDS: Readonly<Record<(typeof KINDS)[number], readonly [id: string, one: string, many: string]>> =
  {
    provinces: ['provinsi', 'province', 'provinces'],
    regencies: ['kabupaten', 'regency', 'regencies'],
    villages: ['desa', 'village', 'villages'],
    offices: ['kantor', 'office', 'offices'],
  };

/** `14 desa, 9 kantor ikut terputus`: who is cut off with it, as the engine counted them; empty when nobody is. */
export function alertImpact(alert: Alert, { language }: SentenceContext): string {
  const indonesian = language === 'id';
  const sites = KINDS.flatMap((kind) => {
    const count = amount(alert, kind) ?? 0;
    const [id, one, many] = KIND_WORDS[kind];
    return count > 0 ? [`${count} ${indonesian ? id : count === 1 ? one : many}`] : [];
  });
  if (sites.length > 0) return `${sites.join(', ')} ${indonesian ? 'ikut terputus' : 'cut off with it'}`;
  const links = amount(alert, 'unreachable') ?? 0;
  if (links === 0) return '';
  return indonesian
    ? `${links} jalur ikut terputus`
    : `${links} ${links === 1 ? 'link' : 'links'} cut off with it`;
}

function text(alert: Alert, key: string): string | undefined {
  const value = alert.data[key];
  return typeof value === 'string' && value !== '' ? value : undefined;
}

function amount(alert: Alert, key: string): number | undefined {
  const value = alert.data[key];
  return typeof value === 'number' ? value : undefined;
}

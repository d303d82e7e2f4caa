// Where an alert is in its life, why nobody was told of it, and what operators did about it, in words.

import type { Act, ActRefusal } from '../../domain/act.ts';
import type { Alert } from '../../domain/alert.ts';
import { WORDS } from './languages.ts';
import type { SentenceContext } from './sentence.ts';

/** `aktif – diakui oleh Andi 13:02`, `pulih 13:40 – belum diakui`, `… – ditangguhkan oleh Andi sampai 15:00`. */
export function alertStatus(alert: Alert, context: SentenceContext, isWaiting: boolean): string {
  const parts = [condition(alert, context), answer(alert, context, isWaiting), shelf(alert, context)];
  return parts.filter(Boolean).join(' – ');
}

function shelf({ shelved, status }: Alert, { language, time, now }: SentenceContext): string {
  if (!shelved || status === 'closed') return '';
  const until = time.minute(shelved.until, now);
  return language === 'id'
    ? `ditangguhkan oleh ${shelved.by} sampai ${until}`
    : `shelved by ${shelved.by} until ${until}`;
}

/** Whether what the alert is about still holds. */
function condition(alert: Alert, { language, time, now }: SentenceContext): string {
  const indonesian = language === 'id';
  const at = (moment: number | undefined): string =>
    moment === undefined ? '' : ` ${time.minute(moment, now)}`;
  switch (alert.status) {
    case 'active':
      return indonesian ? 'aktif' : 'active';
    case 'returned':
      return `${indonesian ? 'pulih' : 'recovered'}${at(alert.returnedAt)}`;
    case 'closed':
      return `${indonesian ? 'selesai' : 'closed'}${at(alert.closedAt)}`;
  }
}

/** What somebody has said to it, or has yet to say. */
function answer(alert: Alert, { language, time, now }: SentenceContext, isWaiting: boolean): string {
  const indonesian = language === 'id';
  const { acknowledged, status, latched, suppressed } = alert;
  if (status === 'returned' && latched) return indonesian ? 'menunggu reset' : 'waits for a reset';
  if (acknowledged) {
    const at = time.minute(acknowledged.at, now);
    return indonesian ? `diakui oleh ${acknowledged.by} ${at}` : `acknowledged by ${acknowledged.by} ${at}`;
  }
  if (status === 'closed' || suppressed || !isWaiting) return '';
  return WORDS[language].ui.unacknowledged;
}

/** Why nobody is told of it now; empty when nothing holds it back. */
export function suppressionText({ suppressed }: Alert, context: SentenceContext): string {
  const indonesian = context.language === 'id';
  const minute = (at: number): string => context.time.minute(at, context.now);
  switch (suppressed?.by) {
    case undefined:
      return '';
    case 'ancestor': {
      const site = context.siteName(suppressed.site);
      return indonesian
        ? `ditahan: ${site} terputus sejak ${minute(suppressed.since)}`
        : `held back: ${site} is cut off since ${minute(suppressed.since)}`;
    }
    case 'blind':
      return indonesian
        ? `ditahan: pemantau buta sejak ${minute(suppressed.since)}`
        : `held back: the monitor is blind since ${minute(suppressed.since)}`;
    case 'flapping':
      return indonesian
        ? `ditahan: tidak stabil, lihat alarm #${suppressed.alert}`
        : `held back: flapping, see alert #${suppressed.alert}`;
    case 'rule':
      return indonesian
        ? `ditahan: sudah tercakup dalam alarm #${suppressed.alert}`
        : `held back: alert #${suppressed.alert} says it already`;
    case 'maintenance':
      return indonesian
        ? `ditahan: pemeliharaan “${suppressed.name}” (${suppressed.announcedBy}) sampai ${minute(suppressed.until)}`
        : `held back: maintenance “${suppressed.name}” (${suppressed.announcedBy}) until ${minute(suppressed.until)}`;
    case 'shelved':
      return indonesian
        ? `ditahan: ditangguhkan oleh ${suppressed.who} sampai ${minute(suppressed.until)}`
        : `held back: shelved by ${suppressed.who} until ${minute(suppressed.until)}`;
    case 'settling':
      return indonesian
        ? `ditahan: jalur baru dinyalakan, ditunggu sampai ${minute(suppressed.until)}`
        : `held back: jalur has just started, waiting until ${minute(suppressed.until)}`;
  }
}

/** `listrik PLN padam (Andi 13:05)`; empty before somebody has confirmed a cause. */
export function causeText({ cause }: Alert, { language, time, now }: SentenceContext): string {
  if (!cause) return '';
  return `${WORDS[language].cause[cause.code]} (${cause.by} ${time.minute(cause.at, now)})`;
}

/** What an act did, without who and when. */
export function actText({ act }: Pick<Act, 'act'>, { language, time, now }: SentenceContext): string {
  const indonesian = language === 'id';
  const withNote = (what: string, note: string | undefined): string => (note ? `${what}: ${note}` : what);
  switch (act.kind) {
    case 'acknowledge':
      return withNote(indonesian ? 'mengakui' : 'acknowledged', act.note);
    case 'note':
      return withNote(indonesian ? 'mencatat' : 'noted', act.note);
    case 'shelve': {
      const until = time.minute(act.until, now);
      return withNote(indonesian ? `menangguhkan sampai ${until}` : `shelved until ${until}`, act.note);
    }
    case 'unshelve':
      return indonesian ? 'membatalkan penangguhan' : 'ended the shelving';
    case 'confirm-cause':
      return withNote(
        `${indonesian ? 'menetapkan penyebab' : 'confirmed the cause'}: ${WORDS[language].cause[act.cause]}`,
        act.note,
      );
    case 'reset':
      return withNote(indonesian ? 'me-reset' : 'reset', act.note);
  }
}

/** Why an act was not done: `Sudah diakui oleh Andi pukul 13:02`. An unknown code falls back to the server's own words. */
export function refusalText(
  refusal: { readonly code: string; readonly message: string; readonly by?: string; readonly at?: number },
  { language, time, now }: SentenceContext,
): string {
  const indonesian = language === 'id';
  const by = refusal.by === undefined ? '' : indonesian ? ` oleh ${refusal.by}` : ` by ${refusal.by}`;
  const moment = refusal.at === undefined ? undefined : time.minute(refusal.at, now);
  const at = moment === undefined ? '' : indonesian ? ` pukul ${moment}` : ` at ${moment}`;
  const texts: Readonly<Record<ActRefusal['code'], readonly [id: string, en: string]>> = {
    'already-acknowledged': [`Sudah diakui${by}${at}`, `Already acknowledged${by}${at}`],
    closed: [`Alarm sudah selesai${at}`, `The alert is over${at}`],
    'no-alert': ['Alarm ini tidak dikenal server', 'The server knows no such alert'],
    'not-shelved': ['Alarm ini tidak sedang ditangguhkan', 'This alert is not shelved'],
    'not-latched': ['Alarm ini berakhir sendiri, tidak perlu di-reset', 'This alert ends by itself'],
    'not-returned': ['Kondisinya masih berlangsung', 'Its condition still holds'],
    'bad-until': ['Waktunya harus di depan, paling lama 30 hari', 'The time must be within the next 30 days'],
  };
  const known: Readonly<Record<string, readonly [string, string] | undefined>> = texts;
  return known[refusal.code]?.[indonesian ? 0 : 1] ?? refusal.message;
}

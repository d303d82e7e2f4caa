// The alert that a site is not ready for a conference: what it carries, and how it is read again. Facts are plain JSON.

import type { Alert } from './alert.ts';
import type { Locale } from './explain.ts';
import { VICON_LEVELS, type ViconDecision } from './vicon.ts';
import type { ViconChange, ViconEvent } from './vicon-event.ts';
import { decisionText, VICON_WORDS } from './vicon-words.ts';

/** The facts of such an alert. */
export function viconFacts(event: ViconEvent, change: ViconChange, siteName: string): Alert['data'] {
  const { decides, level } = change;
  return {
    event: event.id,
    title: event.title,
    startsAt: event.startsAt,
    endsAt: event.endsAt,
    site: siteName,
    level,
    decides: decides.kind,
    ...('value' in decides && { value: Math.round(decides.value * 1_000) / 1_000, limit: decides.limit }),
    ...('way' in decides && { way: decides.way }),
    ...('why' in decides && { why: decides.why }),
    ...('figure' in decides && { missing: decides.figure }),
  };
}

/** `Majene terbatas: RTT 420 ms, batas 300 ms`; empty where the facts do not say so. */
export function viconAlertText({ data }: Pick<Alert, 'data'>, locale: Locale): string {
  const level = VICON_LEVELS.find((each) => each === data['level']);
  const decides = decisionOf(data);
  if (!level || !decides) return '';
  const site = typeof data['site'] === 'string' ? `${data['site']} ` : '';
  return `${site}${VICON_WORDS[locale].level[level]}: ${decisionText(decides, locale)}`;
}

function decisionOf(data: Alert['data']): ViconDecision | undefined {
  const { decides, value, limit, way, why, missing } = data;
  switch (decides) {
    case 'rtt':
    case 'loss':
    case 'jitter':
      return typeof value === 'number' && typeof limit === 'number'
        ? { kind: decides, value, limit }
        : undefined;
    case 'bandwidth':
      return typeof value === 'number' && typeof limit === 'number' && (way === 'in' || way === 'out')
        ? { kind: decides, value, limit, way }
        : undefined;
    case 'down':
    case 'unreachable':
      return { kind: decides };
    case 'unknown':
      if (why === 'state') return { kind: decides, why, reason: 'unmeasured' };
      if (why === 'no-figure')
        return missing === 'rtt' || missing === 'loss' || missing === 'jitter'
          ? { kind: decides, why, figure: missing }
          : undefined;
      return why === 'no-link' || why === 'no-round' || why === 'not-watched'
        ? { kind: decides, why }
        : undefined;
    default:
      return undefined;
  }
}

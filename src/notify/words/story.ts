// What a message is about, and what its words rest on. The facts of an alert are plain JSON: each is checked where it is
// read, and a fact that is not there is left out, never guessed.

import type { Alert, Severity } from '../../domain/alert.ts';
import type { Locale } from '../../domain/explain.ts';
import type { Link } from '../../domain/link.ts';
import type { Zone } from '../../domain/local-time.ts';
import type { Network } from '../../domain/network.ts';
import type { Reason } from '../../domain/state.ts';
import type { MessageKind } from '../port.ts';
import type { NotifyWords } from './words.ts';
import { EN } from './words-en.ts';
import { ID } from './words-id.ts';

/** Counts of the alert's data that may grow, and that the last message tells at their largest. */
export const COUNTS = ['unreachable', 'provinces', 'regencies', 'villages', 'offices'] as const;
/** One of {@link COUNTS}. `unreachable` counts links, the others sites of a kind. */
export type Count = (typeof COUNTS)[number];

/** One alert at the moment of a message. */
export interface Story {
  readonly kind: Exclude<MessageKind, 'digest' | 'test' | 'report'>;
  readonly alert: Alert;
  /** Now, epoch ms. */
  readonly at: number;
  /** The largest counts of what it took along. */
  readonly most: Readonly<Partial<Record<Count, number>>>;
  /** What operators wrote, oldest first. */
  readonly notes: readonly { readonly by: string; readonly at: number; readonly note: string }[];
  /** What was told before it got worse. */
  readonly was?: Severity;
  /** Why its link is in its state, where that is known. */
  readonly reason?: Reason;
}

/** What words rest on besides their subject. */
export interface WordingContext {
  readonly locale: Locale;
  readonly network: Network;
  /** The province's time zone at work. */
  readonly zone: Zone;
  /** Address of the page; absent: messages carry no link. */
  readonly pageUrl?: string;
}

/** Words by language. */
export const NOTIFY_WORDS: Readonly<Record<Locale, NotifyWords>> = { id: ID, en: EN };

/** A text among an alert's facts; undefined when it is not there, or empty. */
export function textOf(alert: Alert, key: string): string | undefined {
  const value = alert.data[key];
  return typeof value === 'string' && value !== '' ? value : undefined;
}

/** A figure among an alert's facts. */
export function figureOf(alert: Alert, key: string): number | undefined {
  const value = alert.data[key];
  return typeof value === 'number' && Number.isFinite(value) ? value : undefined;
}

/** The link an alert is about; undefined for the monitor, and for links that are not in the plan any more. */
export function linkOf(alert: Alert, network: Network): Link | undefined {
  return alert.subject === 'monitor' ? undefined : network.links.get(alert.subject);
}

/** What an alert is about, as people know it; empty for the monitor. */
export function subjectName(alert: Alert): string {
  return alert.subject === 'monitor' ? '' : (textOf(alert, 'name') ?? alert.subject);
}

/** When an alert's condition went, epoch ms; undefined while it holds. */
export function endOf(alert: Alert): number | undefined {
  return alert.status === 'active' ? undefined : (alert.returnedAt ?? alert.closedAt);
}

/** Counts in words: `14 desa, 9 kantor`; links only where no sites are counted; empty for none. */
export function countsText(most: Story['most'], words: NotifyWords): string {
  const sites = COUNTS.filter((count) => count !== 'unreachable' && (most[count] ?? 0) > 0);
  const told = sites.length > 0 ? sites : COUNTS.filter((count) => (most[count] ?? 0) > 0);
  return told.map((count) => words.count[count](most[count] ?? 0)).join(', ');
}

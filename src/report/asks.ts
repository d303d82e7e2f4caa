// What can be asked for, by names: the key under which a report is kept, and which month is meant when none is said.

import type { Zone } from '../domain/local-time.ts';
import { monthAt } from '../domain/sla/period.ts';
import type { ReportDocument } from './document.ts';
import type { ReportAsk } from './sources.ts';

/** What a report is about: equal for every time it is made. Its language and the moment it is made of are no part of that. */
export function aboutOf(ask: ReportAsk): string {
  switch (ask.kind) {
    case 'sla': {
      const { subject } = ask;
      return `sla/${ask.month}/${subject.by}${subject.by === 'province' ? '' : `/${subject.id}`}`;
    }
    case 'incident':
      return `incident/${ask.incident}`;
    case 'acceptance':
      return `acceptance/${ask.record}`;
    case 'rollout':
      return ask.year === undefined ? 'rollout' : `rollout/${ask.year}`;
    case 'evidence':
      return `evidence/${ask.year}`;
    case 'executive':
      return `executive/${ask.month}`;
  }
}

/** The month some months later (or earlier). */
export function addMonths(month: string, months: number): string {
  const [year = 1970, number = 1] = month.split('-').map(Number);
  const index = year * 12 + number - 1 + months;
  return `${Math.floor(index / 12)}-${String((index % 12) + 1).padStart(2, '0')}`;
}

/** The last month that is over; of months that begin on `periodDay`, the last of those. */
export function lastWholeMonth(epochMs: number, zone: Zone, periodDay = 1): string {
  return addMonths(monthAt(epochMs, zone, periodDay), -1);
}

/** Title and subtitle in one line, for lists and mails. */
export function titleOf({ title, subtitle }: Pick<ReportDocument, 'title' | 'subtitle'>): string {
  return subtitle === undefined ? title : `${title} · ${subtitle}`;
}

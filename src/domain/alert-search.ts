// Looking for alerts by what people remember of them: a name, a number, a word of a note.

import type { Alert } from './alert.ts';

/** Alerts that a search looks at, the newest of its window: about 100 ms. What is older is found by a window of its own. */
export const MOST_SEARCHED = 20_000;

/** What of alerts is looked for beside their time; what is absent is not asked. */
export interface AlertWish {
  /** Words that all must occur in {@link alertText}, whatever the case. */
  readonly text?: string;
  /** Only this rule. */
  readonly rule?: string;
  /** Only outages (`link.down`) that were announced, are over, and whose cause nobody has confirmed. */
  readonly uncaused?: boolean;
}

/** Everything readable about an alert, lower case: number, rule, link, facts, who did what, and the notes of these acts. */
export function alertText(alert: Alert): string {
  const { number, rule, subject, data, acknowledged, shelved, cause } = alert;
  const marks = [acknowledged, shelved, cause].flatMap((mark) => (mark ? [mark.by, mark.note ?? ''] : []));
  return [`#${number}`, rule, subject, ...Object.values(data), ...marks, cause?.code ?? '']
    .join(' ')
    .toLowerCase();
}

/** Whether an alert is what is looked for. */
export function isWished(alert: Alert, { text, rule, uncaused }: AlertWish): boolean {
  if (rule !== undefined && alert.rule !== rule) return false;
  if (uncaused === true && !isUncaused(alert)) return false;
  if (text === undefined) return true;
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  const found = alertText(alert);
  return words.every((word) => found.includes(word));
}

function isUncaused({ rule, status, announced, cause }: Alert): boolean {
  return rule === 'link.down' && status !== 'active' && announced === true && cause === undefined;
}

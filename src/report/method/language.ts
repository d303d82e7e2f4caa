// Texts of reports in both languages side by side, so that neither can lack one.

import type { Locale } from '../../domain/explain.ts';

/** A text in Indonesian and in English. */
export type Both = readonly [id: string, en: string];

/** The text in one language. */
export function textIn(locale: Locale, [id, en]: Both): string {
  return locale === 'id' ? id : en;
}

/** All texts of a table in one language. */
export function textsIn<Key extends string>(
  locale: Locale,
  texts: Readonly<Record<Key, Both>>,
): Readonly<Record<Key, string>> {
  const pairs = Object.entries<Both>(texts).map(([key, both]) => [key, textIn(locale, both)] as const);
  // Object.fromEntries widens the keys it was given.
  return Object.fromEntries(pairs) as Record<Key, string>;
}

// Texts of one page in both languages, kept beside the page: the compiler asks for each in either.

import { useApp } from '../state/context.ts';
import type { Language } from './words.ts';

/** Makes the hook that gives a page its texts in the language chosen now. */
export function pageWords<const Id extends Readonly<Record<string, string>>>(
  id: Id,
  en: { readonly [Key in keyof Id]: string },
): () => { readonly [Key in keyof Id]: string } {
  const words: Readonly<Record<Language, { readonly [Key in keyof Id]: string }>> = { id, en };
  return () => words[useApp().preferences.language.value];
}

// The words of each language.

import type { Language, Words } from './words.ts';
import { EN } from './words-en.ts';
import { ID } from './words-id.ts';

/** The words of a language. */
export const WORDS: Readonly<Record<Language, Words>> = { id: ID, en: EN };

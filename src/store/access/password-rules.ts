// What may be a password: long enough, and none of those that are tried first.

import { COMMON_PASSWORDS, COMMON_WORDS } from './common-passwords.ts';

/** Fewest characters of a password. */
export const LEAST_PASSWORD = 10;
/** Most characters of a password. */
export const MOST_PASSWORD = 200;

/**
 * Why a text may not be a password. `digits`: digits alone, which staff numbers, birthdays and telephone numbers are.
 * `unprintable`: it holds control characters, which forms cannot carry.
 */
export type PasswordFault = 'too-short' | 'too-long' | 'unprintable' | 'digits' | 'common' | 'own-name';

/** What is wrong with a password for a user of this name; undefined when nothing is. */
export function passwordFault(password: string, userName: string): PasswordFault | undefined {
  const text = normalPassword(password);
  const length = [...text].length;
  if (length < LEAST_PASSWORD) return 'too-short';
  if (length > MOST_PASSWORD) return 'too-long';
  if (/\p{Cc}/u.test(text)) return 'unprintable';
  const lower = text.toLowerCase();
  const names = [userName.toLowerCase(), userName.toLowerCase().split('@')[0] ?? ''];
  if (names.some((name) => name !== '' && (lower === name || isRepeated(core(lower), core(name)))))
    return 'own-name';
  if (/^\p{Nd}+$/u.test(text.replace(/[\p{P}\p{Z}]/gu, ''))) return 'digits';
  const isCommon =
    COMMON_PASSWORDS.has(lower) ||
    COMMON_WORDS.some((word) => isRepeated(core(lower), word)) ||
    new Set(lower).size < 4;
  return isCommon ? 'common' : undefined;
}

/** A fault in words. */
export function passwordFaultText(fault: PasswordFault): string {
  switch (fault) {
    case 'too-short':
      return `the password has fewer than ${LEAST_PASSWORD} characters; several words in a row are good ones`;
    case 'too-long':
      return `the password has more than ${MOST_PASSWORD} characters`;
    case 'unprintable':
      return 'the password holds control characters, which a log-in form cannot carry';
    case 'digits':
      return 'the password is digits alone, as staff numbers, birthdays and telephone numbers are; add words';
    case 'common':
      return 'the password is one of those that are tried first; take several words that do not belong together';
    case 'own-name':
      return "the password is the user's own name; take another";
  }
}

/** The same text whichever keyboard it was typed on: NFC, as RFC 8265 §4.2 has it for passwords. */
export function normalPassword(password: string): string {
  return password.normalize('NFC');
}

/** Letters only: digits and signs before and behind a word make it no harder to guess. */
function core(text: string): string {
  return text.replace(/[^\p{L}]/gu, '');
}

function isRepeated(text: string, word: string): boolean {
  return word !== '' && text !== '' && text.replaceAll(word, '') === '';
}

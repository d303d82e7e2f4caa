// What the server refused about users, tokens and passwords, in words: its own sentences are English.

import type { Failure } from '../../data/answer.ts';
import type { useSettingsWords } from './words.ts';

type Words = ReturnType<typeof useSettingsWords>;

/** The words for a refusal that the settings know by its code; nothing for another failure. */
export function refusalText({ code }: Failure, words: Words): { readonly text?: string } {
  switch (code) {
    case 'password':
      return { text: words.wrongOld };
    case 'weak-password':
      return { text: words.weak };
    case 'last-admin':
      return { text: words.lastAdmin };
    case 'taken':
      return { text: words.taken };
    case 'expired':
      return { text: words.pastDay };
    default:
      return {};
  }
}

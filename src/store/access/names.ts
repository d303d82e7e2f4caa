// Rules about users and tokens that the API and the command line share.

import type { User } from './port.ts';

/** What a user's or token's name must be, for messages. */
export const ACCESS_NAME_WANTED = '1 to 64 characters of a-z, 0-9, ".", "_", "-", "@"';

/** Whether a text may name a user or a token. */
export function isAccessName(text: string): boolean {
  return /^[a-z0-9._@-]{1,64}$/.test(text);
}

/** Whether a text may be shown as a user's name: 1 to 100 characters, no line breaks, no blanks at its ends. */
export function isDisplayName(text: string): boolean {
  return text.trim() === text && /^\P{C}{1,100}$/u.test(text);
}

/** Whether a user is an admin who may log in, and nobody else is. */
export function isLastAdmin(users: readonly User[], name: string): boolean {
  const admins = users.filter((user) => user.role === 'admin' && !user.disabled);
  return admins.length === 1 && admins[0]?.name === name;
}

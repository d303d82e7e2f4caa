// Who sits at the command line, for trails: nothing that could not be said otherwise, but what is said where nobody lies.

import { hostname } from 'node:os';
import type { CommandContext } from './command.ts';

/** `user@machine`; the one who became root, where somebody did. */
export function whoOf({ env }: Pick<CommandContext, 'env'>): string {
  const name = env['SUDO_USER'] ?? env['USER'] ?? env['LOGNAME'] ?? `uid ${process.getuid?.() ?? '?'}`;
  return `${name}@${hostname()}`;
}

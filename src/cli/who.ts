// Who sits at the command line, for trails. The environment can say anything; but whoever may write to the data directory
// could write the trail as well.

import { hostname, userInfo } from 'node:os';
import type { CommandContext } from './command.ts';

/** `user@machine`; the one who became root, where somebody did. */
export function whoOf({ env }: Pick<CommandContext, 'env'>): string {
  const name = env['SUDO_USER'] ?? env['USER'] ?? env['LOGNAME'] ?? accountName();
  return `${name}@${hostname()}`;
}

function accountName(): string {
  try {
    return userInfo().username;
  } catch {
    // A number without a name, as in a container that was started with one.
    return `uid ${process.getuid?.() ?? '?'}`;
  }
}

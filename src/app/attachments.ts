// Files of messages, read from the data directory when they are sent: gone or changed meanwhile, they do not go along.

import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join, normalize } from 'node:path';
import type { ReadAttachment } from '../notify/attachment.ts';

/** Reads files below a data directory, and no others. */
export function attachmentReader(directory: string): ReadAttachment {
  return async ({ path, bytes, sha256 }) => {
    const inside = normalize(path);
    if (inside.startsWith('..') || inside.startsWith('/')) return undefined;
    const content = await readFile(join(directory, inside)).catch(() => undefined);
    if (content?.length !== bytes) return undefined;
    return createHash('sha256').update(content).digest('hex') === sha256 ? content : undefined;
  };
}

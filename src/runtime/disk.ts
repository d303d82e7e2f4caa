// How much room the file system of a directory has left.

import { statfs } from 'node:fs/promises';

/** Room of one file system, in bytes. */
export interface DiskSpace {
  readonly sizeBytes: number;
  /** What a process without privileges may still write: the reserve of root is not for us. */
  readonly freeBytes: number;
}

/** Reads it; rejects with a system Error where the directory cannot be reached. A dead network mount may never settle. */
export async function diskSpace(directory: string): Promise<DiskSpace> {
  const { bsize, blocks, bavail } = await statfs(directory);
  return { sizeBytes: bsize * blocks, freeBytes: bsize * bavail };
}

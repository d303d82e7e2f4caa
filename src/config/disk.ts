// The default way to files: the machine's own disk.

import { closeSync, constants, fstatSync, openSync, readSync } from 'node:fs';
import { stat } from 'node:fs/promises';

/** What a reading of a file came to. */
export type FileRead =
  | { readonly ok: true; readonly bytes: Uint8Array }
  | { readonly ok: false; readonly detail: string };

/** Access to the files of a configuration. */
export interface ConfigFiles {
  /** Reads a whole file; larger ones than `maxBytes` and anything but files are refused. */
  read(path: string, maxBytes: number): FileRead;
  /** A text that changes when the file does, whatever way it is replaced; `absent` when there is none. */
  stamp(path: string): Promise<string>;
}

/** The machine's own disk. */
export const diskFiles: ConfigFiles = {
  read(path, maxBytes) {
    let descriptor: number | undefined;
    try {
      // Without O_NONBLOCK a named pipe would be waited for.
      descriptor = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK);
      const info = fstatSync(descriptor);
      if (!info.isFile()) return { ok: false, detail: 'it is no file' };
      if (info.size > maxBytes)
        return { ok: false, detail: `it has ${info.size} bytes, at most ${maxBytes} are read` };
      // A file of /proc or of a mounted secret may say that it has 0 bytes and still hold some.
      const bytes = new Uint8Array(Math.min(maxBytes + 1, Math.max(info.size + 1, 65_536)));
      let length = 0;
      for (;;) {
        const got = readSync(descriptor, bytes, length, bytes.length - length, null);
        length += got;
        if (got === 0 || length === bytes.length) break;
      }
      if (length > maxBytes) return { ok: false, detail: `more than ${maxBytes} bytes are not read` };
      return { ok: true, bytes: bytes.subarray(0, length) };
    } catch (error) {
      return { ok: false, detail: detailOf(error) };
    } finally {
      if (descriptor !== undefined) closeSync(descriptor);
    }
  },
  async stamp(path) {
    try {
      // stat follows symbolic links: a Kubernetes ConfigMap is swapped by renaming a link to a folder.
      const info = await stat(path, { bigint: true });
      return `${info.dev}:${info.ino}:${info.size}:${info.mtimeNs}`;
    } catch {
      return 'absent';
    }
  },
};

function detailOf(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  switch (code) {
    case 'ENOENT':
      return 'there is no such file';
    case 'EACCES':
      return 'this user may not read it';
    case 'EISDIR':
      return 'it is a folder';
    default:
      return error instanceof Error ? error.message : String(error);
  }
}

// Where an export goes: the standard output, or a file that appears under its name when it is whole.

import { createWriteStream, existsSync, renameSync, rmSync } from 'node:fs';
import { Readable, Transform, type Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import { StoreError } from '../store/state/port.ts';

/** Where to. */
export interface ExportTarget {
  /** Absent: the standard output. A name that ends in `.gz` is packed. */
  readonly file?: string;
  readonly signal: AbortSignal;
}

/** Writes texts as they come, at the reader's pace; resolves to the bytes written before packing. Rejects with StoreError. */
export async function writeTo(
  { file, signal }: ExportTarget,
  texts: Iterable<string> | AsyncIterable<string>,
): Promise<number> {
  if (file === undefined) return await flow(texts, process.stdout, { signal, end: false, gzip: false });
  if (existsSync(file))
    throw new StoreError('io', `write "${file}": it is there already; name another file, or remove it`);
  const partial = `${file}.partial-${process.pid}`;
  try {
    const out = createWriteStream(partial, { flags: 'wx', flush: true });
    const bytes = await flow(texts, out, { signal, end: true, gzip: file.endsWith('.gz') });
    renameSync(partial, file);
    return bytes;
  } catch (error) {
    rmSync(partial, { force: true });
    if (error instanceof Error && 'syscall' in error)
      throw new StoreError('io', `write "${file}": ${error.message}`, { cause: error });
    throw error;
  }
}

async function flow(
  texts: Iterable<string> | AsyncIterable<string>,
  out: Writable,
  { signal, end, gzip }: { readonly signal: AbortSignal; readonly end: boolean; readonly gzip: boolean },
): Promise<number> {
  let bytes = 0;
  const count = new Transform({
    writableObjectMode: true,
    transform: (text: string, _, done) => {
      const part = Buffer.from(text, 'utf8');
      bytes += part.length;
      done(null, part);
    },
  });
  const source = Readable.from(texts);
  try {
    if (gzip) await pipeline(source, count, createGzip(), out, { signal, end });
    else await pipeline(source, count, out, { signal, end });
  } catch (error) {
    // Whoever reads has enough (`jalur export … | head`).
    if (!end && error instanceof Error && 'code' in error && error.code === 'EPIPE') return bytes;
    throw error;
  }
  return bytes;
}

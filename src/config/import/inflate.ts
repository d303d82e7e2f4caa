// Takes the parts of an XLSX file (a ZIP archive) out of it, within bounds that hold while it is unpacked: what an archive
// says about its own sizes is not believed.

import { inflateRawSync } from 'node:zlib';
import { ImportFailure } from './import-failure.ts';

/** One file of an archive. */
export interface Part {
  readonly path: string;
  readonly bytes: Uint8Array;
}

/** A workbook has some dozens. */
const MOST_PARTS = 2_000;
/** A sheet of 100,000 rows is some 40 MB of XML. */
const MOST_OCTETS = 64 * 2 ** 20;
/** APPNOTE 4.3.16, 4.3.12, 4.3.7. */
const END_OF_DIRECTORY = 0x06054b50;
const DIRECTORY_ENTRY = 0x02014b50;
const LOCAL_HEADER = 0x04034b50;
/** The end record has a comment of up to 65,535 octets behind it. */
const END_OCTETS = 22;
const MOST_COMMENT = 65_535;
const ENCRYPTED = 1;
const STORED = 0;
const DEFLATED = 8;

/** The parts whose path is wanted. Throws an ImportFailure. */
export function inflateParts(archive: Uint8Array, isWanted: (path: string) => boolean): readonly Part[] {
  const bytes = Buffer.from(archive.buffer, archive.byteOffset, archive.byteLength);
  const parts: Part[] = [];
  let left = MOST_OCTETS;
  for (const entry of directory(bytes)) {
    if (!isWanted(entry.path)) continue;
    const content = contentOf(bytes, entry, left);
    left -= content.length;
    parts.push({ path: entry.path, bytes: content });
  }
  return parts;
}

interface Entry {
  readonly path: string;
  readonly flags: number;
  readonly method: number;
  readonly packedOctets: number;
  readonly offset: number;
}

function directory(bytes: Buffer): readonly Entry[] {
  const end = endRecord(bytes);
  const count = bytes.readUInt16LE(end + 10);
  if (count > MOST_PARTS) throw tooLarge(`it has ${count} parts`);
  const entries: Entry[] = [];
  let at = bytes.readUInt32LE(end + 16);
  for (let index = 0; index < count; index++) {
    if (at + 46 > bytes.length || bytes.readUInt32LE(at) !== DIRECTORY_ENTRY) throw damaged();
    const nameOctets = bytes.readUInt16LE(at + 28);
    const path = bytes.toString('utf8', at + 46, at + 46 + nameOctets);
    entries.push({
      path,
      flags: bytes.readUInt16LE(at + 8),
      method: bytes.readUInt16LE(at + 10),
      packedOctets: bytes.readUInt32LE(at + 20),
      offset: bytes.readUInt32LE(at + 42),
    });
    at += 46 + nameOctets + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32);
  }
  return entries;
}

function endRecord(bytes: Buffer): number {
  const first = Math.max(0, bytes.length - END_OCTETS - MOST_COMMENT);
  for (let at = bytes.length - END_OCTETS; at >= first; at--)
    if (bytes.readUInt32LE(at) === END_OF_DIRECTORY) return at;
  throw damaged();
}

function contentOf(bytes: Buffer, entry: Entry, mostOctets: number): Uint8Array {
  const { path, flags, method, packedOctets, offset } = entry;
  if ((flags & ENCRYPTED) !== 0)
    throw new ImportFailure('not-a-table', 'the file has a password; save it without one');
  if (offset + 30 > bytes.length || bytes.readUInt32LE(offset) !== LOCAL_HEADER) throw damaged();
  const start = offset + 30 + bytes.readUInt16LE(offset + 26) + bytes.readUInt16LE(offset + 28);
  const packed = bytes.subarray(start, start + packedOctets);
  if (packed.length < packedOctets) throw damaged();
  if (method === STORED) {
    if (packed.length > mostOctets) throw tooLarge(`"${path}" has ${packed.length} octets`);
    return packed;
  }
  if (method !== DEFLATED) throw damaged();
  try {
    return inflateRawSync(packed, { maxOutputLength: Math.max(1, mostOctets) });
  } catch (cause) {
    if (cause instanceof RangeError) throw tooLarge(`"${path}" grows beyond that when it is unpacked`, cause);
    throw damaged(cause);
  }
}

function tooLarge(what: string, cause?: unknown): ImportFailure {
  return new ImportFailure(
    'too-large',
    `the file is larger than is read (${MOST_OCTETS / 2 ** 20} MiB unpacked): ${what}; copy the table into a new file`,
    { cause },
  );
}

function damaged(cause?: unknown): ImportFailure {
  return new ImportFailure(
    'not-a-table',
    'the file is damaged: its ZIP archive cannot be read; save it again',
    {
      cause,
    },
  );
}

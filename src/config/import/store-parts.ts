// Puts parts into a ZIP archive again, uncompressed: what the spreadsheet library unpacks is then exactly as large as what
// was checked.

import { crc32 } from 'node:zlib';
import type { Part } from './inflate.ts';

/** APPNOTE 4.4.3: version 2.0. */
const VERSION = 20;
/** APPNOTE 4.4.4, bit 11: names are UTF-8. */
const UTF8_NAMES = 0x0800;

/** An archive of the parts, each stored as it is. */
export function storeParts(parts: readonly Part[]): Buffer {
  const body: Uint8Array[] = [];
  const directory: Uint8Array[] = [];
  let offset = 0;
  for (const { path, bytes } of parts) {
    const name = Buffer.from(path);
    const common = Buffer.alloc(26);
    common.writeUInt16LE(VERSION, 0);
    common.writeUInt16LE(UTF8_NAMES, 2);
    common.writeUInt32LE(crc32(bytes), 10);
    common.writeUInt32LE(bytes.length, 14);
    common.writeUInt32LE(bytes.length, 18);
    common.writeUInt16LE(name.length, 22);
    const local = Buffer.concat([signature('PK\x03\x04'), common, name]);
    const tail = Buffer.alloc(14);
    tail.writeUInt32LE(offset, 10);
    directory.push(signature('PK\x01\x02'), version(), common, tail, name);
    body.push(local, bytes);
    offset += local.length + bytes.length;
  }
  const listing = Buffer.concat(directory);
  const end = Buffer.alloc(18);
  end.writeUInt16LE(parts.length, 4);
  end.writeUInt16LE(parts.length, 6);
  end.writeUInt32LE(listing.length, 8);
  end.writeUInt32LE(offset, 12);
  return Buffer.concat([...body, listing, signature('PK\x05\x06'), end]);
}

function signature(text: string): Buffer {
  return Buffer.from(text, 'latin1');
}

function version(): Buffer {
  return Buffer.from([VERSION, 0]);
}

// Recordings of real devices in snmprec form, which lie beside the project and are read, never copied.

import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { encodeOid, TAG } from '../../../src/probe/snmp/ber.ts';
import { int, type RawValue } from './fake-agent.ts';

const FOLDER = join(
  process.env['JALUR_SHARED'] ?? resolve(import.meta.dirname, '../../../../shared'),
  'devices/snmprec',
);

/** Whether the recordings are there. */
export const hasRecordings = existsSync(FOLDER);

/** The rows of one recording; the last of several rows for an object wins. */
export function recording(name: string): [string, RawValue][] {
  const lines = readFileSync(join(FOLDER, `${name}.snmprec`), 'latin1').split('\n');
  return lines.flatMap((line) => {
    const [, oid, tag, value] = /^([\d.]+)\|([^|]+)\|(.*)$/.exec(line.trim()) ?? [];
    return oid === undefined || tag === undefined
      ? []
      : [[oid, rawValue(tag, value ?? '')] as [string, RawValue]];
  });
}

function rawValue(tag: string, value: string): RawValue {
  const number = Number.parseInt(tag, 10);
  if (tag.includes(':')) return { tag: TAG.null, content: Buffer.alloc(0) };
  if (tag.endsWith('x')) return { tag: number, content: Buffer.from(value, 'hex') };
  switch (number) {
    case TAG.integer:
    case TAG.counter32:
    case TAG.gauge32:
    case TAG.timeTicks:
    case TAG.counter64:
      return value.startsWith('-') ? negative(number, Number(value)) : int(BigInt(value), number);
    case TAG.oid:
      return { tag: number, content: encodeOid(value.replace(/^\./, '')) };
    case TAG.ipAddress:
      return { tag: number, content: Buffer.from(value.split('.').map(Number)) };
    default:
      return { tag: number, content: Buffer.from(value, 'latin1') };
  }
}

function negative(tag: number, value: number): RawValue {
  const content = Buffer.alloc(4);
  content.writeInt32BE(value);
  return { tag, content };
}

// Serves recordings of real devices on loopback. They lie beside the project (JALUR_SHARED, else ../shared) and are never
// copied into it. What a recording computes instead of stating it is served as one instant of it.

import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { FakeAgent, int, type RawValue } from '../probe/snmp/fake-agent.ts';
import { recording } from '../probe/snmp/recordings.ts';

/** Instances of a device. */
export type Rows = readonly (readonly [oid: string, value: RawValue])[];

/** The folder of all recordings. */
export const DEVICES = join(
  process.env['JALUR_SHARED'] ?? resolve(import.meta.dirname, '../../../shared'),
  'devices',
);

/** Serves instances for as long as `use` takes. */
export async function serving<T>(rows: Rows, use: (port: number) => Promise<T>): Promise<T> {
  const agent = await FakeAgent.start();
  agent.serve(rows);
  try {
    return await use(agent.port);
  } finally {
    agent.close();
  }
}

/** The rows of a recording, by its file below {@link DEVICES}, without `.snmprec`. */
export function recorded(file: string): Rows {
  const lines = readFileSync(join(DEVICES, `${file}.snmprec`), 'latin1').split('\n');
  const special = new Map(lines.flatMap(specialRow));
  return recording(`../${file}`).map(([oid, value]) => [oid, special.get(oid) ?? value]);
}

const SPECIAL_ROW = /^([\d.]+)\|(\d+)(e|:[^|]+)\|(.*)$/;

/**
 * A row whose value is escaped (`4e`) or computed (`67:numeric`); nothing for the others. Throws when it is computed in a
 * way that is not known here.
 */
export function specialRow(line: string): readonly (readonly [oid: string, value: RawValue])[] {
  const [, oid, tag, how, value] = SPECIAL_ROW.exec(line.trim()) ?? [];
  if (oid === undefined || how === undefined || value === undefined) return [];
  if (how === 'e') return [[oid, { tag: Number(tag), content: unescaped(value) }]];
  if (how !== ':numeric') throw new Error(`${oid} is computed by "${how.slice(1)}": only "numeric" is known`);
  return [[oid, int(instantOf(value), Number(tag))]];
}

/** What a computed number is at its beginning, within its bounds. */
function instantOf(settings: string): number {
  const number = (name: string, absent: number): number => {
    const setting = settings.split(',').find((one) => one.startsWith(`${name}=`));
    const found = Number(setting?.slice(name.length + 1));
    return Number.isFinite(found) ? found : absent;
  };
  const least = number('min', 0);
  return Math.trunc(Math.min(Math.max(number('initial', least), least), number('max', 2 ** 32 - 1)));
}

const ESCAPES: Readonly<Record<string, number>> = { n: 10, r: 13, t: 9, '0': 0, '\\': 92, "'": 39, '"': 34 };

function unescaped(value: string): Buffer {
  const text = value.replace(/\\(?:x([\da-fA-F]{2})|(.))/g, (whole, hex?: string, one?: string) => {
    const code = hex === undefined ? ESCAPES[one ?? ''] : Number.parseInt(hex, 16);
    return code === undefined ? whole : String.fromCharCode(code);
  });
  return Buffer.from(text, 'latin1');
}

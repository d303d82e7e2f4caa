// Makes other devices of recorded ones, by rule and never by name: other indexes, columns that are not there, columns that
// no profile knows, another maker.

import { encodeOid, TAG } from '../../src/probe/snmp/ber.ts';
import type { Profile } from '../../src/probe/snmp/profiles/profile.ts';
import { int, text } from '../probe/snmp/fake-agent.ts';
import type { Rows } from './replay.ts';

const ENTERPRISES = '1.3.6.1.4.1.';
const SYS_DESCR = '1.3.6.1.2.1.1.1.0';
const SYS_OBJECT_ID = '1.3.6.1.2.1.1.2.0';
/** An enterprise that nobody has. */
const NOBODY = '1.3.6.1.4.1.4294967295';
const SHIFT = 1_000;

/** The column that an instance is in; undefined when it is in none of them. */
function columnOf(oid: string, columns: ReadonlySet<string>): string | undefined {
  for (let end = oid.lastIndexOf('.'); end > 0; end = oid.lastIndexOf('.', end - 1)) {
    const column = oid.slice(0, end);
    if (columns.has(column)) return column;
  }
  return undefined;
}

/** Columns of makers that a profile's metrics are read from. */
export function vendorColumns({ metrics }: Profile): readonly string[] {
  const columns = metrics.flatMap(({ read }) =>
    [...read.values()].flatMap(({ oid, column }) => (column && oid.startsWith(ENTERPRISES) ? [oid] : [])),
  );
  return [...new Set(columns)].sort();
}

/**
 * Columns whose rows may be numbered in any way: all that they are joined with is a maker's too, and no profile asks for
 * one of their rows to know the device by.
 */
export function freelyIndexed(profile: Profile, all: readonly Profile[]): ReadonlySet<string> {
  const free = new Set(vendorColumns(profile));
  const probes = all.flatMap(({ match }) =>
    match.flatMap(({ answers, silent }) => [...answers.map(({ oid }) => oid), ...silent]),
  );
  for (const probe of probes) {
    const column = columnOf(probe, free);
    if (column !== undefined) free.delete(column);
  }
  for (let before = -1; before !== free.size; ) {
    before = free.size;
    for (const { read } of profile.metrics) {
      const columns = [...read.values()].flatMap(({ oid, column }) => (column ? [oid] : []));
      if (columns.every((oid) => free.has(oid))) continue;
      for (const oid of columns) free.delete(oid);
    }
  }
  return free;
}

/** Numbers the rows of tables with a single number as their index otherwise. */
export function renumbered(rows: Rows, columns: ReadonlySet<string>): Rows {
  return rows.map(([oid, value]) => {
    const column = columnOf(oid, columns);
    const index = column === undefined ? '' : oid.slice(column.length + 1);
    return /^\d+$/.test(index) ? [`${column}.${Number(index) + SHIFT}`, value] : [oid, value];
  });
}

/** Whether an instance is in a table, one of `columns`, and its row's index. */
function rowOf(
  oid: string,
  columns: ReadonlySet<string>,
): { readonly column: string; readonly index: string } | undefined {
  const column = columnOf(oid, columns);
  return column === undefined ? undefined : { column, index: oid.slice(column.length + 1) };
}

/** Leaves out the rows of these columns whose index ends in an even number: tables of half the size. */
export function withFewerRows(rows: Rows, columns: ReadonlySet<string>): Rows {
  return rows.filter(([oid]) => !/[02468]$/.test(rowOf(oid, columns)?.index ?? '1'));
}

/** Gives the rows of these columns with a single number as their index a second time, after the others. */
export function withMoreRows(rows: Rows, columns: ReadonlySet<string>): Rows {
  const others = new Set(rows.flatMap(([oid]) => (rowOf(oid, columns) ? [oid] : [])));
  return [
    ...rows,
    ...renumbered(
      rows.filter(([oid]) => others.has(oid)),
      columns,
    ),
  ];
}

const INTERFACE_ENTRIES = ['1.3.6.1.2.1.2.2.1.', '1.3.6.1.2.1.31.1.1.1.'];

/** Numbers the interfaces otherwise, as a restart may. */
export function interfacesRenumbered(rows: Rows, by: number): Rows {
  return rows.map(([oid, value]) => {
    if (!INTERFACE_ENTRIES.some((entry) => oid.startsWith(entry))) return [oid, value];
    const end = oid.lastIndexOf('.');
    return [`${oid.slice(0, end)}.${Number(oid.slice(end + 1)) + by}`, value];
  });
}

/** Adds columns that no profile reads to tables that one does, and rows of an enterprise that nobody has. */
export function withMore(rows: Rows, columns: ReadonlySet<string>): Rows {
  const added = rows.flatMap(([oid]) => {
    const column = columnOf(oid, columns);
    if (column === undefined) return [];
    const entry = column.slice(0, column.lastIndexOf('.'));
    const index = oid.slice(column.length + 1);
    return [
      [`${entry}.4001.${index}`, int(77, TAG.integer)] as const,
      [`${entry}.4002.${index}`, text('whatever')] as const,
    ];
  });
  return [...rows, ...added, [`${NOBODY}.1.1.0`, text('whatever')]];
}

/** Leaves out every third of the columns, from `first` on. */
export function without(rows: Rows, columns: readonly string[], first: number): Rows {
  const dropped = new Set(columns.filter((_, at) => at % 3 === first));
  return rows.filter(([oid]) => columnOf(oid, dropped) === undefined);
}

/** The same device by a maker that nobody knows. */
export function ofNobody(rows: Rows): Rows {
  return [
    ...rows.filter(([oid]) => oid !== SYS_OBJECT_ID && oid !== SYS_DESCR),
    [SYS_OBJECT_ID, { tag: TAG.oid, content: encodeOid(`${NOBODY}.1`) }],
    [SYS_DESCR, text('a device')],
  ];
}

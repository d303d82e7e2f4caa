// Collects what an inspection looks at: columns and instances, each asked for once, copied out of the datagrams and
// bounded. What was left out at a bound is written down for people.

import { type Answer, type Asker, statusName } from './answer.ts';
import { gather, newMemory } from './gather.ts';
import { SYSTEM_OIDS } from './oids.ts';
import { NO_VALUE, type SnmpValue } from './value.ts';
import { compareArcs, compareOids, type Pace, type WalkEnd, walkColumn } from './walk.ts';

/** Rows of a column by index, in the order of the agent. */
export type Column = ReadonlyMap<string, SnmpValue>;

/** Values at hand, by object. */
export interface Objects {
  column(oid: string): Column;
  value(oid: string): SnmpValue;
}

/** Circumstances of a collection. */
export interface CollectorOptions {
  readonly asker: Asker;
  readonly pace: Pace;
  readonly monoMs: () => number;
  /** No request is made after this, CLOCK_MONOTONIC in ms. */
  readonly untilMonoMs: number;
}

/** A failure that ends the inspection. */
export type Failed = Extract<Answer, { kind: 'failed' }>;

/** Rows of a table of metrics; the largest known are the modules of a stack. */
export const MOST_ROWS = 512;
/** Octets of one column, and of everything collected from one device. */
const MOST_COLUMN_OCTETS = 1 << 18;
const MOST_OCTETS = 1 << 22;
/** What a row costs beside its string. */
const ROW_OCTETS = 96;
/** Longer strings are cut: no text of a device is read beyond. */
const MOST_STRING_OCTETS = 512;
/** Notes for people; further ones would not be read. */
const MOST_NOTES = 20;

const EMPTY: Column = new Map();

/** What was read from one device so far. */
export class Collector implements Objects {
  readonly #options: CollectorOptions;
  readonly #columns = new Map<string, Column>();
  readonly #values = new Map<string, SnmpValue>();
  /** Stretches of the agent's tree that hold nothing; as many as columns were walked. */
  readonly #gaps: { readonly from: readonly number[]; readonly to: readonly number[] }[] = [];
  /** Rows of a table, by the table's entry. */
  readonly #rows = new Map<string, number>();
  /** Tables that the agent does not answer about, by their entry: each column would cost all tries. */
  readonly #mute = new Set<string>();
  /** Columns of which a part alone was read. */
  readonly #partial = new Set<string>();
  /** Objects and columns that were not answered about, or for which no time was left. */
  readonly #unread = new Set<string>();
  readonly #notes: string[] = [];
  #octets = 0;
  #timeIsUp = false;

  constructor(options: CollectorOptions) {
    this.#options = options;
  }

  /** What was left out, for people. */
  get leftOut(): readonly string[] {
    return this.#notes;
  }

  /** Whether columns were left out because the time was over. */
  get timeIsUp(): boolean {
    return this.#timeIsUp;
  }

  column(oid: string): Column {
    return this.#columns.get(oid) ?? EMPTY;
  }

  value(oid: string): SnmpValue {
    return this.#values.get(oid) ?? NO_VALUE;
  }

  /** Whether a part alone of a column was read. */
  isPartial(oid: string): boolean {
    return this.#partial.has(oid);
  }

  /** Whether all was read that the agent has of these objects and columns. */
  isWhole(oids: readonly string[]): boolean {
    return oids.every((oid) => !this.#unread.has(oid) && !this.#partial.has(oid));
  }

  /** Writes down that something was left out. */
  note(text: string): void {
    if (this.#notes.length < MOST_NOTES) this.#notes.push(text);
  }

  /** Reads instances; those already read are not asked for again. */
  async instances(oids: Iterable<string>): Promise<Failed | undefined> {
    const wanted = [...new Set(oids)].filter((oid) => !this.#values.has(oid));
    if (wanted.length === 0) return undefined;
    if (this.#values.size > 0 && this.#late('objects')) return this.#leave(wanted);
    const gathered = await gather(this.#options.asker, wanted, newMemory());
    if (gathered.kind === 'failed') {
      if (gathered.failure === 'auth' || gathered.failure === 'local' || !(await this.#alive()))
        return gathered;
      this.note(`${wanted.length} objects: ${gathered.detail}`);
      return this.#leave(wanted);
    }
    for (const [oid, value] of gathered.values) this.#values.set(oid, this.#kept(value));
    return undefined;
  }

  /** Walks columns, in the order of their OIDs so that what is known to be empty is not asked for. */
  async columns(oids: Iterable<string>, mostRows: number = MOST_ROWS): Promise<Failed | undefined> {
    const wanted = [...new Set(oids)].filter((oid) => !this.#columns.has(oid)).sort(compareOids);
    for (const [at, oid] of wanted.entries()) {
      if (this.#isEmpty(oid)) continue;
      if (this.#mute.has(tableOf(oid))) {
        this.#unread.add(oid);
        continue;
      }
      if (this.#late(`column ${oid}`)) return this.#leave(wanted.slice(at));
      const end = await this.#walk(oid, mostRows);
      const failure = await this.#judge(oid, end);
      if (failure) return failure;
    }
    return undefined;
  }

  #leave(oids: readonly string[]): undefined {
    for (const oid of oids) this.#unread.add(oid);
  }

  /** Whether no more can be asked; said once. */
  #late(what: string): boolean {
    const { monoMs, untilMonoMs } = this.#options;
    if (monoMs() < untilMonoMs) return false;
    if (!this.#timeIsUp) this.note(`${what} and what follows: the time for the inspection was over`);
    this.#timeIsUp = true;
    return true;
  }

  async #walk(oid: string, mostRows: number): Promise<WalkEnd> {
    const rows = new Map<string, SnmpValue>();
    const table = tableOf(oid);
    const expectedRows = this.#rows.get(table);
    const { asker, ...time } = this.#options;
    const end = await walkColumn(
      asker,
      oid,
      (index, value) => {
        if (value.kind !== 'none' && canBeAsked(index)) rows.set(index, this.#kept(value));
        return this.#octets > MOST_OCTETS;
      },
      {
        ...time,
        rows: mostRows,
        bytes: MOST_COLUMN_OCTETS,
        ...(expectedRows !== undefined && { expectedRows }),
        nothingBetween: (from, to) => this.#gaps.push({ from: arcs(from), to: arcs(to) }),
      },
    );
    this.#columns.set(oid, rows);
    if (end === 'end' && rows.size > 0) this.#rows.set(table, rows.size);
    return end;
  }

  /** The failure that ends everything; what concerns the column alone is noted. */
  async #judge(oid: string, end: WalkEnd): Promise<Failed | undefined> {
    if (end === 'end') return undefined;
    // Agents that turn back at the end of a table have given all of it.
    if (end !== 'order') this.#partial.add(oid);
    if (end === 'time') {
      this.#late(`column ${oid}`);
      return undefined;
    }
    const read = `${this.column(oid).size} rows`;
    if (end === 'order') this.note(`column ${oid} after ${read}: the next object does not ascend`);
    else if (end === 'rows' || end === 'bytes')
      this.note(`column ${oid} after ${read}: more ${end} than are read`);
    else if (end === 'stopped')
      this.note(`column ${oid} after ${read}: more octets than are read of one device`);
    else if (end.kind === 'error') this.note(`column ${oid} after ${read}: ${statusName(end.status)}`);
    else {
      if (end.failure === 'auth' || end.failure === 'local' || !(await this.#alive())) return end;
      this.#mute.add(tableOf(oid));
      this.note(`column ${oid} after ${read}: ${end.detail}`);
    }
    return undefined;
  }

  /** Agents that choke on a table still answer the simplest question. */
  async #alive(): Promise<boolean> {
    const answer = await this.#options.asker.get([SYSTEM_OIDS.sysUpTime]);
    return answer.kind !== 'failed';
  }

  /** Whether the whole column lies where the agent has nothing. */
  #isEmpty(oid: string): boolean {
    const column = arcs(oid);
    const behind = [...column.slice(0, -1), (column.at(-1) ?? 0) + 1];
    return this.#gaps.some(({ from, to }) => compareArcs(from, column) <= 0 && compareArcs(to, behind) >= 0);
  }

  /** A copy: strings share the memory of their datagram. */
  #kept(value: SnmpValue): SnmpValue {
    this.#octets += ROW_OCTETS;
    if (value.kind !== 'bytes') return value;
    const length = Math.min(value.value.length, MOST_STRING_OCTETS);
    this.#octets += length;
    return { kind: 'bytes', value: Buffer.from(value.value.subarray(0, length)) };
  }
}

/** Arcs of an index; an OID has 128 at most (RFC 2578 section 3.5). */
const MOST_ARCS = 100;

/** Whether an index can be asked for again: a hostile agent may make up others. */
function canBeAsked(index: string): boolean {
  const parts = index.split('.');
  return (
    parts.length <= MOST_ARCS && parts.every((part) => /^\d{1,10}$/.test(part) && Number(part) < 2 ** 32)
  );
}

/** The entry that a column belongs to. */
function tableOf(column: string): string {
  return column.slice(0, column.lastIndexOf('.'));
}

function arcs(oid: string): readonly number[] {
  return oid.split('.').map(Number);
}

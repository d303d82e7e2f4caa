// The npm package `influx` behind guards, for definitions and queries. Its holes: an answer that stalls never settles,
// one failure disables the only host for seconds, a truncated answer is not reported, credentials default to root:root.

import { InfluxDB } from 'influx';
import type { InfluxAccess } from '../backend.ts';
import type { Resolution } from '../schema.ts';
import { authorization } from './http.ts';

/** One series of an answer. */
export interface ResultSeries {
  readonly tags: Readonly<Record<string, string>>;
  readonly columns: readonly string[];
  readonly values: readonly (readonly unknown[])[];
}

/** InfluxQL, guarded. Everything rejects with an Error that says what was asked and what was found. */
export interface InfluxClient {
  /** Runs statements; one list of series for each. Times are epoch ms. */
  query(statements: readonly string[]): Promise<readonly (readonly ResultSeries[])[]>;
  createDatabase(): Promise<void>;
  /** Name and duration in ms (0: for ever) of each policy; undefined when the database is missing. */
  policies(): Promise<ReadonlyMap<string, number> | undefined>;
  /** Creates a policy, or changes it when it exists; whole seconds. `1m` becomes the default. */
  definePolicy(
    name: Resolution,
    options: { readonly durationMs: number; readonly shardMs: number; readonly exists: boolean },
  ): Promise<void>;
}

const TIMEOUT_MS = 25_000;

/** A client for one server. */
export function influxClient(access: InfluxAccess): InfluxClient {
  let db = connect(access);
  const guarded = async <T>(doing: string, work: (db: InfluxDB) => Promise<T>): Promise<T> => {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<never>((_, reject) => {
      timer = setTimeout(() => reject(new Error(`no answer within ${TIMEOUT_MS / 1000} s`)), TIMEOUT_MS);
    });
    try {
      return await Promise.race([work(db), late]);
    } catch (error) {
      // A failed host stays disabled in its pool: the next call gets a new one.
      db = connect(access);
      const text = error instanceof Error ? error.message || error.name : String(error);
      const found = text.replace(/\s+/g, ' ').trim();
      throw new Error(`${doing} at ${new URL(access.url).host}: ${found}`, { cause: error });
    } finally {
      clearTimeout(timer);
    }
  };
  const query: InfluxClient['query'] = (statements) =>
    guarded('query InfluxDB', async (own) => {
      const raw: unknown = await own.queryRaw(statements.join('; '), { precision: 'ms', method: 'POST' });
      return parseResults(raw);
    });
  return {
    query,
    createDatabase: () => guarded('create the database', (own) => own.createDatabase(access.database)),
    policies: async () => {
      const found = await query([`SHOW RETENTION POLICIES ON ${quotedName(access.database)}`]).catch(
        (error: unknown) => {
          if (error instanceof Error && /database not found/i.test(error.message)) return undefined;
          throw error;
        },
      );
      return found && policiesOf(found.flat());
    },
    definePolicy: async (name, { durationMs, shardMs, exists }) => {
      // The package's own calls know no shard duration.
      await query([
        `${exists ? 'ALTER' : 'CREATE'} RETENTION POLICY "${name}" ON ${quotedName(access.database)} ` +
          `DURATION ${Math.ceil(durationMs / 1000)}s REPLICATION 1 SHARD DURATION ${Math.ceil(shardMs / 1000)}s` +
          (name === '1m' ? ' DEFAULT' : ''),
      ]).catch((error: unknown) => {
        const found = error instanceof Error ? error.message : String(error);
        throw new Error(`define retention policy "${name}": ${found}`, { cause: error });
      });
    },
  };
}

function quotedName(name: string): string {
  return `"${name.replace(/["\\]/g, '\\$&')}"`;
}

function connect(access: InfluxAccess): InfluxDB {
  const url = new URL(access.url);
  const isTls = url.protocol === 'https:';
  return new InfluxDB({
    hosts: [
      {
        host: url.hostname,
        port: url.port === '' ? (isTls ? 443 : 80) : Number(url.port),
        protocol: isTls ? 'https' : 'http',
        path: url.pathname.replace(/\/$/, ''),
        options: { headers: { ...authorization(access) } },
      },
    ],
    database: access.database,
    // Null, which the typing lacks, keeps the package from sending root:root over our own header.
    username: null as unknown as string,
    pool: { maxRetries: 0, requestTimeout: TIMEOUT_MS },
  });
}

function parseResults(raw: unknown): readonly (readonly ResultSeries[])[] {
  // The shape of InfluxDB's answer; every part that is missing is taken as empty.
  const answer = raw as {
    readonly error?: string;
    readonly results?: readonly {
      readonly error?: string;
      readonly partial?: boolean;
      readonly series?: readonly (Partial<ResultSeries> & { readonly partial?: boolean })[];
    }[];
  };
  if (answer.error !== undefined) throw new Error(answer.error);
  return (answer.results ?? []).map((result) => {
    if (result.error !== undefined) throw new Error(result.error);
    const series = result.series ?? [];
    if (result.partial === true || series.some(({ partial }) => partial === true))
      throw new Error('the answer was cut short (max-row-limit); raise that limit or ask for less');
    return series.map(({ tags = {}, columns = [], values = [] }) => ({ tags, columns, values }));
  });
}

function policiesOf(series: readonly ResultSeries[]): ReadonlyMap<string, number> {
  const policies = new Map<string, number>();
  for (const { columns, values } of series) {
    for (const row of values) {
      const cell = (name: string): string => String(row[columns.indexOf(name)] ?? '');
      policies.set(cell('name'), durationMs(cell('duration')));
    }
  }
  return policies;
}

/** Reads a Go duration such as `840h0m0s`. */
function durationMs(text: string): number {
  const units: Readonly<Record<string, number>> = { h: 3_600_000, m: 60_000, s: 1_000 };
  let sum = 0;
  for (const [, amount, unit] of text.matchAll(/(\d+)([hms])/g))
    sum += Number(amount) * (units[unit ?? ''] ?? 0);
  return sum;
}

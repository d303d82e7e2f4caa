// Makes the database and its retention policies what the configuration says.

import type { DatabaseSync } from 'node:sqlite';
import type { RetentionConfig } from '../../../config/config.ts';
import { optionalInteger } from '../../sqlite/row.ts';
import { type InfluxAccess, keptMs } from '../backend.ts';
import type { Resolution } from '../schema.ts';
import type { InfluxClient } from './client.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
/** InfluxDB refuses policies, and shards, shorter than this. */
const MIN_DURATION_MS = HOUR_MS;
/** A shard is deleted as a whole; fewer and larger ones cost less to open. */
const SHARD_MS: Readonly<Record<Resolution, number>> = { '1m': DAY_MS, '5m': 7 * DAY_MS, '1h': 30 * DAY_MS };

/** What jalur itself has set before, over restarts. */
export interface PolicyMemory {
  /** Duration in ms that jalur gave a policy last; undefined: it never did. */
  set(name: string): number | undefined;
  note(name: string, durationMs: number): void;
}

/** What was done, and what was left as it is. */
export interface Defined {
  readonly done: readonly string[];
  readonly left: readonly string[];
}

/**
 * Creates what is missing and corrects durations that differ. A policy that keeps points longer than is configured, though not
 * by jalur's doing, is left as it is: shortening it would delete what somebody else wanted kept. Rejects with an Error that
 * says what a person has to do where jalur may not (no privilege, or InfluxDB 2 and 3, which have no such statements).
 */
export async function define(
  client: InfluxClient,
  access: InfluxAccess,
  retention: RetentionConfig,
  memory: PolicyMemory,
): Promise<Defined> {
  const names = Object.keys(keptMs(retention)).map((name) => `"${name}"`);
  const byHand = `create database "${access.database}" with retention policies ${names.join(', ')} by hand`;
  if (access.token !== undefined)
    throw new Error(`${byHand}: on InfluxDB 2 as buckets with DBRP mappings, on 3 as databases`);
  try {
    return await defineAll(client, access.database, retention, memory);
  } catch (error) {
    throw new Error(`${error instanceof Error ? error.message : error}; else ${byHand} (docs/history.md)`, {
      cause: error,
    });
  }
}

async function defineAll(
  client: InfluxClient,
  database: string,
  retention: RetentionConfig,
  memory: PolicyMemory,
): Promise<Defined> {
  const done: string[] = [];
  const left: string[] = [];
  let found = await client.policies();
  if (!found) {
    await client.createDatabase();
    done.push('database created');
    found = (await client.policies()) ?? new Map<string, number>();
  }
  for (const name of ['1m', '5m', '1h'] as const) {
    const durationMs = Math.max(Math.ceil(keptMs(retention)[name] / 1000) * 1000, MIN_DURATION_MS);
    const present = found.get(name);
    if (present === durationMs) {
      memory.note(name, durationMs);
      continue;
    }
    // 0: for ever.
    const isLonger = present === 0 || (present !== undefined && present > durationMs);
    if (isLonger && present !== memory.set(name)) {
      left.push(
        `retention policy "${name}" keeps ${daysOf(present)}, the configuration says ${daysOf(durationMs)}; ` +
          'jalur did not set it and leaves it, for shortening deletes points. To shorten it: ' +
          `ALTER RETENTION POLICY "${name}" ON "${database}" DURATION ${durationMs / 1000}s`,
      );
      continue;
    }
    const shardMs = Math.max(MIN_DURATION_MS, Math.min(SHARD_MS[name], durationMs));
    await client.definePolicy(name, { durationMs, shardMs, exists: present !== undefined });
    memory.note(name, durationMs);
    done.push(`retention policy "${name}" ${present === undefined ? 'created' : 'changed'}`);
  }
  return { done, left };
}

function daysOf(ms: number): string {
  return ms === 0 ? 'for ever' : `${Math.round((ms / DAY_MS) * 100) / 100} days`;
}

/** The memory in the spool's database. */
export function policyMemory(db: DatabaseSync): PolicyMemory {
  const read = db.prepare('SELECT duration_ms FROM policy WHERE name = ?');
  const write = db.prepare('INSERT OR REPLACE INTO policy (name, duration_ms) VALUES (?, ?)');
  return {
    set: (name) => {
      const row = read.get(name);
      return row && optionalInteger(row, 'duration_ms');
    },
    note: (name, durationMs) => {
      if (read.get(name)?.['duration_ms'] !== durationMs) write.run(name, durationMs);
    },
  };
}

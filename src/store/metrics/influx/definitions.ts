// Makes the database and its retention policies what the configuration says.

import type { RetentionConfig } from '../../../config/config.ts';
import { type InfluxAccess, keptMs } from '../backend.ts';
import type { InfluxClient } from './client.ts';

/** InfluxDB refuses policies shorter than this. */
const MIN_DURATION_MS = 3_600_000;

/**
 * Creates what is missing and corrects durations that differ; returns what was done. Rejects with an Error that says
 * what a person has to do where jalur may not (no privilege, or InfluxDB 2 and 3, which have no such statements).
 */
export async function define(
  client: InfluxClient,
  access: InfluxAccess,
  retention: RetentionConfig,
): Promise<readonly string[]> {
  const names = Object.keys(keptMs(retention)).map((name) => `"${name}"`);
  const byHand = `create database "${access.database}" with retention policies ${names.join(', ')} by hand`;
  if (access.token !== undefined)
    throw new Error(`${byHand}: on InfluxDB 2 as buckets with DBRP mappings, on 3 as databases`);
  try {
    return await defineAll(client, retention);
  } catch (error) {
    throw new Error(`${error instanceof Error ? error.message : error}; else ${byHand}`, { cause: error });
  }
}

async function defineAll(client: InfluxClient, retention: RetentionConfig): Promise<readonly string[]> {
  const done: string[] = [];
  let found = await client.policies();
  if (!found) {
    await client.createDatabase();
    done.push('database created');
    found = (await client.policies()) ?? new Map<string, number>();
  }
  for (const [name, wantedMs] of Object.entries(keptMs(retention))) {
    const durationMs = Math.max(Math.ceil(wantedMs / 1000) * 1000, MIN_DURATION_MS);
    const present = found.get(name);
    if (present === durationMs) continue;
    await client.definePolicy(name, { durationMs, exists: present !== undefined });
    done.push(`retention policy "${name}" ${present === undefined ? 'created' : 'changed'}`);
  }
  return done;
}

// What follows from a configuration for the running parts, and what a changed one means for them.

import { isDeepStrictEqual } from 'node:util';
import type { Config, Secret } from '../config/config.ts';
import { isProbed } from '../domain/link.ts';
import { zoneOf } from '../domain/local-time.ts';
import type { Network } from '../domain/network.ts';
import { ruleBook } from '../domain/rule-book.ts';
import type { EngineConfig } from '../engine/state.ts';
import type { PollTarget } from '../schedule/scheduler.ts';

/** The configuration in force; a reload puts another in its place. */
export interface Plan {
  config: Config;
  /** The configuration's network, or the simulated one of a demonstration. */
  network: Network;
}

/** What the engine works by. */
export function engineConfigOf({ config, network }: Plan): EngineConfig {
  const { severities, acknowledge, settleMs, snmpSilentPolls } = config;
  return {
    network,
    severities,
    acknowledge,
    settleMs,
    snmpSilentPolls,
    rules: ruleBook(config.rules, network),
    localTime: zoneOf(network.province.timezone).at,
  };
}

/** Which devices are polled, and how often. */
export function pollTargets(network: Network): PollTarget[] {
  return [...network.links.values()].flatMap(({ id, stage, device }) =>
    device.snmp && isProbed(stage) ? [{ key: id, everyMs: device.snmp.everyMs }] : [],
  );
}

/** Links whose device is another one, or is asked differently, in the second network. */
export function changedDevices(before: Network, after: Network): readonly string[] {
  return [...before.links.values()]
    .filter((link) => !isDeepStrictEqual(after.links.get(link.id)?.device, link.device))
    .map((link) => link.id);
}

/** Settings that only a start reads. */
const FIXED = ['listen', 'access', 'traps', 'influx', 'spool', 'retention', 'deadMan', 'ntpServers'] as const;

/** Names of settings that differ and take effect after a restart only. */
export function changedUntilRestart(before: Config, after: Config): readonly string[] {
  return FIXED.filter((name) => !isDeepStrictEqual(opened(before[name]), opened(after[name])));
}

/** The same with its secrets opened, for comparing only: two of them never look different from outside. */
export function opened(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (isSecret(value)) return value.reveal();
  const entries = value instanceof Map ? [...value] : Object.entries(value);
  return entries.map(([name, each]: [string, unknown]) => [name, opened(each)]);
}

function isSecret(value: object): value is Secret {
  return 'reveal' in value;
}

// Opens recorded history for reading, wherever a configuration keeps it.

import type { Config } from '../../config/config.ts';
import { influxPast } from './influx/past.ts';
import { accessOf } from './open.ts';
import type { PastMetrics } from './past.ts';
import { openSqlitePast } from './sqlite/past.ts';

/** Opens the history of a configuration: InfluxDB, else the file in the data directory. Throws StoreError. */
export function openPastMetrics(config: Pick<Config, 'influx'>, directory: string): PastMetrics {
  return config.influx ? influxPast(accessOf(config.influx)) : openSqlitePast(directory);
}

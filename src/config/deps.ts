// What loading a configuration needs from outside.

import { type Clock, systemClock } from '../runtime/clock.ts';
import { type ConfigFiles, diskFiles } from './disk.ts';

/** Environment, files and today's date. */
export interface ConfigDeps {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly files: ConfigFiles;
  /** Only for "this date lies ahead". */
  readonly clock: Pick<Clock, 'wallMs'>;
  /** True for who needs no secret: one that is not to be had is no mistake then, and something else stands in for it. */
  readonly standIns?: boolean;
}

/** This process's own environment, disk and clock. */
export const systemConfigDeps: ConfigDeps = { env: process.env, files: diskFiles, clock: systemClock };

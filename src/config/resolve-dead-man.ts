// The dead man's switch with its defaults.

import { DEAD_MAN_DEFAULTS } from './defaults-notify.ts';
import type { RawConfig } from './include.ts';
import type { DeadManConfig } from './notify-config.ts';
import type { Path } from './place.ts';
import { tellOf } from './tell.ts';
import { formatDuration } from './units.ts';
import type { Validated } from './validate.ts';
import { secretUrlFault } from './web-address.ts';

/** The switch; undefined where there is none. A mistake leaves one that nobody uses. */
export function resolveDeadMan(raw: RawConfig, valid: Validated): DeadManConfig | undefined {
  const entry = valid.sections.alerts?.deadMan;
  if (!entry) return undefined;
  const path: Path = ['alerts', 'deadMan'];
  const tell = tellOf(raw);
  const fault = secretUrlFault(entry.url, valid.sections.lab === undefined);
  if (fault !== undefined) tell.add([...path, 'url'], fault);
  const everyMs = entry.every ?? DEAD_MAN_DEFAULTS.everyMs;
  const timeoutMs = entry.timeout ?? Math.min(DEAD_MAN_DEFAULTS.timeoutMs, everyMs / 2);
  if (timeoutMs >= everyMs)
    tell.add(
      [...path, 'timeout'],
      `timeout: found ${formatDuration(timeoutMs)}, wanted less than every (${formatDuration(everyMs)}): one call at a time`,
    );
  return { url: entry.url, method: entry.method ?? DEAD_MAN_DEFAULTS.method, everyMs, timeoutMs };
}

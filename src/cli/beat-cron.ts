// The line that makes a Linux machine, an OpenWrt or a Teltonika router beat.

import { hash32 } from '../domain/hash.ts';
import type { BeatScriptInput } from './beat-routeros.ts';

/** A device gives up on one beat before the next is due, and leaves time for the one after. */
const GIVE_UP_S = 20;
/** Crons of a whole province begin in the same second: each link waits its own part of the minute. */
const SPREAD_S = 30;

const UPTIME = '$(cut -d. -f1 /proc/uptime)';
/** RutOS: RSSI, RSRP, RSRQ and SINR of the modem; nothing else on the device has the name. */
const TELTONIKA = [
  'signal_dbm=$(gsmctl -q)',
  'rsrp_dbm=$(gsmctl -W)',
  'rsrq_db=$(gsmctl -M)',
  'sinr_db=$(gsmctl -Z)',
] as const;

/** For machines with curl. */
export function linuxLine(input: BeatScriptInput): string {
  const command = `curl -fsS -m ${GIVE_UP_S} -o /dev/null "${input.url.href}?uptime_s=${UPTIME}&name=$(hostname)"`;
  return scheduled(input, command);
}

/** For BusyBox: OpenWrt. */
export function openWrtLine(input: BeatScriptInput): string {
  return scheduled(input, wget(input, [`uptime_s=${UPTIME}`]));
}

/** For RutOS, with the figures of the modem. */
export function teltonikaLine(input: BeatScriptInput): string {
  return scheduled(input, wget(input, [`uptime_s=${UPTIME}`, ...TELTONIKA]));
}

function wget(input: BeatScriptInput, figures: readonly string[]): string {
  return `wget -q -T ${GIVE_UP_S} -O /dev/null "${input.url.href}?${figures.join('&')}"`;
}

/** A line of a crontab; what cron cannot keep, a loop does (for /etc/rc.local). */
function scheduled({ everyMs, link }: BeatScriptInput, command: string): string {
  const minutes = everyMs / 60_000;
  if (!Number.isInteger(minutes) || 60 % minutes !== 0)
    return `(while :; do ${command}; sleep ${Math.round(everyMs / 1_000)}; done) >/dev/null 2>&1 &`;
  const at = minutes === 1 ? '*' : minutes === 60 ? String(hash32(link) % 60) : `*/${minutes}`;
  return `${at} * * * * sleep ${hash32(link) % SPREAD_S}; ${command}`;
}

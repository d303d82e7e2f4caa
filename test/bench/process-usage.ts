// What a process has used, from /proc; and the loopback targets every contender is given.

import { readFileSync } from 'node:fs';

/** Linux reports CPU time in hundredths of a second to everybody (USER_HZ). */
const TICKS_PER_SECOND = 100;

/** User and system time of a process, all its threads, in seconds. */
export function cpuSeconds(pid: number): number {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
    .replace(/^.*\) /, '')
    .split(' ');
  return (Number(fields[11]) + Number(fields[12])) / TICKS_PER_SECOND;
}

/** Echo requests that reached the network namespace of a process since it was made. */
export function echoesReceived(pid: number): number {
  const lines = readFileSync(`/proc/${pid}/net/snmp`, 'utf8')
    .split('\n')
    .filter((line) => line.startsWith('Icmp:'));
  const [names = [], values = []] = lines.map((line) => line.split(' '));
  return Number(values[names.indexOf('InEchos')]);
}

/** The nth target: 127.1.0.0 and up, all answered by this machine. */
export function loopbackAddress(index: number): string {
  return `127.${1 + (index >> 16)}.${(index >> 8) & 255}.${index & 255}`;
}

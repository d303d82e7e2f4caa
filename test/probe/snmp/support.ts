// What the poller's tests share: a poller on the machine's own clock, a device at an agent, and a small MIB.

import type { CommunityAccess, Device, SnmpPlan, UsmAccess } from '../../../src/domain/link.ts';
import { encodeOid, TAG } from '../../../src/probe/snmp/ber.ts';
import { type IF_COLUMNS, instance, SYSTEM_OIDS } from '../../../src/probe/snmp/oids.ts';
import { createSnmpPoller, type SnmpPollerOptions } from '../../../src/probe/snmp/poller.ts';
import type { SnmpInspector, SnmpPoller } from '../../../src/probe/snmp/port.ts';
import { systemClock } from '../../../src/runtime/clock.ts';
import type { Log } from '../../../src/runtime/log.ts';
import { systemTimers } from '../../../src/runtime/timers.ts';
import { int, type RawValue, text } from './fake-agent.ts';

/** A log that keeps nothing. */
export const quiet: Log = {
  debug: () => {},
  info: () => {},
  warn: () => {},
  error: () => {},
  child: () => quiet,
};

/** A poller on real sockets, clocks and timers. */
export function realPoller(options: SnmpPollerOptions = {}): SnmpPoller & SnmpInspector {
  return createSnmpPoller(options, { clock: systemClock, timers: systemTimers, log: quiet });
}

/** A device on loopback; short timeouts, so that a test of silence is quick. */
export function deviceAt(
  port: number,
  change: {
    readonly address?: string;
    readonly interface?: string;
    readonly access?: CommunityAccess | UsmAccess;
    readonly plan?: Partial<SnmpPlan>;
  } = {},
): Device {
  return {
    address: change.address ?? '127.0.0.1',
    ...(change.interface !== undefined && { interface: change.interface }),
    snmp: {
      everyMs: 60_000,
      timeoutMs: 150,
      retries: 1,
      port,
      access: change.access ?? { version: '2c', community: 'public' },
      ...change.plan,
    },
  };
}

/** The system group. */
export function systemValues(): [string, RawValue][] {
  return [
    [SYSTEM_OIDS.sysDescr, text('router\r\ntest\0')],
    [SYSTEM_OIDS.sysObjectID, { tag: TAG.oid, content: encodeOid('1.3.6.1.4.1.14988.1') }],
    [SYSTEM_OIDS.sysUpTime, int(4_000_000_000, TAG.timeTicks)],
    [SYSTEM_OIDS.sysName, text('cilacap-1')],
    [SYSTEM_OIDS.snmpEngineBoots, int(7)],
    [SYSTEM_OIDS.snmpEngineTime, int(86_400)],
  ];
}

/** One interface with all columns. */
export function interfaceValues(ifIndex: number, name: string, octets = 2n ** 40n): [string, RawValue][] {
  const at = (column: keyof typeof IF_COLUMNS, value: RawValue): [string, RawValue] => [
    instance(column, ifIndex),
    value,
  ];
  return [
    at('ifDescr', text(`descr ${name}`)),
    at('ifSpeed', int(100_000_000, TAG.gauge32)),
    at('ifAdminStatus', int(1)),
    at('ifOperStatus', int(1)),
    at('ifInOctets', int(octets % 2n ** 32n, TAG.counter32)),
    at('ifInDiscards', int(1, TAG.counter32)),
    at('ifInErrors', int(2, TAG.counter32)),
    at('ifOutOctets', int(octets % 2n ** 32n, TAG.counter32)),
    at('ifOutDiscards', int(3, TAG.counter32)),
    at('ifOutErrors', int(4, TAG.counter32)),
    at('ifName', text(name)),
    at('ifHCInOctets', int(octets, TAG.counter64)),
    at('ifHCOutOctets', int(octets + 1n, TAG.counter64)),
    at('ifHighSpeed', int(100, TAG.gauge32)),
    at('ifAlias', text(`alias ${name}`)),
    at('ifCounterDiscontinuityTime', int(12, TAG.timeTicks)),
  ];
}

/** A value that must be there. */
export function must<Value>(value: Value | undefined | null): Value {
  if (value === undefined || value === null) throw new Error('expected a value');
  return value;
}

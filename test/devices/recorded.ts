// Reads recordings of real devices through the whole path, over UDP on loopback, and holds them against what is known of
// them. The recordings lie beside the project (JALUR_SHARED, else ../shared) and are never copied into it.

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { SnmpInspector, SnmpPoller } from '../../src/probe/snmp/port.ts';
import { loadProfiles, SHIPPED_PROFILES } from '../../src/probe/snmp/profiles/load.ts';
import { hasRecordings } from '../probe/snmp/recordings.ts';
import { deviceAt, realPoller } from '../probe/snmp/support.ts';
import { expectDevice, type Known, type Seen } from './expect-device.ts';
import { recorded, serving } from './replay.ts';

/** A poller that knows the shipped profiles. */
export function openPoller(): SnmpPoller & SnmpInspector {
  const { profiles, problems } = loadProfiles({ shipped: SHIPPED_PROFILES });
  expect(problems, 'shipped profiles').toEqual([]);
  return realPoller({ profiles });
}

/** A recording is served and read by one thread: an answer may take longer than on a network. */
const TIMEOUT_MS = 2_000;

/** Inspects the device at a port, polls it once and reads all its interfaces. */
export async function see(poller: SnmpPoller & SnmpInspector, key: string, port: number): Promise<Seen> {
  const device = deviceAt(port, { plan: { timeoutMs: TIMEOUT_MS } });
  const inspection = await poller.inspect(key, device);
  if (inspection.kind !== 'inspected') throw new Error(`inspection of ${key} failed: ${inspection.detail}`);
  const { result } = await poller.poll(key, device);
  if (result.kind !== 'answered') throw new Error(`poll of ${key} failed: ${result.detail}`);
  const detail = await poller.interfaces(key, device);
  if (detail.kind !== 'read') throw new Error(`interfaces of ${key} cannot be read: ${detail.detail}`);
  return {
    inventory: inspection.inventory,
    readings: result.metrics ?? [],
    interfaces: detail.interfaces,
    system: result.system,
  };
}

/** One test for each recording, by its file below the folder of recordings, without `.snmprec`. */
export function describeRecordings(group: string, recordings: Readonly<Record<string, Known>>): void {
  describe.skipIf(!hasRecordings)(`${group}, recorded (needs ../shared/devices)`, () => {
    let poller: SnmpPoller & SnmpInspector;
    beforeAll(() => {
      poller = openPoller();
    });
    afterAll(() => poller.close());

    it.each(Object.entries(recordings))('%s', async (file, known) => {
      expectDevice(await serving(recorded(file), (port) => see(poller, file, port)), known);
    });
  });
}

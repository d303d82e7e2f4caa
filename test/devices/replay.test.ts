// The rows of recordings that state no plain value: escaped texts, numbers that are computed.

import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { describe, expect, it } from 'vitest';
import { TAG } from '../../src/probe/snmp/ber.ts';
import { int, type RawValue } from '../probe/snmp/fake-agent.ts';
import { serving, specialRow } from './replay.ts';

const OID = '1.3.6.1.2.1.1.3.0';
const octets = (...bytes: number[]): RawValue => ({ tag: TAG.octets, content: Buffer.from(bytes) });

describe('a row that states no plain value', () => {
  const cases: readonly [line: string, value: RawValue][] = [
    [`${OID}|4e|a\\x00\\n\\'\\\\`, octets(97, 0, 10, 39, 92)],
    [`${OID}|4e|\\xfFz\\q`, octets(255, 122, 92, 113)],
    [`${OID}|67:numeric|rate=100`, int(0, TAG.timeTicks)],
    [`${OID}|67:numeric|rate=100,initial=4000000000`, int(4_000_000_000, TAG.timeTicks)],
    [`${OID}|2:numeric|max=100,wrap=1,initial=250`, int(100, TAG.integer)],
    [`${OID}|66:numeric|min=7,max=90,function=cos`, int(7, TAG.gauge32)],
  ];
  it.each(cases)('%s', (line, value) => {
    const [row] = specialRow(line);
    expect(row?.[0]).toBe(OID);
    expect(row?.[1].tag).toBe(value.tag);
    expect([...(row?.[1].content ?? [])]).toEqual([...value.content]);
  });

  it.each([`${OID}|67|5`, `${OID}|4|a:b`, `${OID}|4x|00ff`, '# a comment', ''])('"%s" is none', (line) => {
    expect(specialRow(line)).toEqual([]);
  });

  it('is refused when it is computed in an unknown way', () => {
    expect(() => specialRow(`${OID}|4:delay|wait=1`)).toThrow(/delay/);
  });
});

describe('serving', () => {
  it('gives the port to its user and frees it afterwards, even on a failure', async () => {
    let used = 0;
    const failing = serving([], async (port) => {
      used = port;
      await Promise.reject(new Error('no'));
    });
    await expect(failing).rejects.toThrow('no');
    expect(used).toBeGreaterThan(0);
    const again = createSocket('udp4');
    again.bind(used, '127.0.0.1');
    await once(again, 'listening');
    again.close();
  });
});

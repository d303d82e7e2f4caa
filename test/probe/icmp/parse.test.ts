// Echo packets as we write them and as they come back: whole, quoted by errors of every length, and from hostile senders.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ECHO_OUTCOMES } from '../../../src/domain/echo.ts';
import { AT, ICMP_TYPES, PACKET_BYTES, PacketWriter } from '../../../src/probe/icmp/child/packet.ts';
import { IcmpParser } from '../../../src/probe/icmp/child/parse.ts';

const COOKIE = Uint8Array.from([0xde, 0xad, 0xbe, 0xef, 1, 2, 3, 4]);
const IDS = { current: 0x1234, previous: 0x1111 };
const ECHO = { id: 0x1234, slot: 0xabcd, generation: 0x01020304 };
const SOURCE = Uint32Array.from([0x0100007f, 0, 0, 0]);
const DESTINATION = [203, 0, 113, 9];

function request(family: 4 | 6, echo = ECHO): Uint8Array {
  const writer = new PacketWriter(family, COOKIE);
  const bytes = new Uint8Array(PACKET_BYTES);
  writer.prepare(bytes, 0);
  writer.write(bytes, 0, echo);
  return bytes;
}

function reply(family: 4 | 6, echo = ECHO): Uint8Array {
  const bytes = request(family, echo);
  bytes[0] = ICMP_TYPES[family].reply;
  return bytes;
}

/** An IPv4 header of `words` 32-bit words, as from 127.0.0.1 to 203.0.113.9. */
function ipv4(payload: Uint8Array, words = 5): Uint8Array {
  const header = new Uint8Array(4 * words);
  header.set([0x40 | words, 0, 0, 0, 0, 0, 0, 0, 64, 1, 0, 0, 127, 0, 0, 1, ...DESTINATION]);
  return Uint8Array.from([...header, ...payload]);
}

function ipv6(payload: Uint8Array): Uint8Array {
  const header = new Uint8Array(40);
  header.set([0x60, 0, 0, 0, 0, payload.length, 58, 64]);
  header.set([0x20, 0x01, 0x0d, 0xb8], 24);
  return Uint8Array.from([...header, ...payload]);
}

function icmpError(type: number, quoted: Uint8Array): Uint8Array {
  return Uint8Array.from([type, 1, 0, 0, 0, 0, 0, 0, ...quoted]);
}

function read(family: 4 | 6, bytes: Uint8Array, hasIpHeader = false) {
  const parser = new IcmpParser(family, COOKIE, IDS);
  const relation = parser.read({ bytes, at: 0, end: bytes.length }, SOURCE, hasIpHeader);
  return { relation, message: parser.message };
}

function withByte(bytes: Uint8Array, at: number, value: number): Uint8Array {
  const copy = bytes.slice();
  copy[at] = value;
  return copy;
}

describe('PacketWriter', () => {
  it('writes a packet whose checksum is right (RFC 1071), whatever it carries', () => {
    fc.assert(
      fc.property(fc.nat(0xffff), fc.nat(0xffff), fc.nat(0xffffffff), (id, slot, generation) => {
        const bytes = request(4, { id, slot, generation });
        let sum = 0;
        for (let at = 0; at < bytes.length; at += 2) sum += ((bytes[at] ?? 0) << 8) | (bytes[at + 1] ?? 0);
        while (sum > 0xffff) sum = (sum & 0xffff) + (sum >>> 16);
        expect(sum).toBe(0xffff);
      }),
    );
  });
});

describe('IcmpParser', () => {
  it.each([4, 6] as const)('knows its own reply again over IPv%d', (family) => {
    const { relation, message } = read(family, reply(family));
    expect(relation).toBe('ours');
    expect(message).toMatchObject({
      outcome: 0,
      id: ECHO.id,
      sequence: ECHO.slot,
      generation: ECHO.generation,
    });
    expect([...message.address]).toEqual([...SOURCE]);
  });

  it.each([5, 6, 15])('skips an IPv4 header of %d words, as raw sockets deliver it', (words) => {
    expect(read(4, ipv4(reply(4), words), true).relation).toBe('ours');
  });

  it('accepts the identifier of before the rotation', () => {
    expect(read(4, reply(4, { ...ECHO, id: IDS.previous })).relation).toBe('ours');
  });

  it.each([
    ['another identifier', 'foreign', withByte(reply(4), AT.id, 0x99)],
    ['an echo request', 'foreign', request(4)],
    ['a redirect', 'foreign', icmpError(5, ipv4(request(4)))],
    ['a source quench', 'foreign', icmpError(4, ipv4(request(4)))],
    ['an error that quotes TCP', 'foreign', icmpError(3, withByte(ipv4(request(4)), 9, 6))],
    ['an error that quotes a reply', 'foreign', icmpError(3, ipv4(reply(4)))],
    ['another cookie', 'stray', withByte(reply(4), AT.cookie + 7, 0)],
    ['a sequence unlike the slot', 'stray', withByte(reply(4), AT.sequence, 0)],
    ['a reply cut short', 'stray', reply(4).slice(0, PACKET_BYTES - 1)],
    ['an error that quotes another cookie', 'stray', icmpError(3, ipv4(withByte(request(4), AT.cookie, 0)))],
    ['nothing', 'foreign', new Uint8Array(0)],
  ] as const)('takes %s for %s', (_, relation, bytes) => {
    expect(read(4, bytes).relation).toBe(relation);
  });

  it.each([
    [4, 3, 'unreachable', [0x097100cb, 0, 0, 0]],
    [4, 11, 'ttl-exceeded', [0x097100cb, 0, 0, 0]],
    [6, 1, 'unreachable', [0xb80d0120, 0, 0, 0]],
    [6, 3, 'ttl-exceeded', [0xb80d0120, 0, 0, 0]],
  ] as const)('IPv%d error type %d is %s of the quoted echo', (family, type, outcome, address) => {
    const quoted = family === 4 ? ipv4(request(4)) : ipv6(request(6));
    const { relation, message } = read(family, icmpError(type, quoted));
    expect(relation).toBe('ours');
    expect(ECHO_OUTCOMES[message.outcome]).toBe(outcome);
    expect([...message.address]).toEqual(address);
    expect(message).toMatchObject({ sequence: ECHO.slot, generation: ECHO.generation, hasPayload: true });
  });

  it('takes an error that quotes 8 bytes only (RFC 792), and says that it proves less', () => {
    const { relation, message } = read(4, icmpError(11, ipv4(request(4).slice(0, 8))));
    expect(relation).toBe('ours');
    expect(message).toMatchObject({ sequence: ECHO.slot, hasPayload: false });
  });

  it('never throws nor reads past the end, whatever arrives', () => {
    const seeds = [reply(4), ipv4(reply(4)), icmpError(3, ipv4(request(4))), icmpError(1, ipv6(request(6)))];
    const mutated = fc
      .tuple(
        fc.constantFrom(...seeds),
        fc.array(fc.tuple(fc.nat(90), fc.nat(255)), { maxLength: 4 }),
        fc.nat(120),
      )
      .map(([seed, changes, length]) => {
        const bytes = seed.slice(0, length);
        for (const [at, value] of changes) if (at < bytes.length) bytes[at] = value;
        return bytes;
      });
    const family = fc.constantFrom(4 as const, 6 as const);
    fc.assert(
      fc.property(
        fc.oneof(mutated, fc.uint8Array({ maxLength: 200 })),
        family,
        fc.boolean(),
        (bytes, of, header) => {
          // Our packet lies right behind the end: reading past it would make a stray or foreign message ours.
          const framed = Uint8Array.from([...bytes, ...reply(of)]);
          const alone = read(of, bytes, header);
          const parser = new IcmpParser(of, COOKIE, IDS);
          const window = { bytes: framed, at: 0, end: bytes.length };
          expect(parser.read(window, SOURCE, header)).toBe(alone.relation);
        },
      ),
      { numRuns: 500 },
    );
  });
});

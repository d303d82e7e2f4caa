// What the wire may bring, and what becomes of it.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseMessage } from '../../../src/web/stream/parse.ts';
import { fakeProvince } from '../support/province.ts';

describe('parseMessage()', () => {
  it.each([
    ['hello', { type: 'hello', protocol: 1, serverTime: 1, seq: 1, bootId: 'b' }],
    ['snapshot', { type: 'snapshot', seq: 1, network: fakeProvince() }],
    ['heartbeat', { type: 'heartbeat', serverTime: 1, seq: 1, oldestDataMs: 1 }],
    ['event', { type: 'event', seq: 1, durable: true, kind: 'monitor.blind', at: 1, from: 1 }],
    ['events', { type: 'events', events: [{ seq: 1, kind: 'monitor.blind', at: 1, from: 1 }] }],
    ['figures', { type: 'figures', events: [] }],
    ['link.echo', { type: 'link.echo', link: 'a', echoes: [] }],
    ['closing', { type: 'closing', code: 'slow', message: 'too slow' }],
  ])('takes %s', (_name, message) => {
    expect(parseMessage(JSON.stringify(message))).toEqual(message);
  });

  it.each([
    ['no JSON', '{"type":"hello"'],
    ['no object', '["hello"]'],
    ['no type', '{}'],
    ['a type of a newer server', '{"type":"weather","seq":1}'],
    ['an inherited name as type', '{"type":"toString"}'],
    ['a hello without bootId', '{"type":"hello","protocol":1,"serverTime":1,"seq":1}'],
    [
      'a heartbeat with a text for a number',
      '{"type":"heartbeat","serverTime":"1","seq":1,"oldestDataMs":1}',
    ],
    ['a snapshot without links', '{"type":"snapshot","seq":1,"network":{"bootId":"b","serverTime":1}}'],
    ['figures without numbers', '{"type":"figures","events":[{"kind":"link.round","at":1}]}'],
    ['bytes', new Uint8Array([123, 125])],
  ])('refuses %s', (_name, text) => {
    expect(parseMessage(text)).toBeUndefined();
  });

  it('never throws', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.json()), (text) => {
        parseMessage(text);
      }),
    );
  });
});

// How messages are gathered into batches.

import { beforeEach, describe, expect, it } from 'vitest';
import { linkId } from '../../../src/domain/ids.ts';
import type { ServerMessage } from '../../../src/stream/protocol.ts';
import { Inbox } from '../../../src/web/stream/inbox.ts';
import { FakeTimers } from '../support/fake-socket.ts';
import { round, START } from '../support/province.ts';

const ROUND: ServerMessage = {
  type: 'figures',
  events: [
    {
      seq: 1,
      durable: true,
      kind: 'link.round',
      at: START,
      link: linkId('a'),
      state: 'up',
      round: round(START, 4),
    },
  ],
};
const STATE: ServerMessage = {
  type: 'event',
  seq: 2,
  durable: true,
  kind: 'monitor.blind',
  at: START,
  from: START,
};

let timers: FakeTimers;
let frames: (() => void)[];
let batches: ServerMessage[][];
let inbox: Inbox;

beforeEach(() => {
  timers = new FakeTimers();
  frames = [];
  batches = [];
  inbox = new Inbox({
    frame: (callback) => frames.push(callback),
    after: (delayMs, callback) => timers.after(delayMs, callback),
    deliver: (batch) => batches.push(batch.map((arrival) => arrival.message)),
  });
});

function push(message: ServerMessage): void {
  inbox.push({ message, instant: { monoMs: 0, wallMs: 0 } });
}

describe('Inbox', () => {
  it('delivers figures together after a second', () => {
    push(ROUND);
    push(ROUND);
    timers.advance(999);
    expect(batches).toEqual([]);
    timers.advance(1);
    expect(batches).toEqual([[ROUND, ROUND]]);
    expect(frames).toEqual([]);
  });

  it('delivers a change with the next frame, in order, and once', () => {
    push(ROUND);
    push(STATE);
    push(ROUND);
    expect(frames).toHaveLength(1);
    frames[0]?.();
    expect(batches).toEqual([[ROUND, STATE, ROUND]]);
    timers.advance(1_000);
    expect(batches).toHaveLength(1);
  });

  it('delivers a change in a hidden tab, where there are no frames', () => {
    push(STATE);
    timers.advance(1_000);
    expect(batches).toEqual([[STATE]]);
    frames[0]?.();
    expect(batches).toHaveLength(1);
  });

  it('never holds more than its limit', () => {
    for (let n = 0; n < 2_000; n++) push(ROUND);
    expect(batches.map((batch) => batch.length)).toEqual([2_000]);
  });
});

// The screen after messages: one walk through a connection's life, and the rules that keep a screen true.

import { describe, expect, it } from 'vitest';
import type { EngineEvent } from '../../../src/domain/event.ts';
import { linkId } from '../../../src/domain/ids.ts';
import type { ServerMessage } from '../../../src/stream/protocol.ts';
import { reduce } from '../../../src/web/model/reduce.ts';
import { EMPTY_SCREEN, type Screen } from '../../../src/web/model/screen.ts';
import { fakeProvince, round, START } from '../support/province.ts';
import { alert } from '../support/story.ts';

const MAMASA = linkId('prov-mamasa');
const AT = { monoMs: 1_000, wallMs: START };
const HELLO: ServerMessage = { type: 'hello', protocol: 1, serverTime: START, seq: 100, bootId: 'boot-1' };
const SNAPSHOT: ServerMessage = { type: 'snapshot', seq: 100, network: fakeProvince() };

function screenAfter(messages: readonly ServerMessage[], screen: Screen = EMPTY_SCREEN): Screen {
  return take(messages, screen).screen;
}

function take(messages: readonly ServerMessage[], screen: Screen) {
  return reduce(
    screen,
    messages.map((message) => ({ message, instant: AT })),
  );
}

function event(seq: number, fields: EngineEvent, durable = true): ServerMessage {
  return { type: 'event', seq, durable, ...fields };
}

function cut(seq: number): ServerMessage {
  return event(seq, {
    kind: 'link.state',
    at: START + 3_000,
    link: MAMASA,
    state: 'down',
    from: START,
    reason: { kind: 'blind' },
  });
}

const READY = screenAfter([HELLO, SNAPSHOT]);

describe('reduce()', () => {
  it('follows a connection from its greeting to an outage and its end', () => {
    let screen = screenAfter([HELLO]);
    expect(screen.province).toBeUndefined();
    expect(screen.heard?.serverTime).toBe(START);
    screen = screenAfter([SNAPSHOT], screen);
    expect(screen.province?.links.size).toBe(36);
    const down = alert(7, { rule: 'link.down', subject: MAMASA });
    screen = screenAfter([cut(101), event(102, { kind: 'alert.raised', at: START, alert: down })], screen);
    expect(screen.province?.links.get(MAMASA)).toMatchObject({
      state: 'down',
      since: START,
      suspected: false,
    });
    expect(screen.province?.alerts.get(7)).toEqual(down);
    screen = screenAfter(
      [event(103, { kind: 'alert.closed', at: START, alert: { ...down, status: 'closed' } })],
      screen,
    );
    expect(screen.province?.alerts.size).toBe(0);
    expect(screen.province?.seq).toBe(103);
  });

  it('keeps an alert that is over until somebody has seen it, and remembers which act was the last', () => {
    const down = alert(7, { rule: 'link.down', subject: MAMASA });
    const over = { ...down, status: 'returned', returnedAt: START } as const;
    const act = {
      alert: 7,
      act: { kind: 'acknowledge' },
      actor: { who: 'Andi', via: 'screen' },
      at: START,
      subject: MAMASA,
    } as const;
    let screen = screenAfter([event(101, { kind: 'alert.changed', at: START, alert: over })], READY);
    expect(screen.province?.alerts.get(7)).toEqual(over);
    screen = screenAfter([event(102, { kind: 'alert.act', at: START, act })], screen);
    expect(screen.province?.acts.get(7)).toBe(102);
    expect(screen.province?.alerts.get(7)).toEqual(over);
    const closed = { ...over, status: 'closed', closedAt: START } as const;
    screen = screenAfter([event(103, { kind: 'alert.closed', at: START, alert: closed })], screen);
    expect(screen.province?.alerts.size).toBe(0);
  });

  it('remembers the last act of so many alerts and no more', () => {
    const acts = Array.from({ length: 700 }, (_, index) =>
      event(101 + index, {
        kind: 'alert.act',
        at: START,
        act: {
          alert: index,
          act: { kind: 'unshelve' },
          actor: { who: 'A', via: 'api' },
          at: START,
          subject: MAMASA,
        },
      }),
    );
    const screen = screenAfter(acts, READY);
    expect(screen.province?.acts.size).toBe(500);
    expect(screen.province?.acts.get(699)).toBe(800);
  });

  it('shows windows of the snapshot until they end, and asks which links a new one covers', () => {
    const open = { window: 'odp', name: 'Ganti ODP', announcedBy: 'ICON+', from: START, to: START + 9 };
    const network = { ...fakeProvince(), maintenance: [{ ...open, links: [MAMASA] }] };
    const screen = screenAfter([{ type: 'snapshot', seq: 100, network }]);
    expect(screen.province?.maintenance).toHaveLength(1);
    const begun = event(101, { kind: 'maintenance.begun', at: START, ...open, links: 1 });
    expect(take([begun], READY).needsSnapshot).toBe(true);
    const idle = event(101, { kind: 'maintenance.begun', at: START, ...open, links: 0 });
    expect(take([idle], READY).needsSnapshot).toBe(false);
    const putOff = event(101, { kind: 'maintenance.changed', at: START, ...open, to: START + 99, links: 1 });
    expect(take([putOff], screen).needsSnapshot).toBe(true);
    const other = event(101, { kind: 'maintenance.ended', at: START, ...open, from: START - 1, links: 1 });
    expect(screenAfter([other], screen).province?.maintenance).toHaveLength(1);
    const ended = event(101, { kind: 'maintenance.ended', at: START, ...open, links: 1 });
    expect(screenAfter([ended], screen).province?.maintenance).toEqual([]);
  });

  it('leaves the screen it was given alone', () => {
    screenAfter([cut(101)], READY);
    expect(READY.province?.links.get(MAMASA)?.state).toBe('up');
  });

  it('ignores a kept event that it already has', () => {
    const screen = screenAfter([cut(100), cut(99)], READY);
    expect(screen.province?.links.get(MAMASA)?.state).toBe('up');
  });

  it('ignores events before a snapshot and of links it does not know', () => {
    expect(screenAfter([HELLO, cut(101)]).province).toBeUndefined();
    const stranger = { kind: 'link.round', at: START, link: linkId('stranger'), state: 'up' } as const;
    const screen = screenAfter([event(101, { ...stranger, round: round(START, 3) })], READY);
    expect(screen.province?.links).toBe(READY.province?.links);
  });

  it('takes a round that was overtaken by kept events, but never an older round, and does not resume after it', () => {
    const result = (seq: number, to: number, medianMs: number): ServerMessage =>
      event(seq, { kind: 'link.round', at: to, link: MAMASA, state: 'up', round: round(to, medianMs) });
    const screen = screenAfter(
      [cut(105), result(101, START + 60_000, 9), result(109, START - 60_000, 1)],
      READY,
    );
    expect(screen.province?.links.get(MAMASA)?.round?.rtt?.medianMs).toBe(9);
    expect(screen.province?.links.get(MAMASA)?.verdictAt).toBe(START + 60_000);
    expect(screen.province?.seq).toBe(105);
  });

  it('takes events as no sign that none is missing: only greetings, snapshots and heartbeats are', () => {
    const later = { monoMs: AT.monoMs + 8_000, wallMs: AT.wallMs + 8_000 };
    expect(reduce(READY, [{ message: cut(101), instant: later }]).screen.heard).toEqual(READY.heard);
    const shared = reduce(READY, [{ message: SNAPSHOT, instant: later }]).screen;
    expect(shared.heard).toEqual({ instant: later, serverTime: START + 8_000 });
  });

  it('applies many events at once like one after the other', () => {
    const single = [101, 102].map((seq) => cut(seq));
    const views = single.flatMap((message) => (message.type === 'event' ? [message] : []));
    const together = screenAfter([{ type: 'events', events: views }], READY);
    expect(together).toEqual(screenAfter(single, READY));
    expect(together.province?.seq).toBe(102);
  });

  it('ends the mark of a suspicion that came to nothing with the next round', () => {
    const links = new Map(READY.province?.links);
    const mamasa = links.get(MAMASA);
    if (!mamasa || !READY.province) throw new Error('no link');
    links.set(MAMASA, { ...mamasa, suspected: true });
    const ended = {
      kind: 'link.round',
      at: START,
      link: MAMASA,
      state: 'up',
      round: round(START, 3),
    } as const;
    const screen = screenAfter([{ type: 'figures', events: [{ seq: 101, durable: true, ...ended }] }], {
      ...READY,
      province: { ...READY.province, links },
    });
    expect(screen.province?.links.get(MAMASA)?.suspected).toBe(false);
    expect(screen.province?.seq).toBe(READY.province.seq);
  });

  it('keeps the newest poll of a device', () => {
    const poll = (seq: number, at: number, detail: string): ServerMessage =>
      event(seq, {
        kind: 'link.device',
        at,
        link: MAMASA,
        result: { kind: 'failed', failure: 'silent', detail },
        durationMs: 5_000,
        incarnation: 'unknown',
      });
    const screen = screenAfter([poll(102, START + 60_000, 'new'), poll(101, START, 'old')], READY);
    expect(screen.province?.links.get(MAMASA)?.device?.result).toMatchObject({ detail: 'new' });
  });

  it('shows and ends blindness', () => {
    const blind = screenAfter([event(101, { kind: 'monitor.blind', at: START, from: START - 2_000 })], READY);
    expect(blind.province?.blindSince).toBe(START - 2_000);
    const sighted = screenAfter([event(102, { kind: 'monitor.sighted', at: START, from: START })], blind);
    expect(sighted.province).not.toHaveProperty('blindSince');
  });

  it('remembers that something could not be kept until the store works again', () => {
    const fault = {
      kind: 'monitor.fault',
      at: START,
      fault: 'store',
      active: true,
      detail: 'disk full',
    } as const;
    const failing = screenAfter([event(101, fault, false)], READY);
    expect(failing.province?.undurable).toBe(true);
    expect(screenAfter([event(101, fault, true)], READY).province?.undurable).toBe(false);
    const mended = screenAfter([event(102, { ...fault, active: false })], failing);
    expect(mended.province?.undurable).toBe(false);
  });

  it('keeps the age of the stalest link from heartbeats', () => {
    const beat: ServerMessage = { type: 'heartbeat', serverTime: START + 5_000, seq: 100, oldestDataMs: 900 };
    expect(screenAfter([beat], READY)).toMatchObject({
      oldestDataMs: 900,
      heard: { serverTime: START + 5_000 },
    });
  });

  it.each<[string, ServerMessage, boolean]>([
    ['the same daemon', HELLO, false],
    ['a restarted daemon', { ...HELLO, bootId: 'boot-2' }, true],
    ['a daemon with another data directory', { ...HELLO, seq: 3 }, true],
    [
      'a new plan',
      event(101, { kind: 'monitor.config', at: START, added: [], removed: [], changed: [] }),
      true,
    ],
    [
      'an old plan',
      event(99, { kind: 'monitor.config', at: START, added: [], removed: [], changed: [] }),
      false,
    ],
  ])('says whether a new snapshot is needed: %s', (_name, message, needed) => {
    expect(take([message], READY).needsSnapshot).toBe(needed);
    expect(take([message, SNAPSHOT], READY).needsSnapshot).toBe(false);
  });
});

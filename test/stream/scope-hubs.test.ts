// Streams of parts of the province: who gets what, when a hub is made and closed, and what a new plan does.

import { describe, expect, it } from 'vitest';
import type { Scope } from '../../src/domain/access.ts';
import type { EngineEvent } from '../../src/domain/event.ts';
import { linkId, siteId } from '../../src/domain/ids.ts';
import { scopeView } from '../../src/domain/scope-view.ts';
import { cutEvent } from '../../src/stream/scope-events.ts';
import { MOST_SCOPES } from '../../src/stream/scope-hubs.ts';
import { ScopedProvince, tellingNetwork } from '../api/support/scoped.ts';
import { engineConfig, type LinkSketch } from '../support/network.ts';
import { alertEvent, roundEvent, stateEvent } from './support/fake-network.ts';
import { FakeTransport } from './support/fake-transport.ts';

const LINKS: readonly LinkSketch[] = [
  { id: 'a', from: 'hq', to: 'r1', provider: 'ICON+' },
  { id: 'b', from: 'hq', to: 'r2', provider: 'Telkom' },
  { id: 'c', from: 'r1', to: 'v1', provider: 'ICON+' },
];
const ICON: Scope = { kind: 'provider', provider: 'ICON+' };
const R2: Scope = { kind: 'regency', regency: siteId('r2') };

function province(): ScopedProvince {
  const made = new ScopedProvince(tellingNetwork(LINKS));
  made.sim.run(20_000);
  return made;
}

function join(to: ScopedProvince, scope: Scope, since?: number) {
  const transport = new FakeTransport();
  const attached = to.hubs.of(scope)?.attach(transport, since);
  if (!attached) throw new Error('refused');
  return { transport, attached };
}

describe('ScopeHubs', () => {
  it('gives each the events of his part, numbered as everybody else’s', async () => {
    const here = province();
    const [icon, r2] = [join(here, ICON), join(here, R2)];
    here.sim.cut.add(linkId('b'));
    here.sim.run(20_000);
    await here.timers.advance(1_000);
    const states = (transport: FakeTransport) =>
      transport.events.flatMap((event) =>
        event.kind === 'link.state' ? [`${event.link} ${event.state}`] : [],
      );
    expect(states(icon.transport)).toEqual([]);
    expect(states(r2.transport)).toEqual(['b down']);
    expect(r2.transport.events.every(({ seq }) => seq > (r2.transport.snapshotSeq ?? 0))).toBe(true);
  });

  it('sends figures, echoes and heartbeats of his links alone', async () => {
    const here = province();
    const { transport, attached } = join(here, ICON);
    here.hubs.publish(
      [roundEvent('a', 1), roundEvent('b', 2)].map((event, i) => ({ seq: 900 + i, durable: false, event })),
    );
    await here.timers.advance(5_000);
    expect(transport.figures).toMatchObject([{ kind: 'link.round', link: 'a' }]);
    for (const link of ['a', 'b']) attached.message(JSON.stringify({ type: 'watch', link }));
    expect([...here.hubs.watched()]).toEqual(['a']);
    for (const link of ['a', 'b'])
      here.hubs.echoes(linkId(link), [{ at: 1, outcome: 'answered', rttMs: 1, burst: false }]);
    expect(transport.messages.filter(({ type }) => type === 'link.echo')).toMatchObject([{ link: 'a' }]);
    expect(transport.types).toContain('heartbeat');
  });

  it('shares a hub among those who see the same, and closes it after the last', () => {
    const here = province();
    const [first, second] = [join(here, ICON), join(here, { ...ICON })];
    expect([here.hubs.size, here.hubs.clients]).toEqual([1, 2]);
    first.attached.gone();
    expect(here.hubs.size).toBe(1);
    second.attached.gone();
    expect([here.hubs.size, here.hubs.clients, here.timers.pending]).toEqual([0, 0, 0]);
  });

  it('gives one who comes back what he missed, or a snapshot where nobody had watched', async () => {
    const here = province();
    const stays = join(here, R2);
    await here.timers.advance(100);
    const seq = stays.transport.snapshotSeq ?? 0;
    here.sim.cut.add(linkId('b'));
    here.sim.run(20_000);
    const [back, other] = [join(here, R2, seq), join(here, ICON, seq)];
    await here.timers.advance(100);
    expect(back.transport.types).not.toContain('snapshot');
    expect(back.transport.events).toEqual(stays.transport.events);
    expect(back.transport.events.length).toBeGreaterThan(0);
    expect(other.transport.types[1]).toBe('snapshot');
  });

  it('refuses one part too many, and none that is watched already', () => {
    const here = province();
    for (let i = 0; i < MOST_SCOPES; i++) join(here, { kind: 'provider', provider: `p${i}` });
    expect(here.hubs.of(ICON)).toBeUndefined();
    expect(here.hubs.of({ kind: 'provider', provider: 'p0' })).toBeDefined();
    here.hubs.close();
    expect(here.timers.pending).toBe(0);
  });

  it('begins anew when a new plan takes a link out of the part, and goes on when it does not', async () => {
    const here = province();
    const { transport } = join(here, ICON);
    const replan = (links: readonly LinkSketch[]) =>
      here.sim.give({ kind: 'config', config: engineConfig(tellingNetwork(links)) });
    await here.timers.advance(100);
    replan([...LINKS, { id: 'd', from: 'hq', to: 'r4', provider: 'ICON+' }]);
    await here.timers.advance(100);
    expect(transport.events).toContainEqual(
      expect.objectContaining({ kind: 'monitor.config', added: ['d'] }),
    );
    expect(transport.ends).toEqual([]);
    replan(LINKS.map((link) => (link.id === 'c' ? { ...link, provider: 'Telkom' } : link)));
    expect(transport.ends).toEqual(['close 1001']);
    const again = join(here, ICON, 1).transport;
    expect(again.types[1]).toBe('snapshot');
    expect(JSON.stringify(again.messages)).not.toContain('‹c›');
  });

  it('ends a client whose log-in has ended with a reason that it can read', () => {
    const here = province();
    const { transport, attached } = join(here, ICON);
    attached.end('session', 'the log-in has ended; log in again');
    attached.end('session', 'again');
    expect(transport.messages.at(-1)).toEqual({
      type: 'closing',
      code: 'session',
      message: 'the log-in has ended; log in again',
    });
    expect(transport.ends).toEqual(['close 4001']);
  });
});

describe('cutEvent()', () => {
  const view = scopeView(ICON, tellingNetwork(LINKS));
  const covered = (window: string) => (window === 'w' ? [linkId('a'), linkId('b')] : undefined);
  const maintenance = (window: string): EngineEvent => ({
    kind: 'maintenance.begun',
    at: 1,
    window,
    name: 'Ganti FO',
    announcedBy: 'ICON+',
    from: 1,
    to: 2,
    links: 2,
  });
  it.each<[string, EngineEvent, object | undefined]>([
    ['a link of his', stateEvent('a'), { link: 'a' }],
    ['another', stateEvent('b'), undefined],
    [
      'an alert of his',
      alertEvent(1, { data: { name: 'x', unreachable: 9, title: 'y' } }),
      { alert: { data: { name: 'x' } } },
    ],
    ['another', alertEvent(1, { subject: linkId('b') }), undefined],
    ['the monitor’s own', alertEvent(1, { subject: 'monitor', rule: 'monitor.disk' }), undefined],
    [
      'blindness',
      alertEvent(1, { subject: 'monitor', rule: 'monitor.blind', data: { anchors: '10.0.0.1' } }),
      { alert: { data: {} } },
    ],
    ['work on his links', maintenance('w'), { links: 1 }],
    ['work that nobody knows any more', maintenance('x'), undefined],
    [
      'a fault of jalur',
      { kind: 'monitor.fault', at: 1, fault: 'disk', active: true, detail: '' },
      undefined,
    ],
    [
      'a new plan',
      {
        kind: 'monitor.config',
        at: 1,
        added: [linkId('a'), linkId('b')],
        removed: [linkId('z')],
        changed: [linkId('b')],
      },
      { added: ['a'], removed: [], changed: [] },
    ],
  ])('%s', (_, event, expected) => {
    const cut = cutEvent(event, { view, covered });
    if (expected) expect(cut).toMatchObject(expected);
    else expect(cut).toBeUndefined();
    expect(JSON.stringify(cut) ?? '').not.toMatch(/unreachable|10\.0\.0\.1/);
  });
});

// Random evenings in the room: whatever happens, in whatever order, once all is mended nothing is left and every message has its end.

import { describe, expect, it } from 'vitest';
import { seededRandom } from '../../src/runtime/random.ts';
import { province } from '../support/network.ts';
import { Room } from './room.ts';

const LINKS = ['hq-r1', 'hq-r2', 'r1-v1', 'r1-v2', 'r2-v1', 'r2-v2'];

function live(seed: number): Room {
  const random = seededRandom(seed);
  const below = (count: number) => Math.floor(random() * count);
  const room = new Room({ links: province(2, 2) });
  for (let i = 0; i < 12; i++) {
    const link = LINKS[below(LINKS.length)] ?? 'hq-r1';
    const what = below(9);
    const known = room.alert(link) !== undefined;
    if (what < 2) room.cut(link);
    else if (what < 4) room.mend(link);
    else if (what === 4) room.sim.uplinkCut = !room.sim.uplinkCut;
    else if (what === 5 && known) room.act(link, { kind: 'shelve', until: room.sim.now().at + 60_000 });
    else if (what === 6 && known) room.act(link, { kind: 'acknowledge' });
    else if (what === 7) room.maintain(below(2) === 1 ? [link] : []);
    else if (what === 8) room.restart();
    room.run((1 + below(40)) * 1_000);
  }
  room.sim.uplinkCut = false;
  room.mend(...LINKS);
  room.maintain([]);
  room.run(1_500_000);
  return room;
}

describe('a random evening', () => {
  it('leaves nothing active, and tells every beginning once and its end once', () => {
    for (let seed = 1; seed <= 100; seed++) {
      const room = live(seed);
      const active = room.sim.alerts().filter(({ status }) => status === 'active');
      expect(active, `seed ${seed}`).toEqual([]);
      const told = new Map<number, string[]>();
      for (const { alert, kind } of room.messages)
        if (alert !== undefined && (kind === 'raised' || kind === 'cleared'))
          told.set(alert, [...(told.get(alert) ?? []), kind]);
      for (const [alert, kinds] of told)
        expect(kinds.join(' '), `seed ${seed}, alert ${alert}`).toMatch(/^raised cleared( raised cleared)*$/);
    }
  });
});

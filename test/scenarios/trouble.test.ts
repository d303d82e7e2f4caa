// What comes in between: blindness, rain, planned work, operators, restarts, a clock that is set. In the end nobody has been
// told anything twice, and nobody has missed what is true.

import { describe, expect, it } from 'vitest';
import { linkId } from '../../src/domain/ids.ts';
import { seededRandom } from '../../src/runtime/random.ts';
import { Room } from './room.ts';

describe('blindness in the middle of an outage', () => {
  it('repeats nothing, ends nothing, and hides nothing that is new', () => {
    const room = new Room();
    room.cut('r1-v1');
    room.run(30_000);
    expect(room.heard()).toEqual(['raised: [Mayor] Putus: r1-v1']);
    room.sim.uplinkCut = true;
    room.run(60_000);
    expect(room.audible()).toEqual(['monitor.blind monitor']);
    expect(room.heard()).toEqual([expect.stringMatching(/^raised: \[Kritis\]/)]);
    expect(room.explained('r1-v1')).toMatch(/ditahan: monitor buta sejak/);
    room.sim.uplinkCut = false;
    room.cut('r2-v2');
    room.run(60_000);
    expect(room.audible()).toEqual(['link.down r1-v1', 'link.down r2-v2']);
    const heard = room.heard();
    expect(heard).toHaveLength(2);
    expect(heard[0]).toMatch(/^cleared: \[Pulih\]/);
    expect(heard[1]).toBe('raised: [Mayor] Putus: r2-v2');
    expect(room.states('r1-v1').slice(-3)).toEqual(['down', 'unknown', 'down']);
    expect(room.states('r2-v1').slice(-3)).toEqual(['up', 'unknown', 'up']);
    room.mend('r1-v1', 'r2-v2');
    room.run(30_000);
    expect(room.heard().map((line) => line.split(',')[0])).toEqual([
      'cleared: [Pulih] Putus: r1-v1',
      'cleared: [Pulih] Putus: r2-v2',
    ]);
  });
});

describe('a radio link that flaps through the rain', () => {
  it('is one message while it flaps, and what is true afterwards', () => {
    const room = new Room({ settings: { settings: { flapWindowMs: 600_000 } } });
    for (let i = 0; i < 8; i++) {
      room.cut('r1-v1');
      room.run(20_000);
      room.mend('r1-v1');
      room.run(20_000);
    }
    expect(room.audible()).toEqual(['link.flapping r1-v1']);
    const heard = room.heard();
    expect(heard.filter((line) => line.startsWith('raised: ') && line.includes('idak stabil'))).toHaveLength(
      1,
    );
    // Before it was known to flap, each outage was told and ended; afterwards none.
    expect(heard.filter((line) => line.startsWith('raised: [Mayor] Putus')).length).toBeLessThanOrEqual(3);
    room.cut('r1-v1');
    room.run(20_000);
    expect(room.heard()).toEqual([]);
    expect(room.explained('r1-v1')).toMatch(/Alarm link\.down #\d+ ditahan: jalur tidak stabil sejak/);
    room.run(1_200_000);
    expect(room.audible()).toEqual(['link.down r1-v1']);
    const after = room.heard();
    expect(after.map((line) => line.replace(/, selama.*/, ''))).toEqual([
      'raised: [Mayor] Putus: r1-v1 (kali ke-9)',
      'cleared: [Pulih] Tidak stabil (putus-sambung): r1-v1',
    ]);
    expect(room.states('r1-v1').at(-1)).toBe('down');
  });
});

describe('planned work', () => {
  it('that overruns is told when its time is over, with whose it was', () => {
    const room = new Room();
    room.maintain(['r1-v1'], 120_000);
    room.cut('r1-v1');
    room.run(110_000);
    expect(room.heard()).toEqual([]);
    expect(room.explained('r1-v1')).toContain('ditahan: pemeliharaan “Ganti FO”, diumumkan ICON+');
    room.maintain([]);
    room.run(20_000);
    expect(room.audible()).toEqual(['link.down r1-v1']);
    expect(room.messages).toHaveLength(1);
    expect(room.messages[0]?.body).toContain('Ganti FO');
    expect(room.states('r1-v1').at(-1)).toBe('down');
  });

  it('hides nothing that began before it, and tells nothing of what it ended itself', () => {
    const room = new Room();
    room.cut('r1-v1');
    room.run(30_000);
    room.maintain(['r1-v1', 'r1-v2']);
    room.cut('r1-v2');
    room.run(30_000);
    expect(room.audible()).toEqual(['link.down r1-v1']);
    room.mend('r1-v1', 'r1-v2');
    room.run(30_000);
    room.maintain([]);
    room.run(30_000);
    expect(room.heard().map((line) => line.split(',')[0])).toEqual([
      'raised: [Mayor] Putus: r1-v1',
      'cleared: [Pulih] Putus: r1-v1',
    ]);
    expect(room.states('r1-v2')).toContain('down');
  });
});

describe('an operator', () => {
  const escalating = {
    steps: [
      { afterMs: 0, channels: ['sms'] },
      { afterMs: 300_000, channels: ['siren'] },
    ],
  };

  it('who acknowledges stops the escalation, over a restart too, and the end is told once', () => {
    const room = new Room({ routes: [escalating] });
    room.cut('r1-v1');
    room.run(60_000);
    expect(room.heard()).toHaveLength(1);
    expect(room.act('r1-v1', { kind: 'acknowledge' })).toMatchObject({ kind: 'done' });
    expect(room.act('r1-v1', { kind: 'acknowledge' }, 'Budi')).toMatchObject({
      kind: 'refused',
      refusal: { code: 'already-acknowledged', by: 'Sari' },
    });
    room.restart();
    room.run(600_000);
    expect(room.heard()).toEqual([]);
    expect(room.alert('r1-v1')).toMatchObject({ acknowledged: { by: 'Sari' }, occurrences: 1 });
    room.mend('r1-v1');
    room.run(60_000);
    expect(room.heard()).toEqual([expect.stringContaining('cleared: [Pulih] Putus: r1-v1')]);
    expect(room.sim.alerts()).toEqual([]);
    expect(room.states('r1-v1')).toEqual(['unknown', 'up', 'down', 'unknown', 'down', 'up']);
  });

  it('whom nobody answers for is followed by the siren, also when jalur was killed meanwhile', () => {
    const room = new Room({ routes: [escalating] });
    room.cut('r1-v1');
    room.run(60_000);
    room.restart();
    room.run(400_000);
    expect(room.heard().map((line) => line.split(':')[0])).toEqual(['raised', 'escalated']);
  });

  it('who shelves an alert hears of it again when the shelf ends and it is still true', () => {
    const room = new Room({ routes: [{ remindMs: 600_000 }] });
    room.cut('r1-v1');
    room.run(30_000);
    room.act('r1-v1', { kind: 'shelve', until: room.sim.now().at + 3_600_000 });
    room.run(3_500_000);
    expect(room.heard()).toHaveLength(1);
    expect(room.explained('r1-v1')).toContain('ditahan: Sari mengesampingkannya');
    room.run(800_000);
    expect(room.audible()).toEqual(['link.down r1-v1']);
    expect(room.heard().map((line) => line.split(':')[0])).toEqual(['reminder']);
  });

  it('finds, of what began on the shelf of planned work, exactly what is still true at its end', () => {
    const room = new Room();
    room.maintain(['r1-v1', 'r1-v2']);
    room.cut('r1-v1', 'r1-v2');
    room.run(60_000);
    room.mend('r1-v2');
    room.run(60_000);
    room.maintain([]);
    room.run(30_000);
    expect(room.audible()).toEqual(['link.down r1-v1']);
    expect(room.messages.map(({ kind }) => kind)).toEqual(['raised']);
  });
});

describe('a restart', () => {
  it('repeats no alert, loses none, and tells what is new once', () => {
    const room = new Room();
    room.cut('hq-r1');
    room.run(60_000);
    expect(room.heard()).toHaveLength(1);
    room.restart();
    room.cut('r2-v1');
    room.run(120_000);
    expect(room.audible()).toEqual(['link.down hq-r1', 'link.down r2-v1']);
    expect(room.heard()).toEqual(['raised: [Mayor] Putus: r2-v1']);
    room.mend('hq-r1', 'r2-v1');
    room.run(60_000);
    expect(room.heard()).toHaveLength(2);
  });

  it('in the wait before a message tells it once, and not at all of what is over by then', () => {
    const room = new Room();
    room.cut('r1-v1', 'r2-v1');
    for (let i = 0; i < 200 && room.audible().length < 2; i++) room.run(100);
    expect(room.heard()).toEqual([]);
    room.mend('r2-v1');
    room.restart();
    room.run(120_000);
    expect(room.heard()).toEqual(['raised: [Mayor] Putus: r1-v1']);
  });
});

describe('a clock that is set', () => {
  it.each([3_600_000, -3_600_000])(
    'by %i ms in an outage invents none, ends none and hurries no escalation',
    (ms) => {
      const steps = [
        { afterMs: 0, channels: ['sms'] },
        { afterMs: 1_800_000, channels: ['siren'] },
      ];
      const room = new Room({ routes: [{ steps }] });
      room.cut('r1-v1');
      room.run(60_000);
      expect(room.heard()).toHaveLength(1);
      if (ms > 0) {
        const fromAt = room.sim.now().at;
        room.sim.offsetMs += ms;
        room.sim.give({ kind: 'clock-forward', fromAt, toAt: fromAt + ms });
      }
      room.run(600_000);
      expect(room.heard()).toEqual([]);
      expect(room.audible()).toEqual(['link.down r1-v1']);
      room.run(1_300_000);
      expect(room.heard().map((line) => line.split(':')[0])).toEqual(['escalated']);
      room.mend('r1-v1');
      room.run(30_000);
      expect(room.heard().map((line) => line.split(':')[0])).toEqual(['cleared', 'cleared']);
      expect(room.states('r1-v1').at(-1)).toBe('up');
    },
  );
});

describe('loss on every link', () => {
  it('that is heavy tells of quality, and of no cut', () => {
    const room = new Room({ random: seededRandom(7) });
    for (const id of room.sim.state.links.keys()) room.sim.loss.set(linkId(id), 0.3);
    room.run(1_800_000);
    expect(room.heard().filter((line) => line.includes('Putus'))).toEqual([]);
    expect(room.audible().every((line) => !line.startsWith('link.down'))).toBe(true);
  });
});

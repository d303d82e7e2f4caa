// Cuts, as an operations room lives through them: what is alerted, told, kept and explained.

import { describe, expect, it } from 'vitest';
import { province } from '../support/network.ts';
import { Room, villagesOf } from './room.ts';

describe('a regency with 100 villages is cut off', () => {
  const room = new Room({ links: province(1, 100) });
  const villages = villagesOf(1, 100);

  it('and one message tells of it, with what it took along', () => {
    room.cut('hq-r1');
    room.run(60_000);
    expect(room.audible()).toEqual(['link.down hq-r1']);
    expect(room.heard()).toEqual(['raised: [Mayor] Putus: hq-r1. 100 desa ikut terputus']);
    expect(room.alert('hq-r1')?.data).toMatchObject({ unreachable: 100, villages: 100 });
  });

  it('and every village says why it is silent', () => {
    expect(room.explained('r1-v7')).toContain('di belakang r1 yang tidak punya jalur hidup: hq-r1 putus');
    expect(room.explained('r1-v7')).toMatch(/Alarm link\.unreachable #\d+ ditahan: penyebabnya hq-r1/);
    const incident = room.alert('hq-r1')?.number;
    expect(villages.map((village) => room.alert(village)?.incident)).toEqual(villages.map(() => incident));
  });

  it('and the villages recover one by one: only the end of the cause is told', () => {
    room.mend('hq-r1');
    room.run(60_000);
    expect(room.audible()).toEqual([]);
    expect(room.heard()).toEqual([expect.stringMatching(/^cleared: \[Pulih\] Putus: hq-r1, selama 1 mnt/)]);
    for (const village of villages)
      expect(room.states(village)).toEqual(expect.arrayContaining(['up', 'unreachable']));
    expect(room.states('r1-v7').at(-1)).toBe('up');
    expect(room.explained('r1-v7')).toContain('Tidak ada alarm tentang jalur ini');
  });
});

describe('a regency comes back while some of its villages stay dead', () => {
  it('and exactly those alert, each once, from when they were seen to be dead themselves', () => {
    const room = new Room();
    room.cut('hq-r1');
    room.run(30_000);
    room.cut('r1-v2');
    room.mend('hq-r1');
    room.run(60_000);
    expect(room.audible()).toEqual(['link.down r1-v2']);
    expect(room.heard()).toEqual([
      'raised: [Mayor] Putus: hq-r1. 3 desa ikut terputus',
      expect.stringContaining('cleared: [Pulih] Putus: hq-r1'),
      'raised: [Mayor] Putus: r1-v2',
    ]);
    expect(room.states('r1-v2').slice(-2)).toEqual(['unreachable', 'down']);
    expect(room.explained('r1-v2')).toContain('Sementara itu yang terbukti bekerja: r1');
    room.mend('r1-v2');
    room.run(30_000);
    expect(room.heard()).toEqual([expect.stringContaining('cleared: [Pulih] Putus: r1-v2')]);
  });
});

describe('a primary fails while the backup holds', () => {
  it('and that is told as what it is; nobody behind it is taken along', () => {
    const links = [...province(1, 2), { id: 'hq-r1-b', from: 'hq', to: 'r1', role: 'backup' as const }];
    const room = new Room({ links });
    room.cut('hq-r1');
    room.run(30_000);
    expect(room.audible()).toEqual(['link.down hq-r1']);
    const [message, ...others] = room.messages;
    expect(others).toEqual([]);
    expect(message?.body).toContain('cadangan');
    expect(room.alert('hq-r1')?.data).toMatchObject({ unreachable: 0, siteReachable: true });
    expect(room.states('r1-v1').at(-1)).toBe('up');
    room.cut('hq-r1-b');
    room.run(30_000);
    expect(room.audible()).toEqual(['link.down hq-r1', 'link.down hq-r1-b']);
    expect(room.states('r1-v1').at(-1)).toBe('unreachable');
    expect(room.explained('r1-v1')).toContain('ditahan');
  });
});

describe('two roots at once', () => {
  it('are two messages, each with what it took along itself', () => {
    const room = new Room();
    room.cut('hq-r1', 'hq-r2', 'r2-v1');
    room.run(40_000);
    expect(room.audible()).toEqual(['link.down hq-r1', 'link.down hq-r2']);
    expect(room.heard().sort()).toEqual([
      'raised: [Mayor] Putus: hq-r1. 3 desa ikut terputus',
      'raised: [Mayor] Putus: hq-r2. 3 desa ikut terputus',
    ]);
    expect(room.explained('r2-v1')).toContain('hq-r2');
    room.mend('hq-r1', 'hq-r2');
    room.run(40_000);
    expect(room.audible()).toEqual(['link.down r2-v1']);
    expect(room.heard().map((line) => line.split(',')[0])).toEqual(
      expect.arrayContaining([
        'cleared: [Pulih] Putus: hq-r1',
        'cleared: [Pulih] Putus: hq-r2',
        'raised: [Mayor] Putus: r2-v1',
      ]),
    );
  });
});

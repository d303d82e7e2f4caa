// `jalur explain` against a server with the daemon's own form of answer, and what it prints.

import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import type { Explanation } from '../../src/api/explanation.ts';
import { explanationLines } from '../../src/cli/explain-text.ts';
import { linkId, siteId } from '../../src/domain/ids.ts';
import type { RuleLook } from '../../src/domain/rule-look.ts';
import { type FakeApi, fakeAlert, fakeLink, NOW, startApi } from '../api/support/api.ts';
import { Jalur } from '../support/daemon.ts';

const HOT: RuleLook = {
  rule: 'rule.hot',
  name: { id: 'panas', en: 'hot' },
  severity: 'warning',
  figure: 'temperature',
  unit: '°C',
  finding: 'holds',
  value: 72,
  instance: 'cpu',
  limit: { side: 'above', raise: 70, clear: 65 },
  distance: 0,
  forMs: 120_000,
  stage: 'building',
  turningForMs: 40_000,
  looks: 'now',
};

function explanation(changes: Partial<Explanation['evidence']> = {}): Explanation {
  return {
    link: linkId('a'),
    state: 'down',
    sentences: ['Jalur a is down since 09.00.'],
    evidence: {
      link: fakeLink('a'),
      alerts: [{ ...fakeAlert(7), told: true, why: 'Alert link.down #7 is active.' }],
      echoes: [
        { at: NOW - 1_000, outcome: 'answered', rttMs: 4.26, burst: false },
        { at: NOW, outcome: 'lost', burst: true },
      ],
      ancestors: [
        {
          site: siteId('r1'),
          name: 'Majene',
          answeredAt: NOW,
          links: [
            {
              link: linkId('hq-r1'),
              name: 'Provinsi–Majene',
              atBegin: { state: 'up', since: NOW - 9_000 },
              now: { state: 'degraded', since: NOW - 1_000 },
            },
          ],
        },
      ],
      detection: { lostInRow: 1, lostToDecide: 5, failedPolls: 0, failedPollsToAlert: 3 },
      rules: [HOT],
      ...changes,
    },
  };
}

describe('explanationLines()', () => {
  const lines = explanationLines(explanation());

  it.each([
    ['the sentences first', /^Jalur a is down/],
    ['the echoes, the newest in full', /^last 2 echoes: \.x {2}\(the newest .*: lost\)$/],
    ['what decides', /^lost in a row: 1, it takes 5$/],
    ['the polls', /^polls failed in a row: 0, it takes 3$/],
    ['the ancestors, then and now', /^ {2}Majene .* Provinsi–Majene .*up since .* degraded since/],
    [
      'a rule that builds up',
      /^ {2}rule\.hot .*temperature of cpu +72 °C +above 70 °C +0 °C +building, 40 s of 120 s$/,
    ],
  ])('prints %s', (_, wanted) => {
    expect(lines.some((line) => wanted.test(line))).toBe(true);
  });

  it('prints no table without rows, and says how many rules are left out', () => {
    const bare = explanationLines(explanation({ echoes: [], ancestors: [], rules: [] }));
    expect(bare.join('\n')).not.toMatch(/rules about it|on the way/);
    expect(bare).toContain('no echo of late');
    const idle: RuleLook = { ...HOT, stage: 'idle', value: 20, finding: 'clear', looks: 'outside-hours' };
    const many = explanationLines(
      explanation({ rules: [...Array(20).fill(idle), { ...HOT, finding: 'no-data' }] }),
    );
    expect(many.filter((line) => line.startsWith('  rule.hot'))).toHaveLength(12);
    expect(many).toContain('  and 9 more (1 without data)');
    expect(many.join('\n')).toContain('idle, 40 s of 120 s (outside-hours)');
  });
});

describe('jalur explain', () => {
  let api: FakeApi;
  beforeAll(async () => {
    api = await startApi(
      { token: 'correct-horse-battery-staple' },
      {
        explain: (id, locale) => (id === 'a' ? { ...explanation(), sentences: [locale ?? 'id'] } : undefined),
      },
    );
  });
  afterAll(() => api.close());

  function explain(...args: string[]) {
    const url = `http://127.0.0.1:${api.server.port}`;
    return new Jalur(['explain', '--url', url, ...args], {
      JALUR_TOKEN: 'correct-horse-battery-staple',
    }).ended();
  }

  it('prints sentences and evidence, and ends with 1 for a link that does not work', async () => {
    const ended = await explain('a', '--locale', 'en');
    expect(ended).toMatchObject({ status: 1, stderr: '' });
    expect(ended.stdout).toMatch(/^en\n\nlast 2 echoes/);
  });

  it('prints the same as JSON', async () => {
    const ended = await explain('a', '--json');
    expect(JSON.parse(ended.stdout)).toMatchObject({
      state: 'down',
      evidence: { rules: [{ rule: 'rule.hot' }] },
    });
  });

  it.each([
    ['127.0.0.1:8080', 'found "127.0.0.1:8080", wanted an address such as http://127.0.0.1:8080'],
    ['localhost:8080', 'wanted an address such as'],
    ['http://ani:geheim@127.0.0.1:8080', 'holds a user or password, wanted the address alone'],
  ])('--url %s is a usage error, without a stack trace', async (url, text) => {
    const ended = await new Jalur(['explain', 'a', '--url', url]).ended();
    expect(ended.status).toBe(2);
    expect(ended.stderr).toContain(text);
    expect(ended.stderr).not.toMatch(/geheim| {4}at /);
  });

  it('never shows a token that cannot be one', async () => {
    const url = `http://127.0.0.1:${api.server.port}`;
    const ended = await new Jalur(['explain', 'a', '--url', url], { JALUR_TOKEN: 'geheim\n76' }).ended();
    expect(ended.status).toBe(2);
    expect(ended.stderr).toContain('JALUR_TOKEN holds');
    expect(ended.stderr).not.toContain('geheim');
  });

  it.each(['<html>', '{}'])('says that somebody else answers there: %s', async (answer) => {
    const stranger = createServer((_, response) => response.end(answer));
    stranger.listen(0, '127.0.0.1');
    await once(stranger, 'listening');
    onTestFinished(() => void stranger.close());
    const { port } = stranger.address() as AddressInfo;
    const ended = await new Jalur(['explain', 'a', '--url', `http://127.0.0.1:${port}`]).ended();
    expect(ended.status).toBe(1);
    expect(ended.stderr).toContain(`what answers at http://127.0.0.1:${port} is no jalur: "${answer}"`);
    expect(ended.stderr).not.toContain('    at ');
  });

  it('says that there is no such link', async () => {
    const ended = await explain('b');
    expect(ended.status).toBe(1);
    expect(ended.stderr).toContain('there is no link "b"');
  });
});

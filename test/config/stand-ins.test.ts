// Secrets that are not to be had: one mistake each, and none for a command that needs no secret.

import { expect, it } from 'vitest';
import { loadConfig } from '../../src/config/load.ts';
import { base, depsOf, lineOf } from './support.ts';

const TEXT = base({
  monitor: 'monitor: { site: pusat, anchors: [10.76.0.1, 10.76.0.2], token: !env API }',
  defaults: 'defaults: { snmp: { user: u, authKey: !env AUTH, privKey: !file priv.txt } }',
  alerts: `alerts:
  deadMan: { url: !env HC }
  notify:
    channels:
      - { id: piket, kind: telegram, token: !env TG, recipients: ["1"] }
      - { id: wa, kind: webhook, url: !env WA, secret: !env SIGN, headers: { Authorization: !env AUTHORIZATION } }
      - { id: surat, kind: email, host: h, user: u, password: !file smtp.txt, from: a@b.id, recipients: [a@b.id] }`,
});
const SECRETS = ['API', 'AUTH', 'priv.txt', 'HC', 'TG', 'WA', 'SIGN', 'AUTHORIZATION', 'smtp.txt'];

it('each that is not to be had is one mistake, and nothing else is said about it', () => {
  const loaded = loadConfig('a.yaml', depsOf({ 'a.yaml': TEXT }));
  const mistakes = loaded.ok ? [] : loaded.problems.map(lineOf);
  expect(mistakes).toHaveLength(SECRETS.length);
  for (const name of SECRETS) expect(mistakes.join('\n')).toMatch(new RegExp(`(?:variable |/)${name} ?`));
});

it('none is a mistake for who needs none, and what is to be had is read', () => {
  const deps = depsOf({ 'a.yaml': TEXT }, { API: 'sangat-rahasia-sekali' });
  const loaded = loadConfig('a.yaml', { ...deps, standIns: true });
  expect(loaded.ok ? [] : loaded.problems.map(lineOf)).toEqual([]);
  expect(loaded.ok && loaded.config.listen.token?.reveal()).toBe('sangat-rahasia-sekali');
});

it('other mistakes stay mistakes', () => {
  const deps = depsOf({ 'a.yaml': TEXT.replace('kind: telegram', 'kind: telegramm') });
  const loaded = loadConfig('a.yaml', { ...deps, standIns: true });
  expect(loaded.ok ? [] : loaded.problems.map(lineOf)).toHaveLength(1);
});

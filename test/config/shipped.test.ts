// The shipped files, as they stand on disk: they load, hold the province, and the demonstration tells its story.

import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Config } from '../../src/config/config.ts';
import { systemConfigDeps } from '../../src/config/deps.ts';
import { loadConfig } from '../../src/config/load.ts';
import { coveredLinks } from '../../src/domain/maintenance-plan.ts';
import { topologyOf } from '../../src/domain/topology.ts';
import { lineOf } from './support.ts';

const FOLDER = resolve(import.meta.dirname, '../../config');
const REGENCIES = ['pasangkayu', 'mamuju', 'mamasa', 'polewali-mandar', 'majene', 'mamuju-tengah'];

function shipped(name: string, env: Record<string, string>): Config {
  const loaded = loadConfig(`${FOLDER}/${name}`, { ...systemConfigDeps, env });
  if (!loaded.ok) throw new Error(loaded.problems.map(lineOf).join('\n'));
  return loaded.config;
}

const sulbar = shipped('sulbar.yaml', { SNMP_COMMUNITY: 'rahasia' });
const demo = shipped('demo.yaml', {});

describe.each([
  ['sulbar.yaml', sulbar],
  ['demo.yaml', demo],
])('%s', (_, config) => {
  const sites = [...config.network.sites.values()];
  const links = [...config.network.links.values()];

  it('loads without a warning', () => {
    expect(config.warnings).toEqual([]);
  });

  it('has the six regencies', () => {
    expect(sites.filter(({ kind }) => kind === 'regency').map(({ id }) => id)).toEqual(REGENCIES);
  });

  it('has the 32 villages of 2019, each in its regency and on the map', () => {
    const villages = sites.filter(({ kind, code }) => kind === 'village' && code !== undefined);
    expect(new Set(villages.map(({ code }) => code)).size).toBe(32);
    for (const { code, parent, position } of villages) {
      const regency = sites.find(({ id }) => id === parent);
      expect(code?.startsWith(`${regency?.code}.`)).toBe(true);
      expect(position).toHaveLength(2);
    }
  });

  it('follows its address plan', () => {
    for (const { device, from, to } of links) {
      const ends = [from, to].map((id) => REGENCIES.indexOf(id));
      const regency = sites.find(({ id }) => id === REGENCIES[Math.max(...ends)]);
      const number = Number(regency?.code?.split('.')[1]);
      const third = from === 'diskominfo' ? number : 100 + number;
      expect(device.address).toMatch(new RegExp(`^(10|127)\\.76\\.${third}\\.\\d+$`));
    }
  });

  it('gives every link an address of its own, and SNMP', () => {
    expect(new Set(links.map(({ device }) => device.address)).size).toBe(links.length);
    expect(links.filter(({ device }) => device.snmp === undefined)).toEqual([]);
  });
});

describe('sulbar.yaml', () => {
  it('needs SNMP_COMMUNITY and says where', () => {
    const loaded = loadConfig(`${FOLDER}/sulbar.yaml`, { ...systemConfigDeps, env: {} });
    expect(loaded.ok ? [] : loaded.problems.map(({ message }) => message)).toEqual([
      '!env wants the name of an environment variable that is set; the variable SNMP_COMMUNITY is not set',
    ]);
  });
});

describe('the alerts of sulbar.yaml', () => {
  it('tell nobody until somebody says whom', () => {
    expect(sulbar.notify.channels).toEqual([]);
    expect(sulbar.deadMan).toBeUndefined();
  });

  it('are an example that is right once its signs are taken away', () => {
    const text = readFileSync(`${FOLDER}/sulbar.yaml`, 'utf8');
    const [commented = ''] = /^# alerts:\n(?:#.*\n)+/m.exec(text) ?? [];
    const shown = text.replace(commented, commented.replace(/^# /gm, ''));
    const read = (path: string, mostBytes: number) =>
      path.endsWith('/sulbar.yaml')
        ? ({ ok: true, bytes: new TextEncoder().encode(shown) } as const)
        : systemConfigDeps.files.read(path, mostBytes);
    const files = { ...systemConfigDeps.files, read };
    const env = {
      SNMP_COMMUNITY: 'rahasia',
      TELEGRAM_TOKEN: `123456789:${'A'.repeat(35)}`,
      WA_AUTHORIZATION: 'Bearer rahasia',
      SMTP_PASSWORD: 'rahasia',
      HEALTHCHECK_URL: 'https://hc.example/ping',
    };
    const loaded = loadConfig(`${FOLDER}/sulbar.yaml`, { ...systemConfigDeps, files, env });
    expect(loaded.ok ? loaded.config.warnings.map(lineOf) : loaded.problems.map(lineOf)).toEqual([]);
    expect(loaded.ok && loaded.config.notify.channels.map(({ id }) => id)).toEqual(['piket', 'wa', 'surat']);
    expect(loaded.ok && loaded.config.maintenance).toHaveLength(1);
  });
});

describe('the demonstration', () => {
  const { lab, network } = demo;

  it('has planned work that its story does not touch', () => {
    const topology = topologyOf(network);
    const covered = demo.maintenance.flatMap(({ scope }) => [...coveredLinks(scope, network, topology)]);
    expect(covered).toHaveLength(2);
    for (const step of lab?.story ?? []) if ('link' in step) expect(covered).not.toContain(step.link);
  });

  it('shows something within the first half minute, and every kind of act within its story', () => {
    expect(lab?.story[0]?.atMs).toBeLessThanOrEqual(30_000);
    expect(new Set(lab?.story.map((step) => step.do))).toEqual(
      new Set(['power-cut', 'mend', 'degrade', 'cut', 'build', 'reboot', 'uplink-cut', 'uplink-mend']),
    );
  });

  it('mends all it breaks before it starts again', () => {
    const broken = new Set<string>();
    for (const step of lab?.story ?? []) {
      const subject = 'link' in step ? step.link : 'uplink';
      if (['cut', 'power-cut', 'degrade', 'uplink-cut'].includes(step.do)) broken.add(subject);
      if (['mend', 'uplink-mend'].includes(step.do)) broken.delete(subject);
    }
    expect([...broken]).toEqual([]);
  });

  it('builds only planned links that do not exist yet', () => {
    for (const id of lab?.absent ?? []) expect(network.links.get(id)?.stage).toBe('planned');
    for (const step of lab?.story ?? []) if (step.do === 'build') expect(lab?.absent).toContain(step.link);
  });
});

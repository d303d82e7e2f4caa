// What a link gets that says nothing itself: by its medium, its tags, its stage, and the province's defaults.

import { describe, expect, it } from 'vitest';
import { ECHO_DEFAULTS, QUALITY_DEFAULTS, QUALITY_FOR_MS } from '../../src/config/defaults.ts';
import { MEDIA } from '../../src/domain/link.ts';
import { base, configOf } from './support.ts';

function linkOf(words: string, defaults = '') {
  const links = `links:
  - { id: prov-majene, from: pusat, to: majene, device: { address: 10.76.5.1 }, ${words} }`;
  const env = { C: 'rahasia' };
  const config = configOf({ 'a.yaml': base({ links, defaults }) }, env);
  const [link] = config.network.links.values();
  if (!link) throw new Error('the link is missing');
  return link;
}

it('hands on the interface and the profile that a device is read with', () => {
  expect(linkOf('medium: fiber').device).not.toHaveProperty('profile');
  const device = '{ address: 10.76.5.1, interface: sfp1, profile: mikrotik-routeros }';
  const links = `links:\n  - { id: prov-majene, from: pusat, to: majene, medium: fiber, device: ${device} }`;
  const [link] = configOf({ 'a.yaml': base({ links }) }).network.links.values();
  expect(link?.device).toMatchObject({ interface: 'sfp1', profile: 'mikrotik-routeros' });
});

describe('a link without words of its own', () => {
  it.each(MEDIA)('over %s has the echoes and limits of its medium', (medium) => {
    const link = linkOf(`medium: ${medium}`);
    expect(link.echo).toEqual(ECHO_DEFAULTS[medium]);
    expect(link.quality).toEqual({ ...QUALITY_DEFAULTS[medium], forMs: QUALITY_FOR_MS });
    expect([link.name, link.role, link.stage, link.tags]).toEqual(['Majene', 'primary', 'active', []]);
    expect(link.device.snmp).toBeUndefined();
  });
});

describe('the period of the echoes', () => {
  const general = 'defaults: { icmp: { every: 500ms, timeout: 400ms } }';
  const planned = 'defaults: { planned: { icmp: { every: 10s } } }';
  const vsat = 'defaults: { media: { vsat: { icmp: { every: 2s } } } }';
  it.each([
    ['of the general default', 'medium: fiber', general, 500, 400],
    ['of vsat, whatever the general default', 'medium: vsat', general, 5_000, 3_000],
    ['of vsat as the province says', 'medium: vsat', vsat, 2_000, 3_000],
    ['of a metered link', 'medium: lte, tags: [metered]', '', 5_000, 1_000],
    [
      'of a metered link with its own word',
      'medium: lte, tags: [metered], icmp: { every: 2s }',
      '',
      2_000,
      1_000,
    ],
    ['of a planned link', 'medium: fiber, stage: planned', '', 60_000, 1_000],
    ['of a planned link as the province says', 'medium: fiber, stage: planned', planned, 10_000, 1_000],
    ['of a slow planned link', 'medium: fiber, stage: planned, icmp: { every: 5m }', '', 300_000, 1_000],
  ])('%s', (_, words, defaults, everyMs, timeoutMs) => {
    expect(linkOf(words, defaults).echo).toEqual({ everyMs, timeoutMs });
  });
});

describe('SNMP', () => {
  const general = 'defaults: { snmp: { community: !env C } }';
  it.each([
    ['active', 60_000],
    ['planned', 300_000],
  ])('of an %s link', (stage, everyMs) => {
    expect(linkOf(`medium: fiber, stage: ${stage}`, general).device.snmp).toEqual({
      everyMs,
      timeoutMs: 2_000,
      retries: 1,
      port: 161,
      access: { version: '2c', community: 'rahasia' },
    });
  });
});

describe('a threshold', () => {
  it.each([
    ['one value', 'loss: 10%', { raise: 10, clear: 8 }],
    ['raise alone', 'loss: { raise: 10% }', { raise: 10, clear: 8 }],
    ['clear alone', 'loss: { clear: 0.5% }', { raise: 2, clear: 0.5 }],
    ['both', 'loss: { raise: 10%, clear: 1% }', { raise: 10, clear: 1 }],
  ])('of %s', (_, words, wanted) => {
    expect(linkOf(`medium: fiber, quality: { ${words} }`).quality.lossPct).toEqual(wanted);
  });
});

// Mistakes and warnings that depend on what stands elsewhere: other stages, other files, other acts.

import { describe, expect, it } from 'vitest';
import { base, configOf, lineOf, mistakesOf } from './support.ts';

const LINK = '  - { id: prov-majene, from: pusat, to: majene, medium: fiber,';

function warningsOf(text: string): readonly string[] {
  return configOf(text).warnings.map(lineOf);
}

describe('the loader', () => {
  it.each(['retired', 'suspended'])('lets a new link take the address of a %s one', (stage) => {
    const links = `links:
  - { id: lama, from: pusat, to: majene, medium: radio, stage: ${stage}, device: { address: 10.76.5.1 } }
${LINK} device: { address: 10.76.5.1 } }`;
    expect(warningsOf(base({ links }))).toEqual([]);
  });

  it('warns when two links in service have one address', () => {
    const links = `links:
  - { id: lama, from: pusat, to: majene, medium: radio, device: { address: 10.76.5.1 } }
${LINK} device: { address: 10.76.5.1 } }`;
    expect(warningsOf(base({ links }))).toEqual([
      'a.yaml:9:83: the address 10.76.5.1 is that of another link too, at a.yaml:8',
    ]);
  });

  it('takes SNMP defaults without credentials, with a warning', () => {
    expect(warningsOf(base({ defaults: 'defaults: { snmp: { every: 30s } }' }))).toEqual([
      'a.yaml:9:19: without a community or a user here, only links with their own are asked by SNMP',
    ]);
  });

  it('does not repeat a broken URL that may hold a password', () => {
    const store = 'store: { influx: { url: "htp://jalur:rahasia@10.0.0.1" } }';
    const [mistake, ...more] = mistakesOf(base({ store }));
    expect([mistake, more]).toEqual([
      'a.yaml:9:25: url: found a text that is not shown here, wanted an address such as http://127.0.0.1:8086',
      [],
    ]);
  });

  it('refuses loss, delay and jitter where nothing is degraded', () => {
    const lab = 'lab: { story: [{ at: 1s, do: cut, link: prov-majene, loss: 5% }] }';
    const links = `links:\n${LINK} device: { address: 127.76.5.1 } }`;
    expect(mistakesOf(base({ lab, links }))).toEqual(['a.yaml:9:60: cut takes no loss; degrade does']);
  });

  it('asks once, at the header, for a column that names the sites', () => {
    const mistakes = mistakesOf({
      'a.yaml': base({ include: 'include: [desa.csv]' }),
      'desa.csv': 'desa,media,alamat ip\nLombang,radio,10.76.105.2\nSambabo,radio,10.76.105.3\n',
    });
    expect(mistakes).toEqual([
      'desa.csv:1:1: the table has neither a column "id" nor "code", wanted one of them',
    ]);
  });

  it('fills a threshold in from its medium', () => {
    const defaults = 'defaults: { media: { fiber: { quality: { rtt: { raise: 20ms, clear: 18ms } } } } }';
    const links = `links:\n${LINK} quality: { rtt: { clear: 10ms } }, device: { address: 10.76.5.1 } }`;
    const [link] = configOf(base({ defaults, links })).network.links.values();
    expect(link?.quality.rttMs).toEqual({ raise: 20, clear: 10 });
  });
});

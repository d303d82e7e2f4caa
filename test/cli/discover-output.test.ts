// What a discovery writes is included as it is, whatever the devices call themselves and the sites are called.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { asCsv, asYaml } from '../../src/cli/discover-output.ts';
import { draftSites } from '../../src/probe/discover/draft-network.ts';
import { mistakesOf } from '../config/support.ts';
import { device } from '../probe/discover/fakes.ts';

/** Mistakes of a configuration whose monitor's site is `from`, with what is written for devices of these names. */
function mistakesWith(names: readonly string[], from: string): Record<string, readonly string[]> {
  const devices = names.map((name, index) => device(`10.76.105.${index + 1}`, name));
  const sites = draftSites(devices, [], new Set([from]));
  const including = (file: string, text: string): readonly string[] =>
    mistakesOf({
      'a.yaml': `version: 1
province: { name: Sulbar, code: "76", timezone: Asia/Makassar }
monitor: { site: "${from}", anchors: [10.76.0.1, 10.76.0.2] }
include: [${file}]
sites: [{ id: "${from}", name: Pusat, kind: province }]
`,
      [file]: Buffer.from(text),
    });
  return {
    yaml: including('found.yaml', asYaml({ sites, from })),
    csv: including('found.csv', asCsv({ sites, from })),
  };
}

describe('what a discovery writes', () => {
  it.each(['pusat', '76.05', '1e3', '0x1f', 'null', 'true'])('loads where it hangs below "%s"', (from) => {
    expect(mistakesWith(['rtr-majene'], from)).toEqual({ yaml: [], csv: [] });
  });

  it('loads with a name that is cut in the middle of a letter of two code units', () => {
    expect(mistakesWith([`${'a'.repeat(119)}😀`], 'pusat')).toEqual({ yaml: [], csv: [] });
  });

  it('loads whatever devices call themselves', () => {
    const name = fc.string({ unit: 'binary', maxLength: 200 });
    fc.assert(
      fc.property(fc.array(name, { maxLength: 5 }), (names) => {
        expect(mistakesWith(names, 'pusat')).toEqual({ yaml: [], csv: [] });
      }),
    );
  });
});

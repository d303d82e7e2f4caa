// Contracts in a configuration: terms with their defaults, and what cannot be meant, each with its place.

import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { linkId } from '../../src/domain/ids.ts';
import { DEFAULT_TERMS } from '../../src/domain/sla/terms.ts';
import { base, configOf, lineOf, mistakesOf } from './support.ts';

const LINK =
  'links:\n  - { id: prov-majene, from: pusat, to: majene, medium: fiber, device: { address: 10.76.5.1 }';

/** A province with one contract; what it says beside id and provider, and what its link says. */
function withContract(contract: string, link = ''): string {
  return base({
    providers: 'providers: [{ id: iconplus, name: ICON+ }]',
    contracts: `contracts:\n  - { id: metro, provider: iconplus${contract} }`,
    links: `${LINK}, contract: metro${link} }`,
  });
}

function contractOf(contract: string) {
  const { contracts, warnings } = configOf(withContract(contract));
  return { contract: contracts[0], warnings: warnings.map(lineOf) };
}

describe('a contract', () => {
  it('that says nothing is counted by the defaults', () => {
    const { contract, warnings } = contractOf('');
    expect(warnings).toEqual([]);
    expect(contract).toEqual({
      id: 'metro',
      name: 'metro',
      provider: 'iconplus',
      sla: DEFAULT_TERMS,
      minEventMs: 0,
    });
  });

  it('keeps the keys it always had', () => {
    const { contract } = contractOf(
      ', name: Metro, slaPct: 99.5, monthlyFee: 3500000, restitution: gap, minEvent: 5m',
    );
    expect(contract).toMatchObject({
      ...{ name: 'Metro', slaPct: 99.5, monthlyFeeIdr: 3_500_000, minEventMs: 300_000 },
      sla: {
        ...{ slaPct: 99.5, monthlyFeeIdr: 3_500_000, minEventMs: 300_000 },
        restitution: { model: 'gap', always: false, tiers: [] },
      },
    });
  });

  it('says every term, and who signs', () => {
    const { contract, warnings } = contractOf(
      `, number: 027/1/2026, date: 2026-01-02, packageName: Belanja internet,
      owner: { name: Nama PPK, nip: "19790101 200501 1 001", position: PPK }, signatory: { name: Direktur A },
      slaPct: 99, monthlyFee: 1000000, restitution: tier,
      tiers: [{ belowPct: 99, sharePct: 10 }, { belowPct: 95, sharePct: 50 }],
      periodDay: 16, denominator: calendar, unknownTime: excluded, degradedTime: down, unreachableTime: down,
      maintenanceTime: excluded, maintenanceNotice: 2d, stopClocks: agreed, eventStart: earlier, restoreWithin: 6h, decimals: 3`,
    );
    expect(warnings).toEqual([]);
    expect(contract).toMatchObject({
      number: '027/1/2026',
      date: '2026-01-02',
      packageName: 'Belanja internet',
      owner: { name: 'Nama PPK', nip: '19790101 200501 1 001', position: 'PPK' },
      signatory: { name: 'Direktur A' },
    });
    expect(contract?.sla).toEqual({
      slaPct: 99,
      monthlyFeeIdr: 1_000_000,
      minEventMs: 0,
      periodDay: 16,
      eventStart: 'earlier',
      stopClocks: 'agreed',
      denominator: 'calendar',
      unknownTime: 'excluded',
      degradedTime: 'down',
      unreachableTime: 'down',
      maintenanceTime: 'excluded',
      maintenanceNoticeMs: 2 * 86_400_000,
      restoreWithinMs: 6 * 3_600_000,
      restitution: {
        model: 'tier',
        always: false,
        tiers: [
          { belowPct: 95, sharePct: 50 },
          { belowPct: 99, sharePct: 10 },
        ],
      },
      decimals: 3,
    });
  });

  it('may still say prorata, and is told the new name', () => {
    const { contract, warnings } = contractOf(', slaPct: 99, monthlyFee: 1000, restitution: prorata');
    expect(contract?.sla.restitution.model).toBe('prorata_all');
    expect(warnings).toEqual([
      expect.stringMatching(/^a\.yaml:\d+:\d+: restitution: "prorata" is called prorata_all now/),
    ]);
  });
});

describe('what cannot be meant', () => {
  it.each<[contract: string, at: string, what: string]>([
    [
      ', slaPct: 99, restitution: tier',
      'tier }',
      'tier without steps, wanted tiers: [{ belowPct: 99.9, sharePct: 20 }]',
    ],
    [
      ', restitution: gap, tiers: [{ belowPct: 9, sharePct: 1 }]',
      '[{ belowPct',
      'the restitution is "gap", wanted "tier"',
    ],
    [', restitution: gap, always: true', 'true }', 'the restitution is "gap", wanted "prorata_all"'],
    [', restitution: gab', 'gab }', '"gab"'],
    [', restitution: tier, tiers: []', '[] }', 'at least one step'],
    [', periodDay: 29', '29 }', 'a whole number from 1 to 28'],
    [', decimals: 4', '4 }', '4'],
    [', unknownTime: up', 'up }', 'as-up'],
    [', maintenanceNotice: 2 weeks', '2 weeks', 'a duration from 0ms to 90d'],
    [', date: 02-01-2026', '02-01-2026', 'a day of the calendar as YYYY-MM-DD'],
    [
      ', restitution: tier, tiers: [{ belowPct: 99, sharePct: 10 }, { belowPct: 99, sharePct: 20 }]',
      '99, sharePct: 20',
      'stands in step 1 already',
    ],
    [
      ', restitution: tier, tiers: [{ belowPct: 99, sharePct: 10 }, { belowPct: 95, sharePct: 5 }]',
      '5 }]',
      'less is given back than of a higher one',
    ],
  ])('%s', (contract, at, what) => {
    const text = withContract(contract);
    const found = mistakesOf(text);
    expect(found).toHaveLength(1);
    expect(found[0]).toContain(what);
    const line = text.split('\n').findIndex((each) => each.includes('id: metro'));
    const column = text.split('\n')[line]?.lastIndexOf(at) ?? -1;
    expect(found[0]).toMatch(new RegExp(`^a\\.yaml:${line + 1}:${column + 1}: `));
  });

  it.each<[contract: string, what: string]>([
    [', monthlyFee: 1000, restitution: gap', 'without slaPct no promise can be missed'],
    [', slaPct: 99, restitution: gap', 'without monthlyFee there is no amount'],
    [
      ', slaPct: 99, monthlyFee: 1000, restitution: tier, tiers: [{ belowPct: 99.9, sharePct: 5 }]',
      '99.9 is above the promise of 99',
    ],
  ])('is warned of: %s', (contract, what) => {
    expect(contractOf(contract).warnings).toEqual([expect.stringContaining(what)]);
  });

  it('is not warned of where everything is given back always', () => {
    expect(contractOf(', monthlyFee: 1000, restitution: prorata_all, always: true').warnings).toEqual([]);
  });
});

describe('the service of a link', () => {
  it('stands with the link, and so do the ids of contract and provider', () => {
    const { network } = configOf(
      withContract('', ', sid: "SID 4711", activated: 2020-03-01, terminated: 2026-10-15'),
    );
    expect(network.links.get(linkId('prov-majene'))).toMatchObject({
      ...{ contract: 'metro', contractId: 'metro', provider: 'ICON+', providerId: 'iconplus' },
      ...{ sid: 'SID 4711', activated: '2020-03-01', terminated: '2026-10-15' },
    });
  });

  it('does not end before it begins', () => {
    const found = mistakesOf(withContract('', ', activated: 2020-03-01, terminated: 2020-02-29'));
    expect(found).toEqual([
      expect.stringContaining('the last day of service, 2020-02-29, is before the first, 2020-03-01'),
    ]);
  });

  it('of a link that is planned is warned of', () => {
    const { warnings } = configOf(withContract('', ', stage: planned, activated: 2020-03-01'));
    expect(warnings.map(lineOf)).toEqual([expect.stringContaining('still planned; is it active?')]);
  });

  it('is read from a table as offices keep it', () => {
    const table =
      'id,desa,induk,media,ip,SID,Tanggal BAST,Tanggal Berakhir\na,A,majene,radio,10.1.1.1,00812,1/3/2020,31-12-2026\n';
    const { network, warnings } = configOf({
      'a.yaml': base({ x: 'include: [desa.csv]' }),
      'desa.csv': table,
    });
    expect(warnings).toEqual([]);
    expect(network.links.get(linkId('a'))).toMatchObject({
      ...{ sid: '00812', activated: '2020-03-01', terminated: '2026-12-31' },
    });
  });
});

describe('docs/availability.md', () => {
  it('shows a contract that the loader takes without a warning', () => {
    const text = readFileSync(resolve(import.meta.dirname, '../../docs/availability.md'), 'utf8');
    const [, example = ''] = /```yaml\n([\s\S]*?)```/.exec(text) ?? [];
    const { contracts, warnings } = configOf(
      base({ providers: 'providers: [{ id: iconplus, name: ICON+ }]', contracts: example }),
    );
    expect(warnings.map(lineOf)).toEqual([]);
    expect(contracts[0]?.sla).toMatchObject({
      slaPct: 98,
      stopClocks: 'agreed',
      restoreWithinMs: 86_400_000,
    });
  });
});

// Every choice of a contract is printed, in both languages, and another choice is another sentence.

import { describe, expect, it } from 'vitest';
import { RESTITUTION_MODELS } from '../../../src/domain/sla/terms.ts';
import { sayIn } from '../../../src/report/method/format.ts';
import type { ContractData } from '../../../src/report/sla/data.ts';
import { termsText } from '../../../src/report/sla/terms-text.ts';

const CONTRACT: ContractData = {
  ...{ id: 'a', name: 'A', provider: 'P', number: null, date: null, packageName: null, owner: null },
  ...{ signatory: null, slaPct: 99.5, monthlyFeeIdr: 3_500_000, minEventMs: 0, periodDay: 1 },
  ...{ eventStart: 'monitoring', stopClocks: 'entered', denominator: 'service', unknownTime: 'as-up' },
  ...{ degradedTime: 'available', unreachableTime: 'own-contract', maintenanceTime: 'stop-clock' },
  ...{ maintenanceNoticeMs: 0, restoreWithinMs: null, decimals: 2 },
  restitution: { model: 'gap', always: false, tiers: [] },
};

const CHOICES: readonly Partial<ContractData>[] = [
  { slaPct: null },
  { monthlyFeeIdr: null },
  { minEventMs: 300_000 },
  { periodDay: 16 },
  { eventStart: 'ticket' },
  { eventStart: 'earlier' },
  { stopClocks: 'agreed' },
  { denominator: 'calendar' },
  { unknownTime: 'excluded' },
  { unknownTime: 'as-down' },
  { degradedTime: 'down' },
  { unreachableTime: 'down' },
  { unreachableTime: 'excluded' },
  { maintenanceTime: 'down' },
  { maintenanceTime: 'excluded' },
  { maintenanceNoticeMs: 259_200_000 },
  { restoreWithinMs: 14_400_000 },
  { decimals: 3 },
  { restitution: { model: 'prorata_all', always: true, tiers: [] } },
  { restitution: { model: 'tier', always: false, tiers: [{ belowPct: 99.9, sharePct: 20 }] } },
  ...RESTITUTION_MODELS.filter((model) => model !== 'gap').map((model) => ({
    restitution: { model, always: false, tiers: [] },
  })),
];

describe.each(['id', 'en'] as const)('terms in %s', (locale) => {
  const text = (contract: ContractData) =>
    termsText(locale, contract, sayIn(locale, 'Asia/Makassar')).join('\n');

  it.each(CHOICES)('%o is another text', (choice) => {
    const changed = text({ ...CONTRACT, ...choice });
    expect(changed).not.toBe(text(CONTRACT));
    expect(changed).not.toMatch(/undefined|null|NaN/);
  });
});

describe('terms in words', () => {
  const say = sayIn('id', 'Asia/Makassar');

  it('name figures as people write them', () => {
    const text = termsText('id', { ...CONTRACT, restoreWithinMs: 14_400_000 }, say).join('\n');
    expect(text).toContain('target ketersediaan (S) 99,5 % per bulan');
    expect(text).toContain('F = Rp3.500.000 per jalur per bulan sebelum PPN');
    expect(text).toContain('perbaikan dijanjikan dalam 4 j 00 mnt 00 d');
  });

  it('print the steps of a table', () => {
    const restitution = { model: 'tier', always: false, tiers: [{ belowPct: 99.9, sharePct: 20 }] } as const;
    expect(termsText('en', { ...CONTRACT, restitution }, sayIn('en', 'Asia/Makassar')).join('\n')).toContain(
      '(< 99.9 % → 20 %)',
    );
  });
});

// docs/rollout.md: its configuration and its table load as they stand there, and mean what it says.

import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { expect, it } from 'vitest';
import { targetOf } from '../../src/domain/rollout-target.ts';
import { villagesOf } from '../../src/domain/rollout-village.ts';
import { base, configOf } from './support.ts';

const DOC = readFileSync(resolve(import.meta.dirname, '../../docs/rollout.md'), 'utf8');

function block(language: string): string {
  const [, text = ''] = new RegExp(`\`\`\`${language}\n([\\s\\S]*?)\`\`\``).exec(DOC) ?? [];
  return text;
}

it('its example loads without a warning', () => {
  const { network, rollout, warnings } = configOf({
    'a.yaml': base({
      sites: `sites:
  - { id: pusat, name: Pusat, kind: province, code: "76" }
  - { id: mamasa, name: Mamasa, kind: regency, code: "76.03", parent: pusat }
  - { id: polewali-mandar, name: Polman, kind: regency, code: "76.04", parent: pusat }
  - { id: majene, name: Majene, kind: regency, code: "76.05", parent: pusat }`,
      rollout: block('yaml'),
      include: 'include: [desa.csv]',
    }),
    'desa.csv': block('csv'),
  });
  expect(warnings).toEqual([]);
  expect(villagesOf(network, '2026-11-24').map(({ name, declared, year }) => [name, declared, year])).toEqual(
    [
      ['Lombang', 'active', 2026],
      ['Sambabo', 'building', 2026],
      ['Napo', 'planned', 2027],
    ],
  );
  expect([2026, 2027].map((year) => targetOf(rollout.targets, { year }))).toEqual([20, 30]);
  expect(targetOf(rollout.targets, { year: 2027, regency: 'majene' })).toBeUndefined();
});

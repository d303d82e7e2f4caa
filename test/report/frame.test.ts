// What stands around every report: places to sign in, and names of files.

import { describe, expect, it } from 'vitest';
import { fileNameOf, signatures } from '../../src/report/frame.ts';
import { base, configOf } from '../config/support.ts';

const { reports } = configOf(base());

describe('places to sign in', () => {
  it.each<[string, string | null | undefined, readonly string[]]>([
    ['the office and the provider that is named', 'ICON+', ['Dinas', 'ICON+']],
    ['the office and whatever provider', undefined, ['Dinas', 'Penyedia']],
    ['the office alone', null, ['Dinas']],
  ])('are for %s, where nobody is configured', (_, provider, offices) => {
    const block = signatures('id', reports, provider);
    expect(block).toMatchObject({ kind: 'signatures', parties: offices.map((office) => ({ office })) });
  });

  it('are for those of the configuration, with their names', () => {
    const signatories = [{ role: 'Kabid', office: 'Dinas Kominfo', name: 'Ani', number: 'NIP 1979' }];
    const block = signatures('en', { ...reports, place: 'Mamuju', signatories }, 'ICON+');
    expect(block).toEqual({ kind: 'signatures', place: 'Mamuju', parties: signatories });
  });
});

it.each([
  [['incident', 7, 'prov-majene'], 'incident-7-prov-majene'],
  [['Acceptance', 5, 'v.desa_1'], 'acceptance-5-v-desa-1'],
  [['../..', 'a b'], 'a-b'],
])('a file about %j is named %s', (parts, name) => {
  expect(fileNameOf(...parts)).toBe(name);
});

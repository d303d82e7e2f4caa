// Whether what lies open on a screen may stay there when somebody has logged in again.

import { describe, expect, it } from 'vitest';
import type { Principal } from '../../../src/domain/access.ts';
import { siteId } from '../../../src/domain/ids.ts';
import { isSomebodyElse } from '../../../src/web/state/me.ts';

const sari: Principal = {
  kind: 'user',
  name: 'sari',
  displayName: 'Sari',
  role: 'operator',
  scope: { kind: 'province' },
};
const open: Principal = { ...sari, kind: 'open', name: 'open', displayName: '' };
const shared: Principal = { ...sari, kind: 'shared', name: 'shared', displayName: '' };

describe('somebody else', () => {
  it.each<[string, Principal, Principal, boolean]>([
    ['the same one again', sari, sari, false],
    ['the same one with another role', sari, { ...sari, role: 'viewer' }, false],
    ['another one', sari, { ...sari, name: 'budi' }, true],
    ['the shared token after a person', sari, shared, true],
    ['a person where nobody had to log in before', open, sari, false],
    ['a person after the shared token', shared, sari, false],
    ['one who sees a part', open, { ...sari, scope: { kind: 'regency', regency: siteId('majene') } }, true],
  ])('%s', (_, before, now, expected) => {
    expect(isSomebodyElse(before, now)).toBe(expected);
  });
});

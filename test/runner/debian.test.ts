// Which Debian packages are missing, from what dpkg says.

import { describe, expect, it } from 'vitest';
import { isDebian, missingPackages } from './debian.ts';

describe('missingPackages()', () => {
  it('takes only installed packages as there', () => {
    const stanzas = [
      'Package: snmp\nStatus: install ok installed\nPriority: optional\n',
      'Package: snmpd\nStatus: deinstall ok config-files\nPriority: optional\n',
    ].join('\n');
    expect(missingPackages(['snmp', 'snmpd', 'fping'], stanzas)).toEqual(['snmpd', 'fping']);
  });
});

describe('isDebian()', () => {
  it.each([
    ['Debian', 'NAME="Debian GNU/Linux"\nID=debian\n', true],
    ['Ubuntu', 'ID=ubuntu\nID_LIKE=debian\n', true],
    ['Mint', 'ID=linuxmint\nID_LIKE="ubuntu debian"\n', true],
    ['Fedora', 'ID=fedora\nHOME_URL="https://debian.example"\n', false],
  ])('%s', (_name, text, expected) => {
    expect(isDebian(text)).toBe(expected);
  });
});

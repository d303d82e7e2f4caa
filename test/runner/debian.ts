// Debian packages that some suites need. As root on Debian or Ubuntu the run fetches what is missing; a package that
// cannot be had is no failure: the suites that need it are skipped by name.

import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';

/** Packages by name; every one is optional. */
export const PACKAGES = [
  'influxdb',
  'influxdb-client',
  'snmpd',
  'snmp',
  'snmpsim',
  'fping',
  'prometheus-alertmanager',
  'openssl',
  'poppler-utils',
  'prometheus',
  'chromium',
  'nftables',
  'iproute2',
  'iputils-ping',
] as const;

/** dpkg and apt wait for each other's locks; a run must not. */
const APT_TIMEOUT_MS = 240_000;
/** Debian's way to say that a package being installed must not start its service (invoke-rc.d exit status 101). */
const POLICY = '/usr/sbin/policy-rc.d';

/** Whether /etc/os-release text is of Debian or of a system derived from it. */
export function isDebian(osRelease: string): boolean {
  return /^ID(_LIKE)?=.*\b(debian|ubuntu)\b/m.test(osRelease);
}

/** Packages of the list that the stanzas of `dpkg-query --status` do not show as installed. */
export function missingPackages(wanted: readonly string[], stanzas: string): string[] {
  const installed = new Set(
    [...stanzas.matchAll(/^Package: (\S+)\nStatus: \S+ \S+ installed$/gm)].map((match) => match[1]),
  );
  return wanted.filter((name) => !installed.has(name));
}

/** Installs what is missing if it can, else says how to. Never throws and never fails the run. */
export function ensurePackages(): void {
  if (!existsSync('/etc/os-release') || !isDebian(readFileSync('/etc/os-release', 'utf8'))) return;
  const missing = stillMissing();
  if (missing.length === 0) return;
  if (process.getuid?.() !== 0) {
    console.log(`For the suites that are skipped below: sudo apt-get install ${missing.join(' ')}`);
    return;
  }
  console.log(`Installing Debian packages: ${missing.join(' ')}`);
  const ownPolicy = !existsSync(POLICY);
  try {
    if (ownPolicy) {
      writeFileSync(POLICY, '#!/bin/sh\nexit 101\n');
      chmodSync(POLICY, 0o755);
    }
    apt(['update']);
    if (!apt(['install', ...missing])) for (const name of stillMissing()) apt(['install', name]);
  } catch (error) {
    console.log(`Could not install: ${error instanceof Error ? error.message : String(error)}`);
  } finally {
    if (ownPolicy) rmSync(POLICY, { force: true });
  }
  const lacking = stillMissing();
  if (lacking.length > 0) console.log(`Not to be had here: ${lacking.join(' ')}`);
}

function stillMissing(): string[] {
  const query = spawnSync('dpkg-query', ['--status', ...PACKAGES], { encoding: 'utf8' });
  return missingPackages(PACKAGES, query.stdout ?? '');
}

function apt(args: readonly string[]): boolean {
  const [verb = '', ...names] = args;
  const options = ['-y', '-qq', '--no-install-recommends', '-o', 'DPkg::Lock::Timeout=60'];
  const result = spawnSync('apt-get', [verb, ...options, ...names], {
    stdio: ['ignore', 'ignore', 'inherit'],
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    timeout: APT_TIMEOUT_MS,
  });
  return result.status === 0;
}

// What is shipped beside the code: the unit is one systemd accepts, and versions named twice agree.

import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { z } from 'zod';

const ROOT = resolve(import.meta.dirname, '../..');
const HAS_SYSTEMD = spawnSync('systemd-analyze', ['--version']).status === 0;

function shipped(path: string): string {
  return readFileSync(join(ROOT, path), 'utf8');
}

describe.skipIf(!HAS_SYSTEMD)('the systemd unit (needs systemd-analyze)', () => {
  const folder = mkdtempSync(join(tmpdir(), 'jalur-unit-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it.each([
    ['without a capability', []],
    ['with the drop-in for a raw socket', ['raw']],
    ['with the drop-ins for a raw socket and for traps', ['raw', 'traps']],
  ])('is accepted %s', (_name, dropIns) => {
    const path = join(folder, 'jalur.service');
    // The Node of this machine stands elsewhere than the unit expects it.
    writeFileSync(path, shipped('deploy/jalur.service').replace('/usr/bin/node', process.execPath));
    mkdirSync(`${path}.d`, { recursive: true });
    for (const name of dropIns)
      writeFileSync(join(`${path}.d`, `${name}.conf`), shipped(`deploy/jalur-${name}.conf`));
    const verify = spawnSync('systemd-analyze', ['verify', '--man=no', path], { encoding: 'utf8' });
    expect(verify.stderr).not.toContain(folder);
    expect(verify.status).toBe(0);
  });
});

describe('what is shipped', () => {
  it('names one version of Node', () => {
    const manifest = z
      .object({ devDependencies: z.object({ node: z.string() }) })
      .parse(JSON.parse(shipped('package.json')));
    const images = [...shipped('Dockerfile').matchAll(/^FROM node:(\d+\.\d+\.\d+)-\S+/gm)].map(
      (match) => match[1],
    );
    expect(new Set(images)).toEqual(new Set([manifest.devDependencies.node]));
  });

  it('gives each drop-in one capability and the unit none', () => {
    expect(shipped('deploy/jalur.service')).toMatch(/^CapabilityBoundingSet=$/m);
    expect(shipped('deploy/jalur-raw.conf').match(/CAP_\w+/g)).toEqual(Array(3).fill('CAP_NET_RAW'));
    expect(shipped('deploy/jalur-traps.conf').match(/CAP_\w+/g)).toEqual(
      Array(3).fill('CAP_NET_BIND_SERVICE'),
    );
  });

  it.each(['README.md', 'CONTRIBUTING.md', 'docs/install.md', 'docs/traps.md'])(
    '%s links to files that exist',
    (path) => {
      const targets = [...shipped(path).matchAll(/\]\((?!https?:)([^)#]+)/g)].map((match) => match[1] ?? '');
      for (const target of targets) {
        expect(() => shipped(join(path, '..', target)), target).not.toThrow();
      }
    },
  );
});

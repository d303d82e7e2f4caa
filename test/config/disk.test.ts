// The disk itself: stamps change however a file is replaced, and what is no plain file is refused without waiting.

import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { diskFiles } from '../../src/config/disk.ts';

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'jalur-config-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function stampChanges(path: string, change: () => void): Promise<boolean> {
  const before = await diskFiles.stamp(path);
  change();
  return (await diskFiles.stamp(path)) !== before;
}

describe('a stamp', () => {
  it('is the same while nothing happens', async () => {
    const path = join(folder, 'still.yaml');
    writeFileSync(path, 'a');
    expect(await stampChanges(path, () => undefined)).toBe(false);
  });

  it('changes when a file of the same length is renamed over it, as editors do', async () => {
    const path = join(folder, 'renamed.yaml');
    writeFileSync(path, 'a');
    writeFileSync(`${path}.new`, 'b');
    expect(await stampChanges(path, () => renameSync(`${path}.new`, path))).toBe(true);
  });

  it('changes when the folder behind a symbolic link is swapped, as Kubernetes does', async () => {
    for (const version of ['one', 'two']) {
      mkdirSync(join(folder, version));
      writeFileSync(join(folder, version, 'a.yaml'), version);
    }
    symlinkSync('one', join(folder, 'data'));
    symlinkSync('two', join(folder, 'data.new'));
    const swap = () => renameSync(join(folder, 'data.new'), join(folder, 'data'));
    expect(await stampChanges(join(folder, 'data', 'a.yaml'), swap)).toBe(true);
  });

  it('is "absent" where there is no file', async () => {
    expect(await diskFiles.stamp(join(folder, 'nothing'))).toBe('absent');
  });
});

describe('reading', () => {
  it('refuses folders, pipes, what is missing and what is too large', () => {
    const pipe = join(folder, 'pipe');
    execFileSync('mkfifo', [pipe]);
    const large = join(folder, 'large');
    writeFileSync(large, 'x'.repeat(11));
    const details = [folder, pipe, join(folder, 'nothing'), large].map((path) => {
      const read = diskFiles.read(path, 10);
      return read.ok ? 'read' : read.detail;
    });
    expect(details).toEqual([
      'it is no file',
      'it is no file',
      'there is no such file',
      'it has 11 bytes, at most 10 are read',
    ]);
  });

  it('reads files that say they are empty and are not', () => {
    const read = diskFiles.read('/proc/self/status', 1_000_000);
    expect(read.ok && read.bytes.length).toBeGreaterThan(0);
  });
});

// The room of a real file system.

import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { diskSpace } from '../../src/runtime/disk.ts';

it('diskSpace() tells size and free room in bytes', async () => {
  const { sizeBytes, freeBytes } = await diskSpace(tmpdir());
  expect(sizeBytes).toBeGreaterThan(1e6);
  expect(freeBytes).toBeGreaterThan(0);
  expect(freeBytes).toBeLessThanOrEqual(sizeBytes);
});

it('diskSpace() rejects for a directory there is not', async () => {
  await expect(diskSpace(join(tmpdir(), 'jalur-no-such-directory'))).rejects.toMatchObject({
    code: 'ENOENT',
  });
});

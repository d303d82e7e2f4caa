// The page's weight: what a screen behind a slow link downloads before it shows anything (design §11).

import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { gzipSync } from 'node:zlib';
import { build } from 'vite';
import { afterAll, expect, it } from 'vitest';

const BUDGET_BYTES = 150_000;
const scratch = mkdtempSync(join(tmpdir(), 'jalur-web-'));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

it('the page, all of it, is under 150 kB with gzip', async () => {
  const configFile = resolve(import.meta.dirname, '../../src/web/vite.config.ts');
  await build({ configFile, logLevel: 'error', build: { outDir: scratch } });
  const files = readdirSync(scratch, { recursive: true, withFileTypes: true }).filter(
    (each) => each.isFile() && !each.name.endsWith('.gz'),
  );
  const bytes = files.map((each) => gzipSync(readFileSync(join(each.parentPath, each.name))).length);
  expect(files.map(({ name }) => name)).toContain('index.html');
  expect(bytes.reduce((sum, each) => sum + each, 0)).toBeLessThan(BUDGET_BYTES);
}, 60_000);

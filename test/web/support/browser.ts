// The distribution's Chromium, driven by playwright-core, and the page built for it.

import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join, resolve } from 'node:path';
import { type BrowserContext, chromium, type Page } from 'playwright-core';
import { build } from 'vite';

/** How Chromium is started: without a screen, and without a word to anybody outside. */
export const FLAGS = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** Path of Chromium, or undefined when the machine has none. */
export const CHROMIUM = ['chromium', 'chromium-browser', 'google-chrome']
  .flatMap((name) => (process.env['PATH'] ?? '').split(delimiter).map((folder) => join(folder, name)))
  .find((path) => existsSync(path));

/** A browser with an empty profile of its own, and the built page. */
export interface Bench {
  readonly webRoot: string;
  readonly context: BrowserContext;
  /** A page with everything it said that a developer would call an error. */
  open(url: string): Promise<{ readonly page: Page; readonly complaints: readonly string[] }>;
  close(): Promise<void>;
}

/** Builds the page and starts the browser. */
export async function openBench(size = { width: 1366, height: 768 }): Promise<Bench> {
  const scratch = mkdtempSync(join(tmpdir(), 'jalur-web-'));
  const webRoot = join(scratch, 'web');
  await build({
    configFile: resolve(import.meta.dirname, '../../../src/web/vite.config.ts'),
    logLevel: 'error',
    build: { outDir: webRoot },
  });
  const context = await chromium.launchPersistentContext(join(scratch, 'profile'), {
    executablePath: CHROMIUM ?? 'chromium',
    args: FLAGS,
    viewport: size,
    colorScheme: 'dark',
    locale: 'id-ID',
    // Somewhere else than the province: its time must not depend on the viewer's.
    timezoneId: 'America/New_York',
  });
  // Below vitest's own limit, so that a failure says what was waited for.
  context.setDefaultTimeout(15_000);
  return {
    webRoot,
    context,
    open: async (url) => {
      const page = await context.newPage();
      const complaints: string[] = [];
      page.on('pageerror', (error) => complaints.push(error.message));
      page.on('console', (message) => {
        if (message.type() === 'error') complaints.push(message.text());
      });
      await page.goto(url);
      return { page, complaints };
    },
    close: async () => {
      await context.close();
      rmSync(scratch, { recursive: true, force: true });
    },
  };
}

// The browser of the page's benchmark: every look in a profile of its own, so that nothing is cached; when what was waited for
// is painted; and what the browser's processes have used.

import { type Browser, type CDPSession, chromium, type Page } from 'playwright-core';
import { CHROMIUM, FLAGS } from '../web/support/browser.ts';

/** Most that anything may take; a figure far beyond its budget is still a figure. */
const LIMIT_MS = 120_000;
/** Size of a wall. */
export const WALL_SIZE = { width: 1920, height: 1080 } as const;

/** CPU time since the browser began, in seconds. */
export interface BrowserCpu {
  /** The processes that run pages. */
  readonly pagesS: number;
  /** The one that draws; without a graphics card that is work of the processor. */
  readonly drawingS: number;
  readonly allS: number;
}

/** A page that is looked at. */
export interface Look {
  readonly page: Page;
  readonly session: CDPSession;
  /** Ends it, and everything it has kept. */
  close(): Promise<void>;
}

/** Chromium with nothing open. */
export class BenchBrowser {
  readonly #browser: Browser;
  readonly #session: CDPSession;

  private constructor(browser: Browser, session: CDPSession) {
    this.#browser = browser;
    this.#session = session;
  }

  /** Starts it. */
  static async start(): Promise<BenchBrowser> {
    const executablePath = CHROMIUM ?? 'chromium';
    const browser = await chromium.launch({ executablePath, args: FLAGS, timeout: LIMIT_MS });
    return new BenchBrowser(browser, await browser.newBrowserCDPSession());
  }

  /** Opens an empty page in a profile of its own. */
  async look(size: { readonly width: number; readonly height: number } = WALL_SIZE): Promise<Look> {
    const context = await this.#browser.newContext({
      viewport: { ...size },
      colorScheme: 'dark',
      locale: 'id-ID',
      reducedMotion: 'no-preference',
    });
    context.setDefaultTimeout(LIMIT_MS);
    const page = await context.newPage();
    const session = await context.newCDPSession(page);
    return { page, session, close: () => context.close() };
  }

  /** What its processes have used so far; of a process that has ended nothing. */
  async cpu(): Promise<BrowserCpu> {
    const { processInfo } = await this.#session.send('SystemInfo.getProcessInfo');
    const sum = (isMeant: (type: string) => boolean): number =>
      processInfo.reduce((total, { type, cpuTime }) => total + (isMeant(type) ? cpuTime : 0), 0);
    return {
      pagesS: sum((type) => type === 'renderer'),
      drawingS: sum((type) => type === 'GPU'),
      allS: sum(() => true),
    };
  }

  async close(): Promise<void> {
    await this.#browser.close();
  }
}

/**
 * Goes to an address with an empty cache; ms from the start of the navigation until the frame is painted in which an element of
 * each selector is there.
 */
export async function paintedAfter(
  browser: BenchBrowser,
  url: string,
  selectors: readonly string[],
): Promise<number> {
  const look = await browser.look();
  try {
    await look.page.addInitScript({ content: watchFor(selectors) });
    await look.page.goto(url, { timeout: LIMIT_MS });
    await look.page.waitForFunction(() => 'benchPaintedMs' in globalThis);
    return await look.page.evaluate<number>('globalThis.benchPaintedMs');
  } finally {
    await look.close();
  }
}

/** When the browser itself says that something was painted first, in ms. */
export async function firstPaintOf(browser: BenchBrowser, url: string): Promise<number> {
  const look = await browser.look();
  try {
    await look.page.goto(url, { timeout: LIMIT_MS });
    await look.page.waitForFunction(() => performance.getEntriesByName('first-contentful-paint').length > 0);
    return await look.page.evaluate(
      () => performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? Number.NaN,
    );
  } finally {
    await look.close();
  }
}

/** As text, for the project's types of Node know no document. A task after a frame's own code runs once it is painted. */
function watchFor(selectors: readonly string[]): string {
  return `(() => {
    const wanted = ${JSON.stringify(selectors)};
    const watch = new MutationObserver(() => {
      if (!wanted.every((selector) => document.querySelector(selector))) return;
      watch.disconnect();
      requestAnimationFrame(() => {
        const { port1, port2 } = new MessageChannel();
        port1.onmessage = () => { globalThis.benchPaintedMs = performance.now(); };
        port2.postMessage(0);
      });
    });
    watch.observe(document, { subtree: true, childList: true, attributes: true, characterData: true });
  })()`;
}

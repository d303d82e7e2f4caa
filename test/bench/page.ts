// The page against issue 5's budgets: its weight, the first true thing it shows, ten thousand links, what it costs while they
// report, a week as charts. The real daemon, the distribution's Chromium, nothing cached.

import { createSocket } from 'node:dgram';
import { createServer } from 'node:net';
import { join, resolve } from 'node:path';
import { build } from 'vite';
import { DemoRoom } from '../web/daemon/demo-room.ts';
import { CHROMIUM } from '../web/support/browser.ts';
import { BenchBrowser } from './page-browser.ts';
import { chartRows, rememberWeek } from './page-chart.ts';
import { costRows } from './page-cost.ts';
import { bigPaintRows, demoPaintRows } from './page-paint.ts';
import { BigProvince } from './page-province.ts';
import { sizeRows } from './page-size.ts';
import type { BenchRow } from './row.ts';

const ROOT = resolve(import.meta.dirname, '../..');
/** Where the daemon serves from. */
const WEB_ROOT = join(ROOT, 'dist/web');
/** How long each page is looked at. */
const LOOK_MS = 60_000;
/** Until the demonstration has states to show. */
const WARM_MS = 15_000;
/** Some of the demonstration's own faults. */
const STORY = [
  '{ at: 5s, do: cut, link: majene-lombang }',
  '{ at: 5s, do: degrade, link: mamuju-lebani, loss: 12%, delay: 40ms, jitter: 25ms }',
];

/** Measures the page. */
export async function benchPage(): Promise<BenchRow[]> {
  if (!CHROMIUM)
    return [{ name: 'page', value: 0, unit: 'rows', note: 'not measured: needs Debian package chromium' }];
  // What is measured is what is in the tree.
  await build({ configFile: join(ROOT, 'src/web/vite.config.ts'), logLevel: 'error' });
  const browser = await BenchBrowser.start();
  try {
    return [...(await demonstration(browser)), ...(await tenThousand(browser, LOOK_MS))];
  } finally {
    await browser.close();
  }
}

async function demonstration(browser: BenchBrowser): Promise<BenchRow[]> {
  const room = new DemoRoom({ story: STORY });
  try {
    await rememberWeek(room.data);
    await room.start();
    const size = await sizeRows(room.url, WEB_ROOT);
    await new Promise((done) => setTimeout(done, WARM_MS));
    return [...size, ...(await demoPaintRows(browser, room.url)), ...(await chartRows(browser, room.url))];
  } finally {
    await room.remove();
  }
}

async function tenThousand(browser: BenchBrowser, lookMs: number): Promise<BenchRow[]> {
  const province = new BigProvince({ tcp: await freeTcpPort(), udp: await freeUdpPort() });
  try {
    await province.settled();
    return [...(await bigPaintRows(browser, province)), ...(await costRows(browser, province, lookMs))];
  } finally {
    await province.remove();
  }
}

async function freeTcpPort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const address = server.address();
  await new Promise((done) => server.close(done));
  if (typeof address !== 'object' || !address) throw new Error('no free TCP port');
  return address.port;
}

/** Free on every address: the simulated devices share a port, each on an address of its own. */
async function freeUdpPort(): Promise<number> {
  const socket = createSocket('udp4');
  await new Promise<void>((done) => socket.bind(0, '0.0.0.0', done));
  const { port } = socket.address();
  await new Promise<void>((done) => socket.close(done));
  return port;
}

// `npx node test/web/screenshot.ts FILE.jpg [WIDTH] [HEIGHT]`: the page with the fake province's bad afternoon, for the
// README and for looking at a change of the style sheets.

import { linkId } from '../../src/domain/ids.ts';
import { openBench } from './support/browser.ts';
import { FakeServer } from './support/fake-server.ts';
import { fakeProvince } from './support/province.ts';
import { troubled } from './support/story.ts';

const [file, width = '1366', height = '768'] = process.argv.slice(2);
if (!file) throw new Error('usage: screenshot.ts FILE.jpg [WIDTH] [HEIGHT]');
const link = linkId('mateng-0-radio');
const bench = await openBench({ width: Number(width), height: Number(height) });
const network = { ...troubled(fakeProvince()), simulated: true };
const server = new FakeServer({ webRoot: bench.webRoot, network });
await server.start();
try {
  const { page } = await bench.open(server.url);
  await page.locator(`[data-link="${link}"] button`).click();
  const echoes = Array.from({ length: 110 }, (_, index) =>
    index % 9 === 3
      ? ({ at: index, outcome: 'lost', burst: false } as const)
      : ({ at: index, outcome: 'answered', rttMs: 44 + ((index * 37) % 21), burst: false } as const),
  );
  server.broadcast({ type: 'link.echo', link, echoes });
  await page.waitForSelector('.echo-lost');
  await page.mouse.move(0, 0);
  await page.screenshot({ path: file, type: 'jpeg', quality: 55 });
} finally {
  await bench.close();
  await server.stop();
}

// `npx node test/web/screens.ts`: the pictures of docs/screens, of the demonstration as it runs. Four minutes: something has to
// have happened before there is something to see.

import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { DemoRoom } from './daemon/demo-room.ts';
import { openBench } from './support/browser.ts';

const FOLDER = resolve(import.meta.dirname, '../../docs/screens');
const WAIT_MS = 150_000;
const STORY = [
  '{ at: 5s, do: power-cut, link: majene-tammerodo }',
  '{ at: 20s, do: degrade, link: mamuju-lebani, loss: 14%, delay: 40ms, jitter: 25ms }',
  '{ at: 40s, do: cut, link: prov-majene }',
  '{ at: 70s, do: build, link: majene-desa-rencana-1 }',
  '{ at: 85s, do: mend, link: prov-majene }',
  '{ at: 90s, do: mend, link: majene-tammerodo }',
  '{ at: 120s, do: cut, link: prov-mamasa }',
];
/** File, address, size, theme. */
const SHOTS = [
  ['ruang-operasi', '#/wall', 1366, 768, 'dark'],
  ['dinding', '#/wall?kiosk=1', 1920, 1080, 'dark'],
  ['peta', '#/map', 1366, 768, 'light'],
  ['jalur', '#/links', 1366, 768, 'dark'],
  ['satu-jalur', '#/links/prov-majene?range=1h', 1366, 1400, 'dark'],
  ['alarm', '#/alerts/1', 1366, 768, 'light'],
  ['vicon', '#/vicon', 1366, 768, 'dark'],
  ['pembangunan', '#/rollout', 1366, 768, 'light'],
] as const;

const room = new DemoRoom({ story: STORY });
const bench = await openBench();
try {
  mkdirSync(FOLDER, { recursive: true });
  await room.start();
  const { page } = await bench.open(`${room.url}#/wall`);
  await page.waitForTimeout(WAIT_MS);
  for (const [name, hash, width, height, theme] of SHOTS) {
    await page.setViewportSize({ width, height });
    await page.evaluate((look) => localStorage.setItem('jalur.theme', look), theme);
    await page.goto('about:blank');
    await page.goto(`${room.url}${hash}`);
    await page.waitForTimeout(3_000);
    await page.mouse.move(0, 0);
    await page.screenshot({ path: join(FOLDER, `${name}.jpg`), type: 'jpeg', quality: 60 });
  }
} finally {
  await bench.close();
  await room.remove();
}

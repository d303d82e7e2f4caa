// A running configuration and its files, in virtual time: what is loaded, when, and what is told of mistakes.

import { afterEach, describe, expect, it } from 'vitest';
import { type ConfigWatch, watchConfig } from '../../src/config/watch.ts';
import { FakeTimers } from '../support/fake-timers.ts';
import { base, configOf, depsOf, lineOf } from './support.ts';

const GOOD = base();
const OTHER = base({ province: 'province: { name: Lain, code: "76", timezone: Asia/Makassar }' });
const WITH_TABLE = base({ include: 'include: [desa.csv]' });
const TABLE = 'id,desa,induk,media,alamat ip\nlombang,Lombang,majene,radio,10.76.105.2\n';
const TWO_LOOKS_MS = 4_000;

const watches: ConfigWatch[] = [];
afterEach(() => {
  for (const watch of watches.splice(0)) watch.stop();
});

/** A watcher on files in memory; `write` changes a file and its stamp. */
async function watching(start: Record<string, string>) {
  const files: Record<string, string> = { ...start };
  const versions = new Map<string, number>();
  const timers = new FakeTimers();
  const told: string[] = [];
  const reads: { before: (path: string) => void } = { before: () => undefined };
  const plain = depsOf(files);
  const watch = watchConfig(
    'a.yaml',
    configOf(start),
    {
      onConfig: ({ network }) => told.push(`${network.province.name}: ${network.links.size}`),
      onProblems: (problems) => told.push(...problems.map(lineOf)),
    },
    {
      ...plain,
      timers,
      files: {
        read: (path, maxBytes) => {
          const read = plain.files.read(path, maxBytes);
          reads.before(path);
          return read;
        },
        stamp: (path) => Promise.resolve(path in files ? String(versions.get(path) ?? 0) : 'absent'),
      },
    },
  );
  watches.push(watch);
  const write = (path: string, text: string): void => {
    files[path] = text;
    versions.set(path, (versions.get(path) ?? 0) + 1);
  };
  const remove = (path: string): void => {
    delete files[path];
  };
  await timers.advance(0);
  return { timers, told, watch, write, remove, reads };
}

describe('watchConfig', () => {
  it('tells nothing while nothing changes', async () => {
    const { timers, told } = await watching({ 'a.yaml': GOOD });
    await timers.advance(60_000);
    expect(told).toEqual([]);
  });

  it('loads a changed file once it has kept still', async () => {
    const { timers, told, write } = await watching({ 'a.yaml': GOOD });
    write('a.yaml', OTHER);
    await timers.advance(2_000);
    expect(told).toEqual([]);
    await timers.advance(60_000);
    expect(told).toEqual(['Lain: 1']);
  });

  it('does not read a file that is still being written', async () => {
    const { timers, told, write } = await watching({ 'a.yaml': GOOD });
    for (let length = 10; length < 100; length += 10) {
      write('a.yaml', OTHER.slice(0, length));
      await timers.advance(2_000);
    }
    write('a.yaml', OTHER);
    await timers.advance(TWO_LOOKS_MS);
    expect(told).toEqual(['Lain: 1']);
  });

  it('rides out the moment in which an editor has renamed the old file away', async () => {
    const { timers, told, write, remove } = await watching({ 'a.yaml': GOOD });
    remove('a.yaml');
    await timers.advance(2_000);
    write('a.yaml', OTHER);
    await timers.advance(TWO_LOOKS_MS);
    expect(told).toEqual(['Lain: 1']);
  });

  it('tells of a bad file once, and loads it when it is mended', async () => {
    const { timers, told, write } = await watching({ 'a.yaml': GOOD });
    write('a.yaml', base({ version: 'version: 2' }));
    await timers.advance(60_000);
    expect(told).toHaveLength(1);
    expect(told[0]).toMatch(/^a\.yaml:1:10: version: found the number 2, wanted/);
    write('a.yaml', OTHER);
    await timers.advance(TWO_LOOKS_MS);
    expect(told.slice(1)).toEqual(['Lain: 1']);
  });

  it('tells of a file that is gone', async () => {
    const { timers, told, remove } = await watching({ 'a.yaml': GOOD });
    remove('a.yaml');
    await timers.advance(60_000);
    expect(told).toEqual(['a.yaml:1:1: cannot read "a.yaml": there is no such file']);
  });

  it('watches included files, also one that was missing', async () => {
    const { timers, told, write } = await watching({ 'a.yaml': GOOD });
    write('a.yaml', WITH_TABLE);
    await timers.advance(TWO_LOOKS_MS);
    expect(told).toEqual(['a.yaml:9:11: cannot read "desa.csv": there is no such file']);
    write('desa.csv', TABLE);
    await timers.advance(TWO_LOOKS_MS);
    expect(told.slice(1)).toEqual(['Sulbar: 2']);
    write('desa.csv', `${TABLE}sambabo,Sambabo,majene,radio,10.76.105.3\n`);
    await timers.advance(TWO_LOOKS_MS);
    expect(told.slice(2)).toEqual(['Sulbar: 3']);
  });

  it('loads at once when asked, whether a file changed or not, and not again', async () => {
    const { timers, told, watch, write } = await watching({ 'a.yaml': GOOD });
    watch.trigger();
    await timers.advance(0);
    expect(told).toEqual(['Sulbar: 1']);
    write('a.yaml', OTHER);
    watch.trigger();
    await timers.advance(60_000);
    expect(told).toEqual(['Sulbar: 1', 'Lain: 1']);
  });

  it('does not miss what is written while it loads', async () => {
    const { timers, told, watch, write, reads } = await watching({ 'a.yaml': GOOD });
    reads.before = () => {
      reads.before = () => undefined;
      write('a.yaml', OTHER);
    };
    watch.trigger();
    await timers.advance(60_000);
    expect(told).toEqual(['Sulbar: 1', 'Lain: 1']);
  });

  it('leaves no timer behind, and does nothing any more, when stopped', async () => {
    const { timers, told, watch, write } = await watching({ 'a.yaml': GOOD });
    write('a.yaml', OTHER);
    watch.stop();
    watch.trigger();
    await timers.advance(60_000);
    expect([told, timers.pending]).toEqual([[], 0]);
  });
});

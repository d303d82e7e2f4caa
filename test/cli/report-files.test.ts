// Where the files of `jalur report` go: a folder that is not there yet, a file in the place of a file, and never in that of a device.

import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { ExpectedError } from '../../src/cli/command.ts';
import { targetIn, writeFiles } from '../../src/cli/report-files.ts';
import { temporaryDirectory } from '../store/support/place.ts';

const FILES = [
  { name: 'a.csv', format: 'csv', bytes: Buffer.from('a') },
  { name: 'b.csv', format: 'csv', bytes: Buffer.from('b') },
] as const;

describe('files of jalur report', () => {
  const place = temporaryDirectory();
  afterAll(() => place.remove());

  it('makes the folder that a name with a slash at its end means', () => {
    const output = `${join(place.path, 'new', 'folder')}/`;
    const target = targetIn({ options: { format: 'csv', output } });
    expect(target.to).toStrictEqual({ kind: 'names', folder: output });
    const paths = writeFiles(FILES, target.to);
    expect(paths.map((path) => readFileSync(path, 'utf8'))).toStrictEqual(['a', 'b']);
  });

  it('takes the place of a file, and leaves nothing beside it', () => {
    const path = join(place.path, 'one.csv');
    writeFileSync(path, 'old');
    writeFiles([FILES[0]], targetIn({ options: { output: path } }).to);
    expect(readFileSync(path, 'utf8')).toBe('a');
    expect(() => statSync(`${path}.part`)).toThrow('ENOENT');
  });

  it('takes the place of no pipe and no device, whoever may', () => {
    const pipe = join(place.path, 'pipe.csv');
    execFileSync('mkfifo', [pipe]);
    const write = () => writeFiles([FILES[0]], targetIn({ options: { output: pipe } }).to);
    expect(write).toThrow(ExpectedError);
    expect(write).toThrow(/neither a file nor a folder.*--output/);
    expect(statSync(pipe).isFIFO()).toBe(true);
  });

  it('tells a folder that cannot be made', () => {
    const file = join(place.path, 'file');
    writeFileSync(file, '');
    mkdirSync(join(place.path, 'there'));
    const target = targetIn({ options: { format: 'csv', output: `${file}/x/` } });
    expect(() => writeFiles(FILES, target.to)).toThrow(/cannot make the folder .*; give another --output/);
    expect(targetIn({ options: { format: 'csv', output: join(place.path, 'there') } }).to.kind).toBe('names');
  });
});

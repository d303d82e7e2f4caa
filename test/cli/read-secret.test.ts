// Secrets that are typed: at a real terminal nothing of them is shown; at a feigned one every way out is tried.

import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { PassThrough } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { readNewSecret } from '../../src/cli/read-secret.ts';
import { openAccessStoreBeside } from '../../src/store/access/open.ts';
import { until } from '../support/daemon.ts';

const MAIN = join(resolve(import.meta.dirname, '../..'), 'src/main.ts');

/** A terminal that types what it is told to, as soon as it is asked for it. */
function terminal(answers: readonly string[]) {
  const input = Object.assign(new PassThrough(), { isTTY: true, setRawMode: () => undefined });
  const shown: string[] = [];
  const left = [...answers];
  const output = {
    write: (text: string) => {
      shown.push(text);
      if (!text.endsWith(': ')) return;
      const next = left.shift();
      if (next !== undefined) setImmediate(() => input.write(next));
    },
  };
  return { from: { input, output }, shown };
}

const fault = (text: string) => (text.length < 4 ? 'too short' : undefined);
const wanted = (signal = new AbortController().signal) => ({ prompt: 'Password', fault, signal });

describe('at a terminal', () => {
  it.each<[what: string, answers: readonly string[], secret: string, shown: string]>([
    ['twice the same', ['kuda\r', 'kuda\r'], 'kuda', 'Password: \nThe same once more: \n'],
    [
      'corrected with the backspace',
      ['kudu\u007fa\r', 'kuda\r'],
      'kuda',
      'Password: \nThe same once more: \n',
    ],
    ['letters beyond ASCII', ['kafé ☕\r', 'kafé ☕\r'], 'kafé ☕', 'Password: \nThe same once more: \n'],
    ['pasted both at once', ['kuda\rkuda\r'], 'kuda', 'Password: \nThe same once more: \n'],
    [
      'right at the second try',
      ['ku\r', 'kuda\r', 'kuda\r'],
      'kuda',
      'Password: \ntoo short\nPassword: \nThe same once more: \n',
    ],
    [
      'mistyped once',
      ['kuda\r', 'kudu\r', 'kuda\r', 'kuda\r'],
      'kuda',
      'Password: \nThe same once more: \nthe two are not the same\nPassword: \nThe same once more: \n',
    ],
  ])('%s', async (_, answers, secret, shown) => {
    const { from, shown: told } = terminal(answers);
    expect(await readNewSecret(from, wanted())).toBe(secret);
    expect(told.join('')).toBe(shown);
  });

  it.each<[what: string, answers: readonly string[], code: string]>([
    ['Ctrl-C', ['kud\u0003'], 'aborted'],
    ['Ctrl-D', ['\u0004'], 'aborted'],
    ['Ctrl-C at the second question', ['kuda\r', '\u0003'], 'aborted'],
    ['three bad ones', ['a\r', 'b\r', 'c\r'], 'password'],
  ])('%s changes nothing', async (_, answers, code) => {
    const { from } = terminal(answers);
    await expect(readNewSecret(from, wanted())).rejects.toMatchObject({
      code,
      message: expect.stringContaining('nothing was changed'),
    });
  });

  it('a signal breaks off', async () => {
    const controller = new AbortController();
    const { from } = terminal([]);
    const read = readNewSecret(from, wanted(controller.signal));
    setImmediate(() => controller.abort());
    await expect(read).rejects.toMatchObject({ code: 'aborted' });
  });
});

describe('from a pipe', () => {
  it('takes the first line only, in whatever pieces it comes', async () => {
    const input = new PassThrough();
    const read = readNewSecret(
      { input, output: { write: () => expect.unreachable('nothing is asked') } },
      wanted(),
    );
    const bytes = Buffer.from('kafé ☕\r\nlagi\n');
    for (const byte of bytes) input.write(Buffer.from([byte]));
    expect(await read).toBe('kafé ☕');
  });

  it('refuses bytes that are no UTF-8', async () => {
    const input = new PassThrough();
    input.end(Buffer.from([0x6b, 0xff, 0xfe, 0x61, 0x0a]));
    await expect(readNewSecret({ input, output: { write: () => undefined } }, wanted())).rejects.toThrow(
      'not UTF-8',
    );
  });

  it('does not wait longer than the user', async () => {
    const controller = new AbortController();
    const input = new PassThrough();
    const read = readNewSecret({ input, output: { write: () => undefined } }, wanted(controller.signal));
    setImmediate(() => controller.abort());
    await expect(read).rejects.toMatchObject({ code: 'aborted' });
  });
});

const hasScript = spawnSync('script', ['--version']).status === 0;
describe.skipIf(!hasScript)('jalur user add at a real terminal (needs script of util-linux)', () => {
  it('shows nothing of what is typed, and adds the user', async () => {
    const directory = mkdtempSync(join(tmpdir(), 'jalur-terminal-'));
    const command = `'${process.execPath}' '${MAIN}' user add budi --role admin --data '${directory}'`;
    const child = spawn('script', ['--quiet', '--return', '--command', command, '/dev/null']);
    let shown = '';
    child.stdout.on('data', (data) => {
      shown += String(data);
    });
    const ended = new Promise<number | null>((done) => child.once('close', done));
    await until('the password is asked for', () => shown.includes('Password of "budi": '));
    child.stdin.write('kuda laut biru\r');
    await until('it is asked for again', () => shown.includes('once more: '));
    child.stdin.write('kuda laut biru\r');
    expect(await ended).toBe(0);
    expect(shown).toContain('"budi" may log in as admin');
    expect(shown).not.toContain('kuda');
    const store = openAccessStoreBeside(directory, 0);
    expect(store.users().map(({ name }) => name)).toEqual(['budi']);
    store.close();
    rmSync(directory, { recursive: true, force: true });
  });
});

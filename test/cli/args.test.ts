// The command line: what is meant, and what is said when it is not clear.

import { describe, expect, it } from 'vitest';
import { parseCommandLine } from '../../src/cli/args.ts';
import { type Command, UsageError } from '../../src/cli/command.ts';
import { helpFor, helpForAll } from '../../src/cli/help.ts';
import { json, table } from '../../src/cli/output.ts';

function command(name: string, positionals: string[] = []): Command {
  return {
    name,
    summary: `does what ${name} does`,
    positionals,
    options: {
      config: { type: 'string', short: 'c', value: 'FILE', help: 'the configuration' },
      json: { type: 'boolean', help: 'print JSON' },
    },
    run: () => Promise.resolve(0),
  };
}

const COMMANDS = [command('run'), command('probe', ['LINK', '[COUNT]']), command('demo')];

function parse(line: string) {
  return parseCommandLine(line === '' ? [] : line.split(' '), COMMANDS, { bare: 'demo', implied: 'run' });
}

describe('parseCommandLine()', () => {
  it.each([
    ['', 'demo', {}, []],
    ['--config a.yaml', 'run', { config: 'a.yaml' }, []],
    ['run -c a.yaml --json', 'run', { config: 'a.yaml', json: true }, []],
    ['probe r1 --json', 'probe', { json: true }, ['r1']],
    ['probe r1 5', 'probe', {}, ['r1', '5']],
  ])('reads "%s"', (line, name, options, positionals) => {
    const read = parse(line);
    expect(read).toMatchObject({ kind: 'run', command: { name }, positionals });
    expect(read.kind === 'run' && { ...read.options }).toEqual(options);
  });

  it.each([
    ['prob r1', 'there is no command "prob"; did you mean "probe"?'],
    ['xyzzy', 'there is no command "xyzzy"'],
    ['run --confg a', '"run" has no option --confg; did you mean "--config"?'],
    ['run --frobnicate', '"run" has no option --frobnicate'],
    ['probe', '"probe" wants LINK'],
    ['run extra', '"run" does not know what to do with "extra"'],
  ])('refuses "%s"', (line, message) => {
    expect(() => parse(line)).toThrow(UsageError);
    expect(() => parse(line)).toThrow(message);
  });

  it.each([
    ['--help', { kind: 'help' }],
    ['help probe', { kind: 'help', command: { name: 'probe' } }],
    ['probe --help', { kind: 'help', command: { name: 'probe' } }],
    ['--version', { kind: 'version' }],
  ])('answers "%s"', (line, wanted) => {
    expect(parse(line)).toMatchObject(wanted);
  });
});

describe('help', () => {
  it('names every command and every option', () => {
    for (const each of COMMANDS) expect(helpForAll(COMMANDS)).toContain(each.summary);
    const text = helpFor(COMMANDS[1] ?? command('none'));
    expect(text).toContain('Usage: jalur probe LINK [COUNT] [OPTIONS]');
    for (const option of ['-c, --config FILE', '--json', '-h, --help']) expect(text).toContain(option);
  });

  it('ends every summary with one stop', () => {
    const asking = { ...command('ask'), summary: 'how loud?' };
    expect(helpFor(asking)).toContain('\nHow loud?\n');
    expect(helpFor({ ...asking, summary: 'tells' })).toContain('\nTells.\n');
  });
});

describe('output', () => {
  it('aligns columns, and lets the last one run', () => {
    expect(
      table([
        ['a', 'bb', 'long last'],
        ['ccc', 'd', 'x'],
      ]),
    ).toEqual(['a    bb  long last', 'ccc  d   x']);
    expect(table([])).toEqual([]);
  });

  it('prints counters beyond 2^53 to the last digit', () => {
    expect(json({ octets: 18_446_744_073_709_551_615n })).toContain('"18446744073709551615"');
  });
});

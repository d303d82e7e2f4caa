// `jalur dashboards`: writes the dashboards for Grafana and how they are provisioned, or says whether they are as written.

import { mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { type Command, type CommandContext, ExpectedError } from './command.ts';
import { optionsOf } from './dashboards-options.ts';
import { writeWhole } from './import-write.ts';
import { CONFIG_OPTION } from './load.ts';
import { json } from './output.ts';

/** Writes dashboards. */
export const dashboardsCommand: Command = {
  name: 'dashboards',
  summary: 'write the dashboards for Grafana, and its provisioning files',
  positionals: ['[DIR]'],
  options: {
    config: { ...CONFIG_OPTION, help: 'take addresses, language, time zone and target from a configuration' },
    lang: { type: 'string', value: 'id|en', help: 'language (id, or as configured)' },
    'jalur-url': {
      type: 'string',
      value: 'URL',
      help: "where people open jalur's pages (pageUrl of alerts.notify, or where it listens)",
    },
    path: {
      type: 'string',
      value: 'PATH',
      help: 'where the dashboards lie on Grafana’s machine (/etc/jalur/dashboards)',
    },
    'prometheus-url': {
      type: 'string',
      value: 'URL',
      help: 'Prometheus as Grafana reaches it (http://127.0.0.1:9090)',
    },
    check: { type: 'boolean', help: 'write nothing; tell which files differ' },
    json: { type: 'boolean', help: 'print JSON' },
  },
  details:
    'DIR (dashboards) gets two sets of dashboards, influxdb/ and prometheus/, and provisioning/ with a folder for each kind of ' +
    'data source, of which one is copied to Grafana: see docs/grafana.md. The same options always give the same files. With ' +
    '--check the exit status is 1 when a file is missing, differs, or is not one of these.',
  run: async (context) => {
    // The library that draws them is large, and no other command needs it.
    const { allFiles, DEFAULT_OPTIONS } = await import('../grafana/files.ts');
    const files = allFiles(optionsOf(context, DEFAULT_OPTIONS));
    const directory = resolve(context.positionals[0] ?? 'dashboards');
    return context.options['check'] === true
      ? check(context, directory, files)
      : write(context, directory, files);
  },
};

type Files = ReadonlyMap<string, string>;

function write({ print, options }: CommandContext, directory: string, files: Files): 0 {
  const written: string[] = [];
  for (const [path, text] of files) {
    const place = join(directory, path);
    if (read(place) === text) continue;
    makeFolder(dirname(place));
    writeWhole(place, text);
    written.push(path);
  }
  if (options['json'] === true) print(json({ directory, files: [...files.keys()], written }));
  else
    print(
      `${files.size} files in ${directory}, ${written.length === 0 ? 'all as they were' : `${written.length} of them written`}`,
    );
  return 0;
}

/** A file that is not as it would be written. */
interface Difference {
  readonly path: string;
  readonly found: 'missing' | 'different' | 'extra';
}

function check({ print, options }: CommandContext, directory: string, files: Files): 0 | 1 {
  const differences: Difference[] = [];
  for (const [path, text] of files) {
    const found = read(join(directory, path));
    if (found !== text) differences.push({ path, found: found === undefined ? 'missing' : 'different' });
  }
  for (const path of jsonFiles(directory)) if (!files.has(path)) differences.push({ path, found: 'extra' });
  if (options['json'] === true) print(json({ directory, differences }));
  else {
    for (const { path, found } of differences) print(`${found.padEnd(9)}  ${path}`);
    print(
      differences.length === 0
        ? `${files.size} files in ${directory} are as they would be written`
        : `${differences.length} files differ; "jalur dashboards ${directory}" writes them`,
    );
  }
  return differences.length === 0 ? 0 : 1;
}

/** Dashboards that lie in the folders of the sets: Grafana would load each of them. */
function jsonFiles(directory: string): readonly string[] {
  return ['influxdb', 'prometheus'].flatMap((set) => {
    try {
      return readdirSync(join(directory, set))
        .filter((name) => name.endsWith('.json'))
        .map((name) => `${set}/${name}`);
    } catch {
      return [];
    }
  });
}

function read(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}

function makeFolder(path: string): void {
  try {
    mkdirSync(path, { recursive: true });
  } catch (cause) {
    const detail = cause instanceof Error ? cause.message : String(cause);
    throw new ExpectedError('write', `cannot make the folder "${path}": ${detail}`, { cause });
  }
}

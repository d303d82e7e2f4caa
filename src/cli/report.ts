// `jalur report`: a report as a file, beside the running daemon or without one.

import { programOf } from '../app/reports.ts';
import type { Config } from '../config/config.ts';
import { titleOf } from '../report/asks.ts';
import { buildReport } from '../report/builders.ts';
import type { BuiltReport } from '../report/document.ts';
import type { RenderedFile } from '../report/register-files.ts';
import { renderFiles } from '../report/render/files.ts';
import { type ReportAsk, ReportError } from '../report/sources.ts';
import { openPastSources, type PastSources } from '../report/sources-past.ts';
import { systemClock } from '../runtime/clock.ts';
import { StoreError } from '../store/state/port.ts';
import { type Command, type CommandContext, ExpectedError, UsageError } from './command.ts';
import { CONFIG_OPTION, configPath, load, loadWithoutSecrets } from './load.ts';
import { json } from './output.ts';
import { type Target, targetIn, writeFiles } from './report-files.ts';
import { askIn } from './report-wish.ts';
import { DEFAULT_DATA, dataOf } from './run.ts';
import { VERSION } from './version.ts';

/** Makes a report. */
export const reportCommand: Command = {
  name: 'report',
  summary: 'make a report: sla, incident N, acceptance N, rollout, evidence or executive',
  positionals: ['KIND', '[NUMBER]'],
  options: {
    config: CONFIG_OPTION,
    data: {
      type: 'string',
      short: 'd',
      value: 'DIR',
      help: `data directory of the daemon (${DEFAULT_DATA})`,
    },
    month: { type: 'string', value: 'MONTH', help: 'month, such as 2026-10 (the last whole one)' },
    contract: { type: 'string', value: 'ID', help: 'of sla: of the links of this contract' },
    provider: { type: 'string', value: 'ID', help: 'of sla: of the links of this provider' },
    regency: { type: 'string', value: 'ID', help: 'of sla: of the links into this regency' },
    year: { type: 'string', value: 'YEAR', help: 'of rollout and evidence: the year' },
    'as-of': {
      type: 'string',
      value: 'TIME',
      help: 'as it would have been then; a day alone is included whole',
    },
    format: { type: 'string', short: 'f', value: 'FORMAT', help: 'pdf, xlsx, csv or json (pdf)' },
    table: {
      type: 'string',
      value: 'ID',
      help: 'of csv: this table alone; all of them, a file each, when absent',
    },
    output: { type: 'string', short: 'o', value: 'FILE', help: 'file or folder; - is the standard output' },
    lang: { type: 'string', value: 'id|en', help: 'language; that of the configuration when absent' },
    json: { type: 'boolean', help: 'print JSON about what was written' },
  },
  details:
    'Reads the data directory and writes nothing into it; the daemon may run meanwhile, and need not. The same data give the same ' +
    'SHA-256, which stands on every page; where a report with it is kept already, that is said. Times are those of the province.',
  run: report,
};

async function report(context: CommandContext): Promise<0> {
  const path = configPath(context);
  const config = configOf(path, context);
  const now = Math.floor(systemClock.wallMs());
  const ask = askIn(context, config, now);
  const target = targetIn(context);
  const sources = open(config, context, now);
  try {
    if (sources.historyTrouble !== undefined)
      context.progress(`figures of the history are left out: ${sources.historyTrouble}`);
    context.progress('reading …');
    const made = await build(ask, sources);
    context.progress(`writing ${target.format} …`);
    const files = await render(made, target, context, now);
    tell(context, made, { files, paths: writeFiles(files, target.to), target, sources, ask });
    return 0;
  } finally {
    sources.close();
  }
}

/** Secrets are needed for InfluxDB only: without those of devices a report is made all the same. */
function configOf(path: string, { env }: CommandContext): Config {
  const loaded = load(path, env);
  return loaded.ok ? loaded.config : loadWithoutSecrets(path, env);
}

function open(config: Config, context: CommandContext, now: number): PastSources {
  try {
    const directory = dataOf(context, DEFAULT_DATA);
    return openPastSources({ config, directory, now, program: programOf(VERSION) });
  } catch (error) {
    throw expected(error);
  }
}

async function build(ask: ReportAsk, sources: PastSources): Promise<BuiltReport> {
  try {
    return await buildReport(ask, sources);
  } catch (error) {
    throw expected(error);
  }
}

async function render(
  made: BuiltReport,
  { format, to }: Target,
  { options }: CommandContext,
  now: number,
): Promise<readonly RenderedFile[]> {
  const { table } = options;
  try {
    const form = { format, ...(typeof table === 'string' && { table }) };
    const files = await renderFiles(made, form, { madeAtMs: now });
    // One name, one file: of several tables the first.
    return to.kind === 'names' ? files : files.slice(0, 1);
  } catch (error) {
    if (typeof table === 'string' && error instanceof RangeError) throw new UsageError(error.message);
    throw error;
  }
}

function tell(
  context: CommandContext,
  made: BuiltReport,
  done: {
    readonly files: readonly RenderedFile[];
    readonly paths: readonly string[];
    readonly target: Target;
    readonly sources: PastSources;
    readonly ask: ReportAsk;
  },
): void {
  const { document, kind } = made;
  const { files, paths, target } = done;
  if (target.to.kind === 'stdout') {
    for (const { bytes } of files) context.print(new TextDecoder().decode(bytes).trimEnd());
    return;
  }
  const [kept] = done.sources.keptWith(document.hash);
  if (context.options['json'] === true) {
    context.print(
      json({
        ...{ kind, title: titleOf(document), hash: document.hash, asOf: done.ask.asOf },
        files: paths.map((path, index) => ({ path, bytes: files[index]?.bytes.length ?? 0 })),
        ...(kept && { kept: { id: kept.id, revision: kept.revision } }),
      }),
    );
    return;
  }
  for (const path of paths) context.print(path);
  context.print(titleOf(document));
  context.print(`SHA-256 ${document.hash}`);
  if (kept) context.print(`the same as the kept report ${kept.id}, revision ${kept.revision}`);
}

function expected(error: unknown): unknown {
  if (error instanceof StoreError || error instanceof ReportError)
    return new ExpectedError(error.code, error.message, { cause: error });
  return error;
}

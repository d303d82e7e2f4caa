// A real Prometheus on a free port of the loopback, with the known history in it.

import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { eventually } from '../../store/support/eventually.ts';
import { freePort } from '../../store/support/influxd.ts';

/** Whether this machine has Prometheus and its tool. */
export const hasPrometheus =
  spawnSync('prometheus', ['--version']).status === 0 && spawnSync('promtool', ['--version']).status === 0;

/** One series of an answer. */
export interface PromSeries {
  readonly metric: Readonly<Record<string, string>>;
  readonly values?: readonly (readonly [number, string])[];
  readonly value?: readonly [number, string];
}

/** A running Prometheus. */
export interface Prometheus {
  /** Asks its API; throws with the query when it is refused. */
  ask<T>(path: string, parameters: Readonly<Record<string, string>>): Promise<T>;
  remove(): Promise<void>;
}

/** Starts it with samples (OpenMetrics with times), and has it scrape a target each second. */
export async function startPrometheus(samples: string, target: string): Promise<Prometheus> {
  const directory = mkdtempSync(join(tmpdir(), 'jalur-prometheus-'));
  const file = join(directory, 'samples.txt');
  writeFileSync(file, samples);
  const data = join(directory, 'data');
  const made = spawnSync('promtool', ['tsdb', 'create-blocks-from', 'openmetrics', file, data], {
    encoding: 'utf8',
  });
  if (made.status !== 0) throw new Error(`promtool: ${made.stdout}${made.stderr}`);
  const config = join(directory, 'prometheus.yml');
  writeFileSync(
    config,
    `global: { scrape_interval: 1s, scrape_timeout: 1s }
scrape_configs:
  - job_name: live
    static_configs: [{ targets: ["${target}"] }]
`,
  );
  const url = `http://127.0.0.1:${await freePort()}`;
  const child: ChildProcess = spawn(
    'prometheus',
    [
      `--config.file=${config}`,
      `--storage.tsdb.path=${data}`,
      '--storage.tsdb.retention.time=10y',
      `--web.listen-address=${new URL(url).host}`,
      '--log.level=error',
    ],
    { stdio: 'ignore' },
  );
  const remove = async (): Promise<void> => {
    if (child.exitCode === null && child.signalCode === null) {
      const exited = once(child, 'exit');
      child.kill('SIGKILL');
      await exited;
    }
    rmSync(directory, { recursive: true, force: true });
  };
  try {
    await eventually(async () => (await fetch(`${url}/-/ready`)).ok, 'Prometheus is ready', 20_000);
  } catch (error) {
    await remove();
    throw error;
  }
  return {
    ask: async <T>(path: string, parameters: Readonly<Record<string, string>>): Promise<T> => {
      const response = await fetch(`${url}/api/v1/${path}?${new URLSearchParams(parameters).toString()}`);
      const answer = (await response.json()) as { status: string; error?: string; data: T };
      if (answer.status !== 'success')
        throw new Error(`${answer.error ?? answer.status}\n${JSON.stringify(parameters)}`);
      return answer.data;
    },
    remove,
  };
}

// What `jalur dashboards` draws with: defaults, what a configuration says, and what the command line says last.

import type { Config } from '../config/config.ts';
import { plainUrlFault, withoutSlash } from '../config/web-address.ts';
import type { FilesOptions } from '../grafana/files.ts';
import { LANGUAGES } from '../grafana/sheet.ts';
import { type CommandContext, UsageError } from './command.ts';
import { loadOrFail } from './load.ts';

/** User of InfluxDB that only reads: Grafana is not given jalur's own, which may write. */
const READER = 'grafana';

/** The options in force. Throws a UsageError, or an ExpectedError when the configuration has mistakes. */
export function optionsOf(
  { options, env }: Pick<CommandContext, 'options' | 'env'>,
  defaults: FilesOptions,
): FilesOptions {
  const path = options['config'];
  const found = typeof path === 'string' ? withConfig(defaults, loadOrFail(path, env)) : defaults;
  const language = options['lang'] ?? found.language;
  const known = LANGUAGES.find((each) => each === language);
  if (!known) throw new UsageError(`--lang wants id or en, found "${String(language)}"`);
  const dashboards = options['path'];
  return {
    ...found,
    language: known,
    jalurUrl: urlOption(options, 'jalur-url', 'https://jalur.example.go.id') ?? found.jalurUrl,
    provisioning: {
      ...found.provisioning,
      prometheusUrl:
        urlOption(options, 'prometheus-url', 'http://127.0.0.1:9090') ?? found.provisioning.prometheusUrl,
      ...(typeof dashboards === 'string' && { dashboards: withoutSlash(dashboards) }),
    },
  };
}

function urlOption(options: CommandContext['options'], name: string, example: string): string | undefined {
  const text = options[name];
  if (typeof text !== 'string') return undefined;
  const fault = plainUrlFault(text, example);
  if (fault !== undefined) throw new UsageError(`--${name}: ${fault}`);
  return withoutSlash(text);
}

/** What a configuration says about dashboards. */
export function withConfig(defaults: FilesOptions, config: Config): FilesOptions {
  const { network, influx, notify, listen, contracts } = config;
  const at = network.sites.get(network.monitorSite)?.position;
  // The strictest promise: whoever is above it keeps all of them.
  const promised = contracts.flatMap(({ slaPct }) => slaPct ?? []);
  const host = listen.host.includes(':') ? `[${listen.host}]` : listen.host;
  const own = `http${listen.tls ? 's' : ''}://${host}:${listen.port}`;
  return {
    ...defaults,
    language: network.province.locale,
    timezone: network.province.timezone,
    jalurUrl: notify.pageUrl ?? own,
    ...(at && { centre: at }),
    ...(promised.length > 0 && { targetPct: Math.max(...promised) }),
    provisioning: {
      ...defaults.provisioning,
      ...(influx && { influxUrl: withoutSlash(influx.url), database: influx.database }),
      ...(influx?.username !== undefined && { username: READER }),
    },
  };
}

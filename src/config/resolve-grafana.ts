// From the section `grafana` to where it is.

import type { GrafanaConfig } from './grafana-config.ts';
import type { RawConfig } from './include.ts';
import type { Validated } from './validate.ts';
import { plainUrlFault, withoutSlash } from './web-address.ts';

/** Resolves the section; undefined without it, or with a mistake in it. */
export function resolveGrafana(raw: RawConfig, { sections }: Validated): GrafanaConfig | undefined {
  const { grafana, store } = sections;
  if (!grafana) return undefined;
  const fault = plainUrlFault(grafana.url, 'https://grafana.example.go.id');
  if (fault !== undefined) {
    raw.problems.add(raw.origins.place(raw.root, ['grafana', 'url']), `url: ${fault}`);
    return undefined;
  }
  const usual = store?.influx ? 'influxdb' : 'prometheus';
  return { url: withoutSlash(grafana.url), set: grafana.set ?? usual };
}

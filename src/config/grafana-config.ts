// Where Grafana is, for links from jalur's pages to its dashboards.

/** What the dashboards of `jalur dashboards` get their figures from; names of Grafana's own kinds of data sources. */
export const GRAFANA_SETS = ['influxdb', 'prometheus'] as const;
/** One of {@link GRAFANA_SETS}. */
export type GrafanaSet = (typeof GRAFANA_SETS)[number];

/** Where Grafana is. */
export interface GrafanaConfig {
  /** As people reach it, without a slash at the end. */
  readonly url: string;
  readonly set: GrafanaSet;
}

/** What the identifiers of a set's dashboards begin with. They are part of addresses: the same for ever. */
export const GRAFANA_PREFIX: Readonly<Record<GrafanaSet, string>> = {
  influxdb: 'jalur-',
  prometheus: 'jalur-prom-',
};

/** Address of a link's dashboard. */
export function grafanaLinkUrl({ url, set }: GrafanaConfig, link: string): string {
  return `${url}/d/${GRAFANA_PREFIX[set]}link?var-link=${encodeURIComponent(link)}`;
}

// Provisioning files of Grafana: one folder for each kind of data source, of which an office copies one. Dashboards of both
// sets have identifiers of their own, so that two sources can stand side by side.

import { datasourceName, datasourceUid, folderOf, type SetName } from './sheet.ts';

/** Where things are. */
export interface ProvisioningOptions {
  /** InfluxDB as Grafana reaches it, without a slash at the end. */
  readonly influxUrl: string;
  /** Database (1.x), or what buckets are mapped to (2.x), or the database's name (3). */
  readonly database: string;
  /** User of InfluxDB 1.x that reads; absent: it asks for none. Its password is $INFLUX_PASSWORD in Grafana's environment. */
  readonly username?: string;
  readonly prometheusUrl: string;
  /** Directory on Grafana's machine that holds the dashboards, without a slash at the end. */
  readonly dashboards: string;
}

/** Kinds of data sources. */
export const SOURCES = ['influxdb1', 'influxdb2', 'influxdb3', 'prometheus'] as const;
/** One of {@link SOURCES}. */
export type SourceName = (typeof SOURCES)[number];

/** The files: path to text. */
export function provisioningFiles(
  options: ProvisioningOptions,
): readonly (readonly [path: string, text: string])[] {
  return SOURCES.flatMap((source) => [
    [
      `provisioning/${source}/datasources/jalur-${setOf(source)}.yaml`,
      datasourceYaml(source, options),
    ] as const,
    [`provisioning/${source}/dashboards/jalur-${setOf(source)}.yaml`, providerYaml(source, options)] as const,
  ]);
}

/** Set of dashboards that a source feeds. */
export function setOf(source: SourceName): SetName {
  return source === 'prometheus' ? 'prometheus' : 'influxdb';
}

function datasourceYaml(source: SourceName, options: ProvisioningOptions): string {
  const { influxUrl, database, username, prometheusUrl } = options;
  const url = source === 'prometheus' ? prometheusUrl : influxUrl;
  const head = [
    `# Data source of jalur's dashboards: ${NAMES[source]}. Made by "jalur dashboards".`,
    ...NOTES[source],
    'apiVersion: 1',
    'datasources:',
    `  - name: ${datasourceName(setOf(source))}`,
    `    uid: ${datasourceUid(setOf(source))}`,
    `    type: ${setOf(source)}`,
    '    access: proxy',
    `    url: ${quoted(url)}`,
    '    editable: false',
  ];
  const body = ((): string[] => {
    switch (source) {
      case 'influxdb1':
        return [
          ...(username === undefined ? [] : [`    user: ${quoted(username)}`]),
          ...influxData('InfluxDB OSS 1.x', database),
          ...(username === undefined ? [] : ['    secureJsonData:', '      password: $INFLUX_PASSWORD']),
        ];
      case 'influxdb2':
        return [
          ...influxData('InfluxDB OSS 2.x', database),
          '      httpHeaderName1: Authorization',
          '    secureJsonData:',
          '      httpHeaderValue1: "Token $INFLUX_TOKEN"',
        ];
      case 'influxdb3':
        return [
          '    user: jalur',
          ...influxData('InfluxDB OSS 3.x', database),
          '    secureJsonData:',
          '      password: $INFLUX_TOKEN',
        ];
      case 'prometheus':
        return ['    jsonData:', '      httpMethod: POST', '      timeInterval: 60s'];
    }
  })();
  return `${[...head, ...body].join('\n')}\n`;
}

const NAMES: Readonly<Record<SourceName, string>> = {
  influxdb1: 'InfluxDB 1.x',
  influxdb2: 'InfluxDB 2.x',
  influxdb3: 'InfluxDB 3',
  prometheus: 'Prometheus',
};

const NOTES: Readonly<Record<SourceName, readonly string[]>> = {
  influxdb1: [],
  influxdb2: [
    '# Needs DBRP mappings of the three buckets, see docs/history.md; INFLUX_TOKEN in the environment of Grafana.',
  ],
  influxdb3: [
    '# INFLUX_TOKEN in the environment of Grafana. InfluxDB 3 Core answers for about three days at once only.',
  ],
  prometheus: ['# timeInterval is the scrape_interval of the job that reads /metrics.'],
};

function influxData(product: string, database: string): string[] {
  return [
    '    jsonData:',
    '      version: InfluxQL',
    `      product: ${product}`,
    `      dbName: ${quoted(database)}`,
    '      httpMode: POST',
    '      timeInterval: 60s',
  ];
}

function providerYaml(source: SourceName, { dashboards }: ProvisioningOptions): string {
  const folder = folderOf(setOf(source));
  const lines = [
    `# Dashboards of jalur for ${NAMES[source]}. Made by "jalur dashboards".`,
    'apiVersion: 1',
    'providers:',
    `  - name: jalur-${setOf(source)}`,
    '    orgId: 1',
    `    folder: ${quoted(folder.title)}`,
    `    folderUid: ${folder.uid}`,
    '    type: file',
    '    disableDeletion: false',
    '    updateIntervalSeconds: 30',
    '    allowUiUpdates: false',
    '    options:',
    `      path: ${quoted(`${dashboards}/${setOf(source)}`)}`,
    '      foldersFromFilesStructure: false',
  ];
  return `${lines.join('\n')}\n`;
}

/** A YAML text; Grafana expands `$NAME` in values, and `$$` is a dollar. */
function quoted(text: string): string {
  return JSON.stringify(text.replaceAll('$', '$$$$'));
}

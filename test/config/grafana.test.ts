// Where Grafana is, from the configuration to the address of a link's dashboard.

import { describe, expect, it } from 'vitest';
import { linkPlanOf } from '../../src/api/link-plan.ts';
import { linkId } from '../../src/domain/ids.ts';
import { topologyOf } from '../../src/domain/topology.ts';
import { engineConfig, networkOf } from '../support/network.ts';
import { base, configOf, mistakesOf } from './support.ts';

const grafanaOf = (after: string) => configOf(base({ after })).grafana;
const INFLUX = 'store: { influx: { url: "http://127.0.0.1:8086" } }';

describe('grafana', () => {
  it('is not there unless it is configured', () => {
    expect(grafanaOf('')).toBeUndefined();
  });

  it.each([
    ['grafana: { url: "https://grafana.example.go.id/" }', 'https://grafana.example.go.id', 'prometheus'],
    [
      `grafana: { url: "http://10.76.0.9:3000/grafana" }\n${INFLUX}`,
      'http://10.76.0.9:3000/grafana',
      'influxdb',
    ],
    [`grafana: { url: "http://g", set: prometheus }\n${INFLUX}`, 'http://g', 'prometheus'],
  ])('of %j is where it says, with the dashboards of what keeps the history', (text, url, set) => {
    expect(grafanaOf(text)).toEqual({ url, set });
  });

  it.each([
    [
      'grafana: { url: grafana.example.go.id }',
      'found "grafana.example.go.id", wanted an address such as https://grafana.example.go.id',
    ],
    ['grafana: { url: "http://admin:rahasia@g" }', 'holds a user or password, wanted the address alone'],
    ['grafana: { url: "http://g/?orgId=1" }', 'wanted an address without ? and #'],
    ['grafana: { url: "http://g", set: loki }', 'found "loki", wanted one of influxdb, prometheus'],
    ['grafana: {}', 'url'],
  ])('%s is a mistake', (text, message) => {
    expect(mistakesOf(base({ after: text })).join('\n')).toContain(message);
  });
});

describe('the plan of a link', () => {
  const network = networkOf([{ id: 'hq-a', from: 'hq', to: 'a' }]);
  const link = network.links.get(linkId('hq-a'));
  const parts = {
    state: { config: engineConfig(network), topology: topologyOf(network) },
    contracts: [],
    windows: [],
  };

  it('leads to its dashboard where there is a Grafana, and nowhere else', () => {
    if (!link) throw new Error('no link');
    expect(linkPlanOf({ link }, parts)).not.toHaveProperty('grafana');
    const grafana = { url: 'https://g', set: 'influxdb' } as const;
    expect(linkPlanOf({ link }, { ...parts, grafana }).grafana).toBe('https://g/d/jalur-link?var-link=hq-a');
  });
});

// Reports from the configuration: what is not said is the default, and whoever is to get one can be reached.

import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { base, configOf, mistakesOf } from './support.ts';

const ALERTS = `alerts:
  notify:
    channels:
      - { id: surat, kind: email, host: smtp.example.go.id, port: 25, security: none, from: jalur@example.go.id, recipients: [a@example.go.id] }
      - { id: lain, kind: email, host: smtp.example.go.id, port: 25, security: none, from: jalur@example.go.id }
      - { id: mesin, kind: syslog, host: 10.76.0.9 }
    routes: []`;

const withReports = (reports: string) => base({ alerts: ALERTS, reports });
const scheduleOf = (entry: string) => {
  const [schedule] = configOf(withReports(`reports: { schedule: [${entry}] }`)).reports.schedule;
  return schedule;
};

describe('reports', () => {
  it('are bare where nothing is said, in the language of the province', () => {
    expect(configOf(base()).reports).toEqual({
      letterhead: [],
      signatories: [],
      locale: 'id',
      keepBytes: 2e9,
      schedule: [],
    });
  });

  it('are what is said', () => {
    const { reports } = configOf(
      withReports(`reports:
  letterhead: [DINAS, Jalan]
  place: Mamuju
  locale: en
  keep: 500MB
  signatories: [{ role: Pihak Kesatu, office: Dinas, name: Ani, number: "NIP 1" }, { role: Pihak Kedua, office: PT A }]`),
    );
    expect(reports).toEqual({
      letterhead: ['DINAS', 'Jalan'],
      place: 'Mamuju',
      locale: 'en',
      keepBytes: 500e6,
      signatories: [
        { role: 'Pihak Kesatu', office: 'Dinas', name: 'Ani', number: 'NIP 1' },
        { role: 'Pihak Kedua', office: 'PT A' },
      ],
      schedule: [],
    });
  });

  it.each([
    [
      '{ id: a, report: sla }',
      { id: 'a', report: 'sla', each: 'contract', locale: 'id', formats: ['pdf', 'xlsx'], cron: '0 6 1 * *' },
    ],
    [
      '{ id: a, report: evidence, locale: en, formats: [csv] }',
      { id: 'a', report: 'evidence', locale: 'en', formats: ['csv'], cron: '0 6 5 1 *' },
    ],
    [
      '{ id: a, report: executive, cron: "30 7 2 * *", mail: { channel: surat } }',
      {
        ...{ id: 'a', report: 'executive', locale: 'id', formats: ['pdf', 'xlsx'], cron: '30 7 2 * *' },
        mail: { channel: 'surat', recipients: [] },
      },
    ],
    [
      '{ id: a, report: sla, each: provider, mail: { channel: lain, recipients: [b@example.go.id] } }',
      {
        ...{ id: 'a', report: 'sla', each: 'provider', locale: 'id', formats: ['pdf', 'xlsx'] },
        cron: '0 6 1 * *',
        mail: { channel: 'lain', recipients: ['b@example.go.id'] },
      },
    ],
  ])('are planned: %s', (entry, wanted) => {
    expect(scheduleOf(entry)).toEqual(wanted);
  });

  it('are warned of where there is nothing to report on', () => {
    const warningsOf = (entry: string) =>
      configOf(withReports(`reports: { schedule: [${entry}] }`)).warnings.flatMap(({ message }) =>
        message.includes('this report') ? [message] : [],
      );
    expect(warningsOf('{ id: a, report: sla }')).toEqual([
      'there is no contract, so that this report is never made; wanted contracts, or another "each"',
    ]);
    expect(warningsOf('{ id: a, report: sla, each: province }, { id: b, report: rollout }')).toEqual([]);
  });

  it.each([
    ['{ id: a, report: rollout, each: contract }', 'only sla takes each'],
    ['{ id: a, report: sla, cron: "@monthly" }', 'found "@monthly", wanted five fields'],
    ['{ id: a, report: sla, cron: "0 0 6 1 * *" }', 'wanted five fields'],
    ['{ id: a, report: sla, formats: [pdf, pdf] }', 'the format pdf stands here twice'],
    ['{ id: a, report: sla, mail: { channel: surt } }', 'there is no channel "surt"'],
    ['{ id: a, report: sla, mail: { channel: mesin } }', 'wanted one of kind email'],
    ['{ id: a, report: sla, mail: { channel: lain } }', 'has no recipients of its own'],
    [
      '{ id: a, report: sla, mail: { channel: lain, recipients: [b] } }',
      'found "b", wanted an e-mail address',
    ],
    ['{ id: a, report: sla }, { id: a, report: rollout }', 'the id "a" is taken already among schedule'],
    ['{ id: a, report: incident }', 'incident'],
  ])('are not planned like this: %s', (entry, message) => {
    const mistakes = mistakesOf(withReports(`reports: { schedule: [${entry}] }`));
    expect(mistakes).toHaveLength(1);
    expect(mistakes[0]).toContain(message);
  });
});

describe.each(['configuration.md', 'reports.md'])('docs/%s', (name) => {
  const text = readFileSync(resolve(import.meta.dirname, `../../docs/${name}`), 'utf8');
  const examples = [...text.matchAll(/```yaml\n(reports:\n[\s\S]*?)```/g)].map(([, example = '']) => example);

  it('has examples that are right', () => {
    expect(examples.length).toBeGreaterThan(0);
    for (const example of examples) expect(mistakesOf(withReports(example)), example).toEqual([]);
  });
});

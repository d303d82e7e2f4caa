// docs/notifications.md and docs/maintenance.md: every example loads without a warning, and no channel, field or key is left out.

import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { CHANNEL_DEFAULTS } from '../../src/config/defaults-notify.ts';
import { jsonSchemaText } from '../../src/config/json-schema.ts';
import { TEMPLATE_FIELDS } from '../../src/config/template-fault.ts';
import { formatDuration } from '../../src/config/units.ts';
import { readTemplate } from '../../src/notify/channels/common/template.ts';
import { base, configOf, type Files } from './support.ts';

const read = (name: string) => readFileSync(resolve(import.meta.dirname, `../../docs/${name}`), 'utf8');
const DOCS = ['notifications.md', 'maintenance.md', 'configuration.md'].map(
  (name) => [name, read(name)] as const,
);
const REFERENCE = read('configuration.md');

const SECRETS = {
  TELEGRAM_TOKEN: `123456789:${'A'.repeat(35)}`,
  WA_AUTHORIZATION: 'x',
  HEALTHCHECK_URL: 'https://hc.example/a',
};
const FILES: Files = { '/etc/jalur/wa-token': 'x', '/etc/jalur/smtp-password': 'x' };
const PLACES = {
  providers: 'providers: [{ id: penyedia-a, name: A }]',
  sites: `sites:
  - { id: pusat, name: Pusat, kind: province }
  - { id: majene, name: Majene, kind: regency, parent: pusat }
  - { id: mamuju, name: Mamuju, kind: regency, parent: pusat }
  - { id: desa, name: Desa, kind: village, parent: majene }`,
  links: `links:
  - { id: prov-majene, from: pusat, to: majene, medium: fiber, provider: penyedia-a, tags: [desa], device: { address: 10.76.5.1 } }`,
};

/** YAML examples that begin with `alerts:`. */
function examplesOf(text: string): readonly string[] {
  return [...text.matchAll(/```yaml\n(alerts:\n[\s\S]*?)```/g)].map(([, example = '']) => example);
}

interface Schema {
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly items?: Schema;
  readonly oneOf?: readonly Schema[];
  readonly anyOf?: readonly Schema[];
  readonly const?: string;
}

/** Keys of each kind of channel. */
function channelKeys(): readonly (readonly [kind: string, keys: readonly string[]])[] {
  const schema = JSON.parse(jsonSchemaText()) as Schema;
  const channels = schema.properties?.['alerts']?.properties?.['notify']?.properties?.['channels']?.items;
  return (channels?.oneOf ?? channels?.anyOf ?? []).map(({ properties = {} }) => [
    properties['kind']?.const ?? '',
    Object.keys(properties),
  ]);
}

describe.each(DOCS)('docs/%s', (_, text) => {
  it.each(examplesOf(text))('has an example that is right:\n%s', (example) => {
    const config = configOf({ ...FILES, 'a.yaml': base({ ...PLACES, alerts: example }) }, SECRETS);
    expect(config.warnings).toEqual([]);
  });
});

describe('docs/configuration.md', () => {
  it('knows all kinds of channel', () => {
    expect(channelKeys().map(([kind]) => kind)).toEqual(Object.keys(CHANNEL_DEFAULTS));
  });

  it.each(channelKeys())('has every key of %s beside its kind', (kind, keys) => {
    const common = ['id', 'kind', 'locale', 'expire', 'perMinute', 'timeout'];
    const rows = REFERENCE.split('\n');
    const first = rows.findIndex((row) => row.startsWith(`| \`${kind}\` | `));
    const after = rows.findIndex((row, at) => at > first && !row.startsWith('| | | | '));
    const own = rows.slice(first, after).join('\n');
    expect(keys.filter((key) => !common.includes(key) && !own.includes(`\`${key}\``))).toEqual([]);
  });

  it.each(Object.entries(CHANNEL_DEFAULTS))('has the figures of %s', (kind, { perMinute, timeoutMs }) => {
    expect(REFERENCE).toContain(`| \`${kind}\` | ${perMinute} | ${formatDuration(timeoutMs)} | `);
  });
});

describe('docs/notifications.md', () => {
  const text = read('notifications.md');

  it.each(channelKeys())('explains %s', (kind) => {
    expect(text).toContain(`\n### ${kind}\n`);
    expect(text.split(`\n### ${kind}\n`)[1]?.split('\n## ')[0]).toContain(`kind: ${kind}`);
  });

  it.each(TEMPLATE_FIELDS)('names the field %s of templates', (field) => {
    expect(text).toMatch(new RegExp(`["\`{]${field}["\`}]`));
  });

  it.each([...TEMPLATE_FIELDS, 'labels.link'])('and the channel knows %s', (field) => {
    expect(readTemplate(`{ "a": "{{${field}}}" }`, 'application/json')).not.toHaveProperty('fault');
  });
});

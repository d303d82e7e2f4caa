// The JSON against Grafana's published types: each dashboard, and the options of each panel, as literals that the compiler reads.

import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { SETS } from '../../src/grafana/sheet.ts';
import { type Board, boardsOf, shown } from './support/model.ts';

const MODULES = resolve(import.meta.dirname, '../../node_modules');
const directory = mkdtempSync(join(tmpdir(), 'jalur-types-'));
symlinkSync(MODULES, join(directory, 'node_modules'));
afterAll(() => rmSync(directory, { recursive: true, force: true }));

/** Module of @grafana/schema that knows the options of a panel. */
const PANELS: Readonly<Record<string, readonly [folder: string, file: string]>> = {
  stat: ['stat', 'StatPanelCfg'],
  timeseries: ['timeseries', 'TimeSeriesPanelCfg'],
  'state-timeline': ['statetimeline', 'StateTimelinePanelCfg'],
  heatmap: ['heatmap', 'HeatmapPanelCfg'],
  table: ['table', 'TablePanelCfg'],
  geomap: ['geomap', 'GeomapPanelCfg'],
  logs: ['logs', 'LogsPanelCfg'],
};

/** Panels whose fields have options of their own, and the module's name for them. */
const FIELDS = ['timeseries', 'statetimeline', 'heatmap'] as const;

/** Enumerations become the values that JSON holds; everything may be left out that has a default. */
const HEAD = `import type { Dashboard } from '@grafana/schema';
${Object.values(PANELS)
  .map(
    ([folder, file]) =>
      `import type { Options as ${folder} } from '@grafana/schema/dist/esm/raw/composable/${folder}/panelcfg/x/${file}_types.gen';`,
  )
  .join('\n')}
${FIELDS.map((folder) => {
  const [, file] = Object.values(PANELS).find(([each]) => each === folder) ?? [];
  return `import type { FieldConfig as ${folder}Fields } from '@grafana/schema/dist/esm/raw/composable/${folder}/panelcfg/x/${file}_types.gen';`;
}).join('\n')}
type Plain<T> = T extends string ? \`\${T}\` : T extends number ? (\`\${T}\` extends \`\${infer N extends number}\` ? N : T)
  : T extends readonly (infer E)[] ? Plain<E>[] : T extends object ? { [K in keyof T]: Plain<T[K]> } : T;
`;

/** An annotation without what is the data source's own. */
function bare(annotation: Board['annotations']['list'][number]): object {
  const own = ['target', 'titleFormat', 'textFormat', 'tagKeys'];
  return Object.fromEntries(Object.entries(annotation).filter(([key]) => !own.includes(key)));
}

/** A source that compiles when a dashboard is right. */
function source(board: Board): string {
  const { annotations, ...rest } = board;
  // Queries are the data source's own matter, and the types know none.
  const whole = {
    ...rest,
    annotations: { list: annotations.list.map(bare) },
  };
  const options = shown(board).map(({ type, options: own }) => {
    const [folder] = PANELS[type] ?? [];
    if (folder === undefined) throw new Error(`no types are known for a panel "${type}"`);
    return `(${JSON.stringify(own)}) satisfies Plain<${folder}>;`;
  });
  for (const { type, fieldConfig } of shown(board)) {
    const folder = FIELDS.find((each) => each === PANELS[type]?.[0]);
    const custom = fieldConfig?.defaults['custom'];
    if (folder && custom) options.push(`(${JSON.stringify(custom)}) satisfies Plain<${folder}Fields>;`);
  }
  return `${HEAD}(${JSON.stringify(whole)}) satisfies Plain<Dashboard>;\n${options.join('\n')}\nexport {};\n`;
}

/** Compiles the files in the directory; what the compiler says. */
function compile(files: Readonly<Record<string, string>>): string {
  for (const [name, text] of Object.entries(files)) writeFileSync(join(directory, name), text);
  const config = {
    compilerOptions: {
      noEmit: true,
      strict: true,
      skipLibCheck: true,
      module: 'esnext',
      moduleResolution: 'bundler',
      target: 'esnext',
      types: [],
    },
    files: Object.keys(files),
  };
  writeFileSync(join(directory, 'tsconfig.json'), JSON.stringify(config));
  const { stdout, stderr } = spawnSync(
    process.execPath,
    [join(MODULES, 'typescript/bin/tsc'), '-p', directory],
    {
      encoding: 'utf8',
      maxBuffer: 50e6,
    },
  );
  return `${stdout}${stderr}`;
}

describe("Grafana's published types", () => {
  it('fit every dashboard and the options of every panel', () => {
    const files: Record<string, string> = {};
    let panels = 0;
    for (const set of SETS)
      for (const [path, board] of boardsOf(set)) {
        files[`${path.replace(/\W+/g, '-')}.ts`] = source(board);
        panels += shown(board).length;
      }
    expect(Object.keys(files)).toHaveLength(14);
    expect(panels).toBeGreaterThan(120);
    expect(compile(files)).toBe('');
  }, 60_000);

  it('find a misspelt value, and an option that there is not', () => {
    const [, board] = boardsOf('influxdb')[0] ?? [];
    if (!board) throw new Error('no dashboard');
    const good = source(board);
    const said = compile({
      'value.ts': good.replaceAll('"graphMode":"area"', '"graphMode":"areaa"'),
      'option.ts': good.replaceAll('"graphMode":"area"', '"graphMood":"area","graphMode":"area"'),
      'field.ts': good.replaceAll('"drawStyle":"line"', '"drawStyle":"lines"'),
      'refresh.ts': good.replace('"refresh":2', '"refresh":7'),
    });
    expect(said).toMatch(/value\.ts.*areaa/);
    expect(said).toMatch(/option\.ts.*graphMood/);
    expect(said).toMatch(/field\.ts.*lines/);
    expect(said).toMatch(/refresh\.ts/);
  }, 60_000);
});

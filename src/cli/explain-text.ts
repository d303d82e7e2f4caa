// An explanation as `jalur explain` prints it: the sentences, then the evidence in tables.

import type { Ancestor, Explanation } from '../api/explanation.ts';
import type { RuleLook } from '../domain/rule-look.ts';
import type { EchoView } from '../stream/protocol.ts';
import { table } from './output.ts';

/** Rules printed; --json has all of them. Raised and building ones come first, then the nearest. */
const MOST_RULES = 12;

/** Lines for a terminal. */
export function explanationLines({ sentences, evidence }: Explanation): readonly string[] {
  const { echoes, ancestors, rules, detection } = evidence;
  const { failedPolls, failedPollsToAlert } = detection;
  return [
    ...sentences,
    '',
    ...echoLines(echoes),
    `lost in a row: ${detection.lostInRow}, it takes ${detection.lostToDecide}`,
    ...(failedPolls === undefined
      ? []
      : [`polls failed in a row: ${failedPolls}, it takes ${failedPollsToAlert}`]),
    ...ancestorLines(ancestors),
    ...ruleLines(rules),
  ];
}

function echoLines(echoes: readonly EchoView[]): string[] {
  const last = echoes.at(-1);
  if (!last) return ['no echo of late'];
  const marks = echoes.map(({ outcome }) => (outcome === 'answered' ? '.' : 'x')).join('');
  const rtt = last.rttMs === undefined ? '' : `, ${Math.round(last.rttMs * 10) / 10} ms`;
  return [`last ${echoes.length} echoes: ${marks}  (the newest ${moment(last.at)}: ${last.outcome}${rtt})`];
}

function ancestorLines(ancestors: readonly Ancestor[]): string[] {
  if (ancestors.length === 0) return [];
  const rows = ancestors.flatMap(({ name, answeredAt, links }) =>
    links.map(({ name: link, atBegin, now }, index) => [
      index === 0 ? `  ${name}` : '',
      index === 0 ? (answeredAt === undefined ? 'not seen yet' : moment(answeredAt)) : '',
      link,
      atBegin ? `${atBegin.state} since ${moment(atBegin.since)}` : 'unknown',
      `${now.state} since ${moment(now.since)}`,
    ]),
  );
  return [
    '',
    'on the way to it:',
    ...table([['  site', 'answered', 'link', 'when it began', 'now'], ...rows]),
  ];
}

function ruleLines(rules: readonly RuleLook[]): string[] {
  if (rules.length === 0) return [];
  const measured = rules.filter(({ finding }) => finding !== 'no-data');
  const shown = measured.slice(0, MOST_RULES);
  const rows = shown.map((look) => [
    `  ${look.rule}`,
    look.instance === undefined ? look.figure : `${look.figure} of ${look.instance}`,
    value(look.value, look.unit),
    look.limit ? `${look.limit.side} ${value(look.limit.raise, look.unit)}` : '',
    look.distance === undefined ? '' : value(look.distance, look.unit),
    stageOf(look),
  ]);
  const left = rules.length - shown.length;
  return [
    '',
    'rules about it:',
    ...table([['  rule', 'figure', 'now', 'raised', 'away', 'stage'], ...rows]),
    ...(left > 0 ? [`  and ${left} more (${rules.length - measured.length} without data)`] : []),
  ];
}

function stageOf({ stage, turningForMs, forMs, looks }: RuleLook): string {
  const turning = turningForMs === undefined ? '' : `, ${seconds(turningForMs)} of ${seconds(forMs)}`;
  return `${stage}${turning}${looks === 'now' ? '' : ` (${looks})`}`;
}

function value(figure: number | string | undefined, unit: string | undefined): string {
  if (figure === undefined) return '';
  return unit === undefined || unit === '1' || typeof figure === 'string' ? `${figure}` : `${figure} ${unit}`;
}

function seconds(ms: number): string {
  return `${Math.round(ms / 1_000)} s`;
}

/** By this machine's clock and zone: the reader sits at it. */
function moment(at: number): string {
  return new Date(at).toLocaleString('sv-SE');
}

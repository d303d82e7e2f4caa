// What is right in itself and still reaches nobody: channels without a route; rules, routes and windows without a link;
// hours without anybody on call. Looks at the configuration as it will be in force.

import type { MaintenanceWindow } from '../domain/maintenance.ts';
import { coveredLinks } from '../domain/maintenance-plan.ts';
import type { Network } from '../domain/network.ts';
import type { Rule } from '../domain/rule.ts';
import { covers } from '../domain/rule-book.ts';
import { topologyOf } from '../domain/topology.ts';
import type { RawConfig } from './include.ts';
import type { NotifyConfig, RosterConfig, StepConfig } from './notify-config.ts';
import { type Path, valueAt } from './place.ts';
import { needsRecipients } from './recipient.ts';
import { type Tell, tellOf } from './tell.ts';
import { describeGaps, gapsOf, stretchesOf } from './week.ts';

const NOTIFY: Path = ['alerts', 'notify'];

/** Warns about messages that would reach nobody. */
export function warnNotify(raw: RawConfig, notify: NotifyConfig, network: Network): void {
  const tell = tellOf(raw);
  const used = new Set(notify.routes.flatMap(({ steps }) => steps.flatMap((step) => step.channels)));
  notify.channels.forEach(({ id }, index) => {
    if (!used.has(id)) tell.warn([...NOTIFY, 'channels', index, 'id'], `no route uses the channel "${id}"`);
  });
  const links = [...network.links.values()];
  notify.routes.forEach((route, index) => {
    if (!links.some((link) => covers(route, link, network)))
      tell.warn([...NOTIFY, 'routes', index], `the route "${route.id}" covers no link`);
    route.steps.forEach((step, at) => {
      const path: Path = [...NOTIFY, 'routes', index, 'steps', at];
      warnStep(step, path, notify, tell);
    });
  });
  const onSteps = new Set(notify.routes.flatMap(({ steps }) => steps.map((step) => step.roster)));
  notify.rosters.forEach((roster, index) => {
    const gaps = gapsOf(roster.shifts.flatMap(({ hours }) => stretchesOf(hours)));
    if (gaps.length > 0)
      tell.warn(
        [...NOTIFY, 'rosters', index],
        `nobody of the roster "${roster.id}" is on call ${describeGaps(gaps)}; the channels’ own recipients are told then`,
      );
    if (!onSteps.has(roster.id))
      tell.warn([...NOTIFY, 'rosters', index, 'id'], `no step of a route uses the roster "${roster.id}"`);
  });
}

/** Whether somebody on the roster of a step is at the end of its channels at every hour. */
function warnStep(step: StepConfig, path: Path, notify: NotifyConfig, tell: Tell): void {
  const channels = notify.channels.filter(({ id }) => step.channels.includes(id));
  const roster = notify.rosters.find(({ id }) => id === step.roster);
  if (!roster) return;
  if (hasGap(roster))
    for (const channel of channels.filter(needsRecipients))
      tell.warn(
        [...path, 'roster'],
        `the channel "${channel.id}" has no recipients of its own: outside the shifts of "${roster.id}" it tells nobody`,
      );
  const onCall = new Set(roster.shifts.flatMap(({ people }) => people));
  for (const person of notify.people)
    if (onCall.has(person.id) && !channels.some(({ id }) => person.contacts.has(id)))
      tell.warn(
        [...path, 'roster'],
        `"${person.id}" is on the roster and has no contact on ${step.channels.map((id) => `"${id}"`).join(' or ')}`,
      );
}

function hasGap({ shifts }: RosterConfig): boolean {
  return gapsOf(shifts.flatMap(({ hours }) => stretchesOf(hours))).length > 0;
}

/** Warns about rules of the office's own that look at no link; shipped ones wait for media that may come. */
export function warnRules(raw: RawConfig, rules: readonly Rule[], network: Network): void {
  const tell = tellOf(raw);
  const active = [...network.links.values()].filter(({ stage }) => stage === 'active');
  const written: unknown = valueAt(raw.root, ['alerts', 'rules']);
  for (const rule of rules) {
    if (rule.origin === 'shipped' || active.some((link) => covers(rule, link, network))) continue;
    const index = Array.isArray(written)
      ? written.findIndex((entry) => valueAt(entry, ['id']) === rule.id)
      : 0;
    tell.warn(['alerts', 'rules', index], `the rule "${rule.id}" covers no active link`);
  }
}

/** Warns about windows that cover no link. */
export function warnMaintenance(
  raw: RawConfig,
  windows: readonly MaintenanceWindow[],
  network: Network,
): void {
  if (windows.length === 0) return;
  const tell = tellOf(raw);
  const topology = topologyOf(network);
  windows.forEach((window, index) => {
    if (coveredLinks(window.scope, network, topology).size === 0)
      tell.warn(['alerts', 'maintenance', index, 'scope'], `the window "${window.id}" covers no link`);
  });
}

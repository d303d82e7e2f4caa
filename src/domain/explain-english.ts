// What explanations say in English.

import { FIGURE_UNITS, figure, number, span, waitMs } from './explain-figures.ts';
import type { Words } from './explain-words.ts';
import type { RuleLook } from './rule-look.ts';
import { ENGLISH_TERMS } from './terms-english.ts';

const OUTCOMES = {
  lost: 'no reply',
  unreachable: 'reported unreachable',
  'ttl-exceeded': 'TTL exceeded',
  'no-route': 'no route',
} as const;

/** English. */
export const ENGLISH: Words = {
  states: { up: 'up', degraded: 'degraded', down: 'down', unreachable: 'unreachable', unknown: 'unknown' },
  stages: { planned: 'planned', active: 'active', suspended: 'suspended', retired: 'retired' },
  causes: ENGLISH_TERMS.cause,
  state: (name, state, since) => `${name} is ${state} since ${since}.`,
  reason: (reason, input) => {
    switch (reason.kind) {
      case 'answering':
        return [
          reason.beatEveryMs === undefined
            ? 'Its echoes are answered.'
            : `Its device cannot be asked and beats by itself; the beats, wanted every ${span(reason.beatEveryMs, number)}, arrive.`,
        ];
      case 'quality':
        return [
          `Its ${reason.figure} stood at ${number(reason.value)}${FIGURE_UNITS[reason.figure]}, above the limit of ${number(reason.limit)}${FIGURE_UNITS[reason.figure]}.`,
        ];
      case 'silent':
        return [
          reason.beatEveryMs !== undefined
            ? `${reason.lostInRow} beats in a row did not arrive, the first due at ${input.time(reason.firstLostAt)}; its device cannot be asked and beats every ${span(reason.beatEveryMs, number)}, and with a usual loss of ${number(reason.lossPct)}% it takes ${reason.required} of them: finding out takes ${span(waitMs(reason.required, reason.beatEveryMs), number)} after the last that came.`
            : `${reason.lostInRow} echoes in a row were not answered (${OUTCOMES[reason.outcome]}), the first sent at ${input.time(reason.firstLostAt)}; with a usual loss of ${number(reason.lossPct)}% it takes ${reason.required}.`,
          reason.ancestors.length === 0
            ? 'It begins at the monitor’s own site, and the monitor could see.'
            : `Meanwhile these were seen to work: ${reason.ancestors.map(({ site, answeredAt }) => `${input.siteName(site)} (${input.time(answeredAt)})`).join(', ')}.`,
        ];
      case 'ancestor':
        return [
          `It hangs behind ${input.siteName(reason.site)}, which has no working link: ${input.linkName(reason.link)} is down since ${input.time(reason.since)}, proved by ${reason.beatEveryMs === undefined ? 'an echo lost at' : 'a missing beat that was due at'} ${input.time(reason.provedAt)}.`,
        ];
      case 'blind':
        return ['The monitor itself is cut off and sees nothing.'];
      case 'stopped':
        return ['jalur was not running, and nothing has been measured since.'];
      case 'clock':
        return ['The system clock was set forward over this time.'];
      case 'own-faults':
        return [
          'For a minute or longer this machine spoiled every echo to it: its own route or firewall refuses them, or it is too slow. What the link does is not known.',
        ];
      case 'unmeasured':
        return ['Nothing has been answered yet.'];
      case 'not-probed':
        return ['It is not probed.'];
    }
  },
  suspicion: ({ lostInRow, required, beatEveryMs }) =>
    beatEveryMs === undefined
      ? `It is being checked: ${lostInRow} echoes in a row are lost, ${required} would decide.`
      : `It is being waited for: ${lostInRow} beats in a row are missing, ${required} would decide, ${span(waitMs(required, beatEveryMs), number)} after the last that came.`,
  notActive: (stage) => `It does not alert because it is ${stage}.`,
  noAlert: 'There is no alert about it.',
  alerting: (rule, since) => `Alert ${rule} is active since ${since}.`,
  held: (rule, why) => `Alert ${rule} is held back: ${why}.`,
  suppression: (proof, input) => {
    switch (proof.by) {
      case 'ancestor':
        return `its cause is ${input.linkName(proof.link)}, down since ${input.time(proof.since)}${proof.alert === undefined ? '' : ` (alert #${proof.alert})`}, proved at ${input.time(proof.provedAt)}`;
      case 'blind':
        return `the monitor is blind since ${input.time(proof.since)}`;
      case 'flapping':
        return `the link is flapping since ${input.time(proof.since)} (alert #${proof.alert})`;
      case 'maintenance':
        return `maintenance “${proof.name}”, announced by ${proof.announcedBy}, from ${input.time(proof.since)} to ${input.time(proof.until)}, and the trouble began within it`;
      case 'shelved':
        return `${proof.who} shelved it at ${input.time(proof.since)}, until ${input.time(proof.until)}`;
      case 'rule':
        return `alert ${proof.rule} #${proof.alert} about the same link says it already, since ${input.time(proof.since)}`;
      case 'settling':
        return `jalur started at ${input.time(proof.since)} and makes sure until ${input.time(proof.until)} what is new`;
    }
  },
  returned: (rule, at, latched) =>
    latched
      ? `Alert ${rule} is latched: its condition is gone since ${at}, and it stays until it is reset.`
      : `Alert ${rule} waits to be acknowledged: its condition is gone since ${at}.`,
  acknowledged: (by, at) => `${by} acknowledged it at ${at}.`,
  again: (occurrences) => `It has come ${occurrences} times.`,
  cause: (cause, by, at) => `The cause, as ${by} confirmed at ${at}: ${cause}.`,
  overrun: (window) => `The maintenance “${window}” was over before the link came back.`,
  turning: (look) => {
    const held = span(look.turningForMs ?? 0, number);
    const wanted = span(look.forMs, number);
    const what = `Rule “${look.name.en}” (${figureOf(look)})`;
    if (look.stage === 'clearing') return `${what} is on its way back for ${held}; after ${wanted} it ends.`;
    return look.turningForMs === undefined
      ? `${what} holds; after ${wanted} it is raised.`
      : `${what} holds for ${held}; after ${wanted} it is raised.`;
  },
  quiet: (count, nearest) =>
    `${count === 1 ? '1 rule looks at it and says' : `${count} rules look at it and say`} nothing${nearest ? `; the nearest is “${nearest.name.en}” (${figureOf(nearest)})` : ''}.`,
};

function figureOf({ figure: name, value, unit, limit, distance, instance }: RuleLook): string {
  const part = instance === undefined ? '' : ` of ${instance}`;
  if (value === undefined) return `${name}${part}: nothing measured`;
  const shown = `${name}${part}${part && ':'} ${figure(value, unit, number)}`;
  if (!limit) return shown;
  const raise = figure(limit.raise, unit, number);
  const side = limit.side === 'above' ? 'above' : 'below';
  return distance === undefined || distance === 0
    ? `${shown}, raised ${side} ${raise}`
    : `${shown}, raised ${side} ${raise}, ${figure(distance, unit, number)} away`;
}

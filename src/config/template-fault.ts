// Whether a template of a message's body can be meant. The channel that fills it in reads it again, its own way.

import { didYouMean } from './suggest.ts';

/** What may stand between `{{` and `}}`, beside `labels.NAME`. */
export const TEMPLATE_FIELDS: readonly string[] = [
  ...['id', 'kind', 'locale', 'severity', 'incident', 'alert', 'subject', 'body', 'text', 'url'],
  ...['startsAt', 'startsAtMs', 'endsAt', 'endsAtMs', 'labels', 'recipient', 'recipients'],
];

/** What is wrong with a template; undefined when nothing is. */
export function templateFault(template: string, contentType: string): string | undefined {
  for (const [, written = ''] of template.matchAll(/\{\{([^{}]*)\}\}/g)) {
    const field = written.trim();
    if (TEMPLATE_FIELDS.includes(field) || /^labels\../.test(field)) continue;
    const hint = didYouMean(field, TEMPLATE_FIELDS);
    return `there is no field "${field}"${hint === '' ? `; known are ${TEMPLATE_FIELDS.join(', ')}, labels.NAME` : hint}`;
  }
  const [type = ''] = contentType.toLowerCase().split(';');
  if (!/^application\/(?:.*\+)?json *$/.test(type)) return undefined;
  try {
    JSON.parse(filledIn(template));
    return undefined;
  } catch {
    return 'is no JSON once its fields are filled in, wanted JSON, or another contentType';
  }
}

/** A letter for every field within a string, null for every other. */
function filledIn(template: string): string {
  let isInString = false;
  return template.replace(/\\.|"|\{\{[^{}]*\}\}/gs, (found) => {
    if (found === '"') isInString = !isInString;
    return found.startsWith('{{') ? (isInString ? 'x' : 'null') : found;
  });
}

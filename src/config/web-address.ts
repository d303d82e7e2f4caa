// Addresses of web services in a configuration: whether they are any, and whether they hold a secret.

import type { SecretText } from './secret.ts';

/** Parameters whose value lets somebody in. */
const LETS_IN = /key|token|secret|sig|pass|auth|code/i;
/** A long word of letters and digits mixed is no name: webhook addresses carry such. */
const RANDOM_WORD = /^(?=[^/]*\d)(?=[^/]*[a-z])[\w-]{16,}$/i;

/** An http or https URL; undefined when the text is none. */
export function webUrl(text: string): URL | undefined {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  return url && ['http:', 'https:'].includes(url.protocol) && url.hostname !== '' ? url : undefined;
}

/** Whether an address has a user, a password, or a part that looks like a key. */
export function holdsSecret(url: URL): boolean {
  return (
    url.username !== '' ||
    url.password !== '' ||
    [...url.searchParams].some(([name, value]) => LETS_IN.test(name) || RANDOM_WORD.test(value)) ||
    url.pathname.split('/').some((part) => RANDOM_WORD.test(part))
  );
}

/** What is wrong with the address of a service, without repeating it; undefined when nothing is. */
export function secretUrlFault(secret: SecretText, clearIsMistake: boolean): string | undefined {
  if (secret.isStandIn) return undefined;
  const url = webUrl(secret.reveal());
  if (!url) return 'url: found a text that is not shown here, wanted an http or https address';
  return secret.inClear && clearIsMistake && holdsSecret(url)
    ? 'url: holds a secret that stands in the file, wanted !env NAME or !file PATH for the whole address'
    : undefined;
}

/** What is wrong with an address that has no secret; undefined when nothing is. */
export function plainUrlFault(text: string, example: string): string | undefined {
  const url = webUrl(text);
  if (!url)
    return `found ${text.includes('@') ? 'a text that is not shown here' : `"${text}"`}, wanted an address such as ${example}`;
  if (url.username !== '' || url.password !== '') return 'holds a user or password, wanted the address alone';
  if (url.search !== '' || url.hash !== '')
    return `found "${text}", wanted an address without ? and #, such as ${example}`;
  return undefined;
}

/** An address without the slash at its end, for paths to be put behind it. */
export function withoutSlash(text: string): string {
  return text.replace(/\/+$/, '');
}

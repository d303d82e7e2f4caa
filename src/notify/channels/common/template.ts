// Templates of request bodies: `{{field}}` stands for a field of the message. Values are written the way the content type
// wants them, so that no quote, line break or sign in a message can change what surrounds it.

import { templateFault } from '../../../config/template-fault.ts';
import type { Message } from '../../port.ts';
import { messageJson, messageText } from './content.ts';

/** A template that was read. Rendering cannot fail. */
export interface Template {
  /** Whether it names one recipient: then each recipient gets a request of its own. */
  readonly perRecipient: boolean;
  render(message: Message, recipients: readonly string[]): string;
}

type Value = string | number | null | readonly string[] | Readonly<Record<string, string>>;
type Part = string | { readonly field: string; readonly write: (value: Value) => string };
type Syntax = 'json' | 'form' | 'xml' | 'text';

const LABEL = 'labels.';
/** Room for the subject, the body and the address of the page. */
const MAX_TEXT_LENGTH = 8_000;

/**
 * Reads a template, or tells in one sentence what is wrong with it. In JSON a field may stand inside a string, where it is
 * escaped text, or in a value's place without quotes, where it is a whole value: a number, a list, null when it is absent.
 */
export function readTemplate(source: string, contentType: string): Template | { readonly fault: string } {
  const fault = templateFault(source, contentType);
  if (fault !== undefined) return { fault };
  const syntax = syntaxOf(contentType);
  const parts: Part[] = [];
  let inString = false;
  let end = 0;
  for (const match of source.matchAll(/\{\{\s*([^{}]*?)\s*\}\}/g)) {
    const before = source.slice(end, match.index);
    inString = endsInString(before, inString);
    const write = syntax === 'json' && !inString ? jsonValue : WRITERS[syntax];
    parts.push(before, { field: match[1] ?? '', write });
    end = match.index + match[0].length;
  }
  parts.push(source.slice(end));
  return {
    perRecipient: parts.some((part) => typeof part !== 'string' && part.field === 'recipient'),
    render: (message, recipients) => render(parts, message, recipients),
  };
}

/** Whether a JSON text, begun inside a string or outside, ends inside one. */
function endsInString(text: string, begunInside: boolean): boolean {
  let inside = begunInside;
  for (let i = 0; i < text.length; i++) {
    if (inside && text[i] === '\\') i++;
    else if (text[i] === '"') inside = !inside;
  }
  return inside;
}

function syntaxOf(contentType: string): Syntax {
  const type = contentType.split(';', 1)[0]?.trim().toLowerCase() ?? '';
  if (type === 'application/json' || type.endsWith('+json')) return 'json';
  if (type === 'application/x-www-form-urlencoded') return 'form';
  if (type.endsWith('/xml') || type.endsWith('+xml') || type === 'text/html') return 'xml';
  return 'text';
}

const WRITERS: Readonly<Record<Syntax, (value: Value) => string>> = {
  json: (value) => JSON.stringify(asText(value)).slice(1, -1),
  form: (value) => encodeURIComponent(asText(value)),
  xml: (value) =>
    asText(value)
      .replace(/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, ' ')
      .replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`),
  text: asText,
};

function jsonValue(value: Value): string {
  return JSON.stringify(value);
}

function asText(value: Value): string {
  if (value === null) return '';
  if (typeof value !== 'object') return String(value).toWellFormed();
  const items = Array.isArray(value) ? value : Object.entries(value).map(([name, text]) => `${name}=${text}`);
  return items.join(', ').toWellFormed();
}

function render(parts: readonly Part[], message: Message, recipients: readonly string[]): string {
  const fields: Readonly<Record<string, Value | undefined>> = {
    ...messageJson(message, recipients),
    text: messageText(message, MAX_TEXT_LENGTH),
    recipient: recipients[0] ?? null,
  };
  const lookUp = (field: string): Value =>
    field.startsWith(LABEL) ? (message.labels[field.slice(LABEL.length)] ?? null) : (fields[field] ?? null);
  return parts.map((part) => (typeof part === 'string' ? part : part.write(lookUp(part.field)))).join('');
}

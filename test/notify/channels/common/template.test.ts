// Templates: no message, whatever it says, may break what surrounds it.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readTemplate, type Template } from '../../../../src/notify/channels/common/template.ts';
import type { Message } from '../../../../src/notify/port.ts';
import { BEGAN_AT, sample } from '../../support/sample.ts';

function template(source: string, contentType = 'application/json'): Template {
  const read = readTemplate(source, contentType);
  if ('fault' in read) throw new Error(read.fault);
  return read;
}

/** Any UTF-16, lone surrogates and control characters included. */
const anyText = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.constantFrom('"', '\\', '\\"', '\n', '{{subject}}', '&=+%', '\u2028', '\ud800', '\u0000', '</a>', ']]>'),
);
const anyMessage: fc.Arbitrary<Message> = fc
  .record({ subject: anyText, body: anyText, url: anyText, id: anyText, label: anyText, alert: fc.nat() })
  .map(({ subject, body, url, id, label, alert }) =>
    sample({ subject, body, url, id, alert, labels: { link: label } }),
  );
const anyField = fc.constantFrom(
  ...['subject', 'body', 'severity', 'kind', 'incident', 'alert', 'url', 'id', 'startsAt', 'startsAtMs'],
  ...[
    'endsAt',
    'endsAtMs',
    'recipient',
    'recipients',
    'labels',
    'labels.link',
    'labels.none',
    'text',
    'locale',
  ],
);

describe('a template', () => {
  it('of JSON stays JSON, and hands over what was said, whatever is said', () => {
    const source =
      '{"a":"x {{ subject }} \\"y\\"","b":{{body}},"c":[{{alert}},{{endsAt}}],"d":"{{labels.link}}"}';
    fc.assert(
      fc.property(anyMessage, (message) => {
        const parsed = JSON.parse(template(source).render(message, []));
        expect(parsed).toEqual({
          a: `x ${message.subject.toWellFormed()} "y"`,
          b: message.body,
          c: [message.alert, null],
          d: message.labels['link']?.toWellFormed(),
        });
      }),
    );
  });

  it('of JSON with any fields in any places is JSON', () => {
    const anyPiece = fc.oneof(
      anyField.map((field) => `"k ${'{'}{${field}}} \\\\ e"`),
      anyField.map((field) => `{{${field}}}`),
      anyText.map((text) => JSON.stringify(text.replaceAll('{{', '(('))),
    );
    fc.assert(
      fc.property(fc.array(anyPiece), anyMessage, anyText, (pieces, message, recipient) => {
        JSON.parse(template(`[${pieces.join(',')}]`).render(message, [recipient]));
      }),
    );
  });

  it('of a form gives the fields that were meant, whatever is said', () => {
    const source = 'to={{recipient}}&text={{subject}}+{{body}}&fixed=1';
    fc.assert(
      fc.property(anyMessage, anyText, (message, recipient) => {
        const rendered = template(source, 'application/x-www-form-urlencoded').render(message, [recipient]);
        expect([...new URLSearchParams(rendered)]).toEqual([
          ['to', recipient.toWellFormed()],
          ['text', `${message.subject} ${message.body}`.toWellFormed()],
          ['fixed', '1'],
        ]);
      }),
    );
  });

  it('of XML leaves no sign that could begin or end anything', () => {
    fc.assert(
      fc.property(anyMessage, (message) => {
        const rendered = template('{{body}}', 'text/xml; charset=utf-8').render(message, []);
        expect(rendered).not.toMatch(/[<>"']|&(?!#\d+;)/);
        expect(rendered.isWellFormed()).toBe(true);
      }),
    );
  });

  it('fills in every field', () => {
    const message = sample({ endsAt: BEGAN_AT + 60_000 });
    const source =
      '{{kind}} {{severity}} {{incident}} {{startsAt}} {{endsAtMs}} {{labels}} {{recipients}}|{{labels.none}}|';
    expect(template(source, 'text/plain').render(message, ['a', 'b'])).toBe(
      `raised critical 17 2026-11-24T02:15:00.000Z ${BEGAN_AT + 60_000} rule=link.down, link=prov-majene, regency=Majene a, b||`,
    );
  });

  const faults = [
    { name: 'an unknown field', source: '{"a":"{{subjek}}"}', wanted: /^there is no field "subjek"/ },
    { name: 'a label without a name', source: '"{{labels.}}"', wanted: /^there is no field/ },
    { name: 'JSON that is none', source: '{"a":"{{subject}}"', wanted: /^is no JSON once its fields/ },
    { name: 'two values in one place', source: '{"a":{{subject}}{{body}}}', wanted: /^is no JSON/ },
  ];
  it.each(faults)('with $name is told', ({ source, wanted }) => {
    expect(readTemplate(source, 'application/json')).toMatchObject({
      fault: expect.stringMatching(wanted),
    });
  });
});

// Mistakes about who is told what: each with its place, what was found and what was wanted.

import { describe, expect, it } from 'vitest';
import { base, configOf, mistakesOf } from './support.ts';

const ENV = { TG: `123456789:${'A'.repeat(35)}`, KEY: 'kunci-rahasia-yang-panjang', SHORT: 'pendek-76' };
const TELEGRAM = '{ id: piket, kind: telegram, token: !env TG, recipients: ["-1001234567890"] }';

function withNotify(channels: readonly string[], ...rest: readonly string[]): string {
  const lines = ['alerts:', '  notify:', '    channels:', ...channels.map((channel) => `      - ${channel}`)];
  return base({ alerts: [...lines, ...rest.map((line) => `    ${line}`)].join('\n') });
}

/** Every mistake has its place, and none repeats a secret. */
function mistakes(text: string): string {
  const found = mistakesOf(text, ENV);
  expect(found.every((each) => /^a\.yaml:\d+:\d+: /.test(each))).toBe(true);
  for (const secret of Object.values(ENV)) expect(found.join('\n')).not.toContain(secret);
  return found.join('\n');
}

describe('a channel', () => {
  it.each<[string, string]>([
    [
      '{ id: a, kind: telegramm, token: !env TG }',
      'a.yaml:12:24: alerts.notify.channels[0].kind: found "telegramm", wanted one of webhook, telegram, email, alertmanager, syslog, command; did you mean "telegram"?',
    ],
    ['{ id: a }', 'kind is missing, wanted one of webhook, telegram'],
    ['{ id: a, kind: telegram }', 'token is missing, wanted a secret'],
    ['{ id: a, kind: telegram, token: !env TG, chat: "1" }', 'unknown key "chat"'],
    ['{ id: a, kind: telegram, token: !env KEY }', 'token: is none of a Telegram bot'],
    [`{ id: a, kind: telegram, token: "${ENV.TG}" }`, 'token: the secret stands in the file'],
    ['{ id: a, kind: telegram, token: !env TG, recipients: [-100123] }', 'put it in quotes'],
    [
      '{ id: a, kind: telegram, token: !env TG, recipients: [Piket Malam] }',
      'wanted the id of a chat such as',
    ],
    [
      '{ id: a, kind: telegram, token: !env TG, apiUrl: "api.telegram.org" }',
      'apiUrl: found "api.telegram.org", wanted an address such as',
    ],
    ['{ id: a, kind: webhook, url: "wa.example/send" }', 'url: found a text that is not shown here'],
    [
      '{ id: a, kind: webhook, url: "https://wa.example/send?apikey=abc" }',
      'url: holds a secret that stands in the file',
    ],
    [
      '{ id: a, kind: webhook, url: "https://u:p@wa.example/" }',
      'url: holds a secret that stands in the file',
    ],
    [
      '{ id: a, kind: webhook, url: "http://h/", headers: { Authorization: "Bearer abc" } }',
      'headers.Authorization: the secret stands',
    ],
    ['{ id: a, kind: webhook, url: "http://h/", headers: { "a b": "c" } }', '"a b" is no name of a header'],
    [
      '{ id: a, kind: webhook, url: "http://h/", headers: { X-A: "b\\nX-C: d" } }',
      'headers.X-A: holds a line break',
    ],
    [
      '{ id: a, kind: webhook, url: "http://h/", headers: { X-A: "caf—" } }',
      'headers.X-A: holds a letter that no header can carry, wanted ASCII',
    ],
    ['{ id: a, kind: webhook, url: "http://h/", secret: !env SHORT }', 'secret: shorter than 16 characters'],
    ['{ id: a, kind: webhook, url: "http://h/", contentType: json }', 'contentType: found "json"'],
    [
      '{ id: a, kind: webhook, url: "http://h/", template: \'{ "t": "{{subjct}}" }\' }',
      'no field "subjct"; did you mean "subject"?',
    ],
    [
      '{ id: a, kind: webhook, url: "http://h/", template: "text={{text}}" }',
      'template: is no JSON once its fields are filled in',
    ],
    ['{ id: a, kind: email, host: "mail.example:25", from: a@b.id }', 'host: found "mail.example:25"'],
    ['{ id: a, kind: email, host: h, from: jalur }', 'from: found "jalur", wanted an e-mail address'],
    [
      '{ id: a, kind: email, host: h, from: a@b.id, recipients: ["a@b@c"] }',
      'found "a@b@c", wanted an e-mail address',
    ],
    ['{ id: a, kind: email, host: h, from: a@b.id, user: u }', 'a user needs a password beside it'],
    [
      '{ id: a, kind: email, host: h, from: a@b.id, password: !env KEY }',
      'a password needs a user beside it',
    ],
    [
      '{ id: a, kind: email, host: h, from: a@b.id, user: u, password: !env KEY, security: none }',
      'for everybody to read',
    ],
    [
      '{ id: a, kind: alertmanager, urls: ["http://am:9093/api/v2/alerts"] }',
      'wanted the base address such as',
    ],
    ['{ id: a, kind: alertmanager, urls: ["http://am:9093/#/alerts"] }', 'wanted the base address such as'],
    ['{ id: a, kind: alertmanager, urls: ["am:9093"] }', 'urls: found "am:9093", wanted an address such as'],
    [
      '{ id: a, kind: alertmanager, urls: ["http://am"], user: u, password: !env KEY, token: !env KEY }',
      'found a token and a user',
    ],
    ['{ id: a, kind: syslog, host: h, facility: 24 }', 'wanted a whole number from 0 to 23'],
    ['{ id: a, kind: syslog, host: h, appName: "j a" }', 'appName: found "j a", wanted a word'],
    ['{ id: a, kind: command, command: [gammu] }', 'command: found "gammu", wanted the whole path'],
    ['{ id: a, kind: command, command: [] }', 'wanted a list: the program and its arguments'],
    ['{ id: a, kind: command, command: [/bin/true], perMinute: 0 }', 'wanted a whole number from 1 to 6000'],
    ['{ id: a, kind: syslog, host: h, token: !env KEY }', 'unknown key "token"'],
  ])('%s is refused: %s', (written, message) => {
    expect(mistakes(withNotify([written]))).toContain(message);
  });

  it('has an id of its own', () => {
    expect(mistakes(withNotify([TELEGRAM, TELEGRAM]))).toContain('13:15: the id "piket" is taken already');
  });
});

describe('the rest', () => {
  const person = 'people: [{ id: ani, name: Ani, contacts: { piket: "1" } }]';
  const steps = 'steps: [{ channels: [piket] }]';
  it.each<[string, string]>([
    ['pageUrl: jalur.example.go.id', 'pageUrl: found "jalur.example.go.id", wanted an address such as'],
    ['pageUrl: "https://u:p@h/"', 'pageUrl: holds a user or password'],
    ['pageUrl: "https://h/?a=1"', 'wanted an address without ? and #'],
    ['wait: 10m', 'wait: found "10m", wanted a duration from 0ms to 5m'],
    ['people: [{ id: a, name: A, contacts: {} }]', '"a" has no contact'],
    [
      'people: [{ id: a, name: A, contacts: { pikt: "1" } }]',
      'there is no channel "pikt"; did you mean "piket"?',
    ],
    [
      'people: [{ id: a, name: A, contacts: { piket: 628123 } }]',
      'wanted an address, or a list of 1 to 20; a number in quotes',
    ],
    [
      'people: [{ id: a, name: A, contacts: { piket: ["1", "x y"] } }]',
      'found "x y", wanted the id of a chat',
    ],
    [
      `${person}\n    rosters: [{ id: r, shifts: [{ people: [anni] }] }]`,
      'there is no person "anni"; did you mean "ani"?',
    ],
    [
      `${person}\n    rosters: [{ id: r, shifts: [{ people: [ani, ani] }] }]`,
      'the person "ani" stands here twice',
    ],
    [
      `${person}\n    rosters: [{ id: r, shifts: [{ people: [ani] }, { days: [sat], people: [ani] }] }]`,
      'the shift covers no time',
    ],
    [`${person}\n    rosters: [{ id: r, shifts: [{ days: [], people: [ani] }] }]`, 'at least one day'],
    [
      `${person}\n    rosters: [{ id: r, shifts: [{ from: 7.30, people: [ani] }] }]`,
      'a time of day such as 07:30',
    ],
    [`routes: [{ id: a, ${steps} }, { id: a, ${steps} }]`, 'the id "a" is taken already among routes'],
    [
      'routes: [{ id: a, steps: [{ channels: [pikett] }] }]',
      'there is no channel "pikett"; did you mean "piket"?',
    ],
    ['routes: [{ id: a, steps: [] }]', 'at least one step'],
    ['routes: [{ id: a, steps: [{ channels: [] }] }]', 'at least one'],
    ['routes: [{ id: a, steps: [{ channels: [piket], roster: x }] }]', 'there is no roster "x"'],
    [
      'routes: [{ id: a, steps: [{ after: 5m, channels: [piket] }] }]',
      'after: found 5m, wanted 0s: the first step is taken at once',
    ],
    [
      'routes: [{ id: a, steps: [{ channels: [piket] }, { channels: [piket] }] }]',
      'after: found nothing, wanted more than 0s',
    ],
    [
      'routes: [{ id: a, steps: [{ channels: [piket] }, { after: 10m, channels: [piket] }, { after: 5m, channels: [piket] }] }]',
      'after: found 5m, wanted more than 10m',
    ],
    [
      `routes: [{ id: a, rules: [link.dwn], ${steps} }]`,
      'there is no rule "link.dwn"; did you mean "link.down"?',
    ],
    [`routes: [{ id: a, rules: [hott], ${steps} }]`, 'there is no rule "hott"; did you mean "hot"?'],
    [`routes: [{ id: a, rules: [lnk.*], ${steps} }]`, 'there is no rule "lnk.*"'],
    [`routes: [{ id: a, scope: { links: [prov-majena] }, ${steps} }]`, 'did you mean "prov-majene"?'],
    [`routes: [{ id: a, scope: { sites: [majen] }, ${steps} }]`, 'did you mean "majene"?'],
    [`routes: [{ id: a, scope: { providers: [x] }, ${steps} }]`, 'there is no "x" among providers'],
    [`routes: [{ id: a, from: mayor, ${steps} }]`, 'did you mean "major"?'],
    [`routes: [{ id: a, remind: 5s, ${steps} }]`, 'remind: found "5s", wanted a duration from 1m'],
    [`routes: [{ id: a, ${steps}, quiet: { below: major } }]`, 'would not end for days, wanted from and to'],
    [
      `routes: [{ id: a, from: major, ${steps}, quiet: { from: "22:00", to: "06:00" } }]`,
      'nothing that this route tells (from major) is less severe',
    ],
  ])('%s is refused: %s', (written, message) => {
    expect(mistakes(withNotify([TELEGRAM], written))).toContain(message);
  });
});

describe('a warning', () => {
  const warningsOf = (channels: readonly string[], ...rest: readonly string[]) =>
    configOf(withNotify(channels, ...rest), ENV)
      .warnings.map(({ message }) => message)
      .join('\n');
  const ani = 'people: [{ id: ani, name: Ani, contacts: { piket: "1" } }]';
  const bare = '{ id: surat, kind: email, host: h, from: a@b.id }';
  const weekdays =
    'rosters: [{ id: r, shifts: [{ days: [mon, tue, wed, thu, fri], from: "07:30", to: "16:00", people: [ani] }] }]';
  const use = (channel: string, roster = '') =>
    `routes: [{ id: a, steps: [{ channels: [${channel}]${roster ? `, roster: ${roster}` : ''} }] }]`;

  it.each<[string, readonly string[], readonly string[], string]>([
    ['a channel without a route', [TELEGRAM, bare], [use('piket')], 'no route uses the channel "surat"'],
    [
      'hours without anybody',
      [TELEGRAM],
      [ani, weekdays, use('piket', 'r')],
      'nobody of the roster "r" is on call mon 16:00 to tue 07:30, tue 16:00 to wed 07:30',
    ],
    ['a weekend without anybody', [TELEGRAM], [ani, weekdays, use('piket', 'r')], 'fri 16:00 to mon 07:30'],
    ['a roster that is not used', [TELEGRAM], [ani, weekdays], 'no step of a route uses the roster "r"'],
    [
      'a person who cannot be reached',
      [TELEGRAM, bare],
      [ani, weekdays, use('surat', 'r')],
      '"ani" is on the roster and has no contact on "surat"',
    ],
    [
      'gaps that nobody fills',
      [TELEGRAM, bare],
      [ani, weekdays, use('surat', 'r')],
      'outside the shifts of "r" it tells nobody',
    ],
    [
      'a route without a link',
      [TELEGRAM],
      ['routes: [{ id: a, scope: { media: [vsat] }, steps: [{ channels: [piket] }] }]'],
      'the route "a" covers no link',
    ],
  ])('%s', (_, channels, rest, message) => {
    expect(warningsOf(channels, ...rest)).toContain(message);
  });

  it('is not given for a roster that is always there', () => {
    const night = '{ from: "16:00", to: "07:30", people: [ani] }, { people: [ani] }';
    expect(warningsOf([TELEGRAM], ani, `rosters: [{ id: r, shifts: [${night}] }]`, use('piket', 'r'))).toBe(
      '',
    );
  });
});

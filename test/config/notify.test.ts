// Who is told what: what a configuration becomes, and what is wrong with it.

import { inspect } from 'node:util';
import { describe, expect, it } from 'vitest';
import { linkId, siteId } from '../../src/domain/ids.ts';
import { base, configOf, mistakesOf } from './support.ts';

const ENV = {
  TG: `123456789:${'A'.repeat(35)}`,
  KEY: 'kunci-rahasia-yang-panjang',
  HOOK: 'https://wa.example/x?token=geheim',
};
const TELEGRAM = '{ id: piket, kind: telegram, token: !env TG, recipients: ["-1001234567890"] }';
const MAIL =
  '{ id: surat, kind: email, host: mail.example, from: jalur@example.go.id, recipients: [a@example.go.id] }';

/** A notify section of channels and whatever else. */
function withNotify(channels: readonly string[], ...rest: readonly string[]): string {
  const lines = [
    'alerts:',
    '  notify:',
    `    channels: [${channels.join(', ')}]`,
    ...rest.map((line) => `    ${line}`),
  ];
  return base({ providers: 'providers: [{ id: p, name: Penyedia P }]', alerts: lines.join('\n') });
}

const notifyOf = (...lines: Parameters<typeof withNotify>) => configOf(withNotify(...lines), ENV).notify;

describe('without a section', () => {
  it('nobody is told', () => {
    expect(configOf(base())).toMatchObject({
      notify: { channels: [], people: [], rosters: [], routes: [], waitMs: 5_000 },
      maintenance: [],
      ntpServers: [],
    });
    expect(configOf(base()).deadMan).toBeUndefined();
  });
});

describe('one channel and nothing else', () => {
  it('is told everything from warning, at night what is major only', () => {
    expect(notifyOf([TELEGRAM]).routes).toEqual([
      {
        id: 'people',
        from: 'warning',
        rules: [],
        scope: { links: [], sites: [], regencies: [], media: [], providers: [], tags: [] },
        steps: [{ afterMs: 0, channels: ['piket'] }],
        cleared: true,
        quiet: {
          hours: {
            days: ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'],
            fromMinute: 1_320,
            toMinute: 360,
          },
          below: 'major',
        },
      },
    ]);
  });

  it('that a machine reads has no night', () => {
    const { routes } = notifyOf([
      TELEGRAM,
      '{ id: am, kind: alertmanager, urls: ["http://10.76.0.9:9093/"] }',
    ]);
    expect(routes.map(({ id, steps, quiet }) => [id, steps[0]?.channels, quiet === undefined])).toEqual([
      ['people', ['piket'], false],
      ['machines', ['am'], true],
    ]);
  });
});

describe('a channel', () => {
  const common = { locale: 'id', expireMs: 86_400_000 };
  it.each<[string, object]>([
    [
      TELEGRAM,
      { ...common, kind: 'telegram', apiUrl: 'https://api.telegram.org', perMinute: 20, timeoutMs: 10_000 },
    ],
    [MAIL, { ...common, kind: 'email', port: 587, security: 'starttls', perMinute: 20, timeoutMs: 30_000 }],
    [
      '{ id: a, kind: email, host: 10.76.0.5, security: tls, from: "Jalur <j@e.id>", recipients: [a@e.id] }',
      { port: 465, from: 'Jalur <j@e.id>' },
    ],
    [
      '{ id: a, kind: email, host: localhost, security: none, from: j@localhost, recipients: [a@e.id], locale: en }',
      { port: 25, locale: 'en' },
    ],
    [
      '{ id: a, kind: webhook, url: "http://127.0.0.1:3000/send" }',
      { method: 'POST', contentType: 'application/json', recipients: [], headers: new Map(), perMinute: 30 },
    ],
    [
      '{ id: a, kind: alertmanager, urls: ["https://am.example/prom/"], resend: 30s }',
      { urls: ['https://am.example/prom'], resendMs: 30_000, perMinute: 6_000 },
    ],
    [
      '{ id: a, kind: syslog, host: 10.76.0.8 }',
      { port: 514, transport: 'udp', facility: 16, appName: 'jalur', timeoutMs: 5_000 },
    ],
    [
      '{ id: a, kind: command, command: [/usr/bin/gammu-smsd-inject, TEXT], recipients: ["+628123"], expire: 1h, perMinute: 4, timeout: 1m }',
      {
        command: ['/usr/bin/gammu-smsd-inject', 'TEXT'],
        expireMs: 3_600_000,
        perMinute: 4,
        timeoutMs: 60_000,
      },
    ],
  ])('%s', (written, expected) => {
    expect(notifyOf([written]).channels[0]).toMatchObject(expected);
  });

  it('keeps its secrets out of every print', () => {
    const config = configOf(
      withNotify([
        TELEGRAM,
        '{ id: wa, kind: webhook, url: !env HOOK, secret: !env KEY, headers: { Authorization: !env KEY } }',
        '{ id: e, kind: email, host: h, user: u, password: !env KEY, from: a@b.id, recipients: [a@b.id] }',
      ]),
      ENV,
    );
    const shown = inspect(config, { depth: 20 }) + JSON.stringify(config);
    for (const secret of Object.values(ENV)) expect(shown).not.toContain(secret);
    const [telegram, webhook] = config.notify.channels;
    expect(telegram?.kind === 'telegram' && telegram.token.reveal()).toBe(ENV.TG);
    expect(webhook?.kind === 'webhook' && webhook.headers.get('Authorization')?.reveal()).toBe(ENV.KEY);
  });
});

describe('people, rosters and routes', () => {
  const full = withNotify(
    [TELEGRAM, MAIL],
    'pageUrl: https://jalur.example.go.id/',
    'wait: 10s',
    'people: [{ id: ani, name: Ani, contacts: { piket: "111", surat: [ani@e.id, ani2@e.id] } }]',
    'rosters: [{ id: siaga, shifts: [{ from: "07:30", to: "16:00", days: [mon], people: [ani] }, { people: [ani] }] }]',
    'routes:',
    '  - id: berat',
    '    from: major',
    '    rules: [link.*, hot]',
    '    scope: { regencies: [majene], providers: [p] }',
    '    steps: [{ channels: [piket], roster: siaga }, { after: 15m, channels: [surat] }]',
    '    cleared: false',
    '    remind: 30m',
    '    quiet: { from: "21:00", to: "05:00", below: critical }',
  );

  it('are what the file says', () => {
    const { notify, warnings } = configOf(full.replace('medium: fiber', 'provider: p, medium: fiber'), ENV);
    expect(warnings).toEqual([]);
    expect(notify).toMatchObject({
      pageUrl: 'https://jalur.example.go.id',
      waitMs: 10_000,
      people: [
        {
          id: 'ani',
          contacts: new Map([
            ['piket', ['111']],
            ['surat', ['ani@e.id', 'ani2@e.id']],
          ]),
        },
      ],
      rosters: [
        {
          shifts: [
            { hours: { days: ['mon'], fromMinute: 450, toMinute: 960 }, people: ['ani'] },
            { hours: { fromMinute: 0, toMinute: 1_440 }, people: ['ani'] },
          ],
        },
      ],
    });
    expect(notify.routes).toEqual([
      {
        id: 'berat',
        from: 'major',
        rules: ['link.*', 'rule.hot'],
        scope: {
          links: [],
          sites: [],
          regencies: [siteId('majene')],
          media: [],
          providers: ['Penyedia P'],
          tags: [],
        },
        steps: [
          { afterMs: 0, channels: ['piket'], roster: 'siaga' },
          { afterMs: 900_000, channels: ['surat'] },
        ],
        cleared: false,
        remindMs: 1_800_000,
        quiet: {
          hours: {
            days: ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'],
            fromMinute: 1_260,
            toMinute: 300,
          },
          below: 'critical',
        },
      },
    ]);
  });

  it('name links by their ids', () => {
    const { routes } = notifyOf(
      [TELEGRAM],
      'routes: [{ id: r, scope: { links: [prov-majene] }, steps: [{ channels: [piket] }] }]',
    );
    expect(routes[0]?.scope.links).toEqual([linkId('prov-majene')]);
  });
});

describe('the dead man’s switch and time servers', () => {
  const deadMan = (written: string) => base({ alerts: `alerts: { deadMan: ${written} }` });

  it('have defaults', () => {
    expect(configOf(deadMan('{ url: !env HOOK }'), ENV).deadMan).toMatchObject({
      method: 'GET',
      everyMs: 60_000,
      timeoutMs: 10_000,
    });
    expect(configOf(deadMan('{ url: !env HOOK, every: 10s }'), ENV).deadMan?.timeoutMs).toBe(5_000);
    const monitor = 'monitor: { site: pusat, anchors: [10.76.0.1, 10.76.0.2], ntp: [10.76.0.3] }';
    expect(configOf(base({ monitor })).ntpServers).toEqual(['10.76.0.3']);
  });

  it.each([
    ['{ url: !env KEY }', 'url: found a text that is not shown here, wanted an http or https address'],
    ['{ url: "https://hc.example/ping/3f1a2b4c5d6e7f8a9b" }', 'url: holds a secret that stands in the file'],
    ['{ url: !env HOOK, every: 10s, timeout: 10s }', 'timeout: found 10s, wanted less than every (10s)'],
    ['{ url: !env HOOK, every: 1s }', 'every: found "1s", wanted a duration from 10s to 1h'],
  ])('%s is refused', (written, message) => {
    const mistakes = mistakesOf(deadMan(written), ENV).join('\n');
    expect(mistakes).toContain(message);
    expect(mistakes).not.toContain(ENV.KEY);
  });
});

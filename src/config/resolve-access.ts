// Who may come in, with its defaults.

import type { AccessConfig, ProxyConfig } from './access-config.ts';
import { SESSION_MS } from './defaults.ts';
import type { RawConfig } from './include.ts';
import type { SecretText } from './secret.ts';
import { type Tell, tellOf } from './tell.ts';
import type { Validated } from './validate.ts';

/** What may stand in an address as it is (RFC 3986 §2.3). */
const UNRESERVED = /^[A-Za-z0-9._~-]*$/;
const LEAST_KIOSK = 16;
/** Headers that browsers and proxies send about other things than the user. */
const OTHER_HEADERS =
  /^(?:accept.*|authorization|connection|content-.*|cookie|date|forwarded|from|host|origin|referer|sec-.*|te|trailer|transfer-encoding|upgrade.*|user-agent|via|x-forwarded-(?:by|for|host|port|proto|server)|x-real-ip)$/;
/** Networks wider than these are no proxy's. */
const NARROW_BITS_4 = 16;
const NARROW_BITS_6 = 48;

/** Who may come in; mistakes leave what nobody uses. */
export function resolveAccess(raw: RawConfig, valid: Validated): AccessConfig {
  const entry = valid.sections.access;
  const tell = tellOf(raw);
  if (entry?.kiosk) checkKiosk(entry.kiosk, valid, tell);
  const proxy = entry?.proxy && proxyOf(entry.proxy, tell);
  return {
    ...(entry?.kiosk && { kiosk: entry.kiosk }),
    ...(proxy && { proxy }),
    sessionMs: entry?.session ?? SESSION_MS,
  };
}

function checkKiosk(kiosk: SecretText, { sections }: Validated, tell: Tell): void {
  if (kiosk.isStandIn) return;
  const at = (message: string): void => tell.add(['access', 'kiosk'], `kiosk: ${message}`);
  const text = kiosk.reveal();
  // A demonstration's secrets keep nobody out.
  if (kiosk.inClear && sections.lab === undefined)
    at('the secret stands in the file, wanted !env NAME or !file PATH');
  if (text.length < LEAST_KIOSK)
    at(`shorter than ${LEAST_KIOSK} characters, which can be guessed; openssl rand -hex 16 makes a good one`);
  if (!UNRESERVED.test(text))
    at('holds characters that an address cannot, wanted letters, digits and ".", "_", "~", "-"');
  if (text === sections.monitor?.token?.reveal())
    at('is the token of monitor.token, which may do more than look; wanted another');
}

function proxyOf(
  { from, userHeader, unknownRole }: NonNullable<NonNullable<Validated['sections']['access']>['proxy']>,
  tell: Tell,
): ProxyConfig {
  const header = userHeader.toLowerCase();
  if (OTHER_HEADERS.test(header))
    tell.add(
      ['access', 'proxy', 'userHeader'],
      `userHeader: "${userHeader}" means something else, wanted one that only the proxy sets, such as X-Forwarded-User`,
    );
  for (const [index, network] of from.entries()) {
    const [address = '', bits] = network.split('/');
    if (bits !== undefined && Number(bits) < (address.includes(':') ? NARROW_BITS_6 : NARROW_BITS_4))
      tell.warn(
        ['access', 'proxy', 'from', index],
        `every machine in ${network} can come in as any user; name the proxy's own address`,
      );
  }
  if (unknownRole === 'admin')
    tell.warn(
      ['access', 'proxy', 'unknownRole'],
      'everybody whom the proxy lets through is an admin; operator or viewer is probably meant',
    );
  return { from, userHeader: header, ...(unknownRole && { unknownRole }) };
}

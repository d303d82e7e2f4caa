// Why an SNMPv3 agent refuses us, in words that name the device and say what to correct. Agents tell by a Report (RFC 3414
// section 3.2, RFC 3413 section 3.2), whose counter net-snmp turns into a text of its own.

import type { UsmAccess } from '../../domain/link.ts';
import type { Endpoint } from './endpoint.ts';

/** net-snmp's texts of the usmStats counters (RFC 3414 section 5). */
const REPORTS: readonly (readonly [text: string, plain: (access: UsmAccess) => string])[] = [
  ['Unknown User Name', ({ user }) => `does not know the user "${user}"; correct user, or add it there`],
  [
    'Wrong Digest',
    ({ user, authProtocol = 'none' }) =>
      `refuses the signature of user "${user}"; correct authKey or authProtocol (${authProtocol})`,
  ],
  [
    'Unsupported Security Level',
    ({ user, level }) => `does not take user "${user}" at level ${level}; correct level or keys`,
  ],
  ['Decryption Error', undecrypted],
  ['Unexpected Report', unknownContext],
];

function undecrypted({ user, privProtocol }: UsmAccess): string {
  return `cannot decrypt what user "${user}" sends; correct privKey or privProtocol (${privProtocol ?? 'none'})`;
}

function unknownContext({ context = '' }: UsmAccess): string {
  return `does not know the context "${context}"; correct context`;
}

/** It answers when it is asked without the context. */
export function contextFault(access: UsmAccess, { address, port }: Endpoint): string {
  return `${placeOf(address, port)} ${unknownContext(access)}`;
}

/** It answers the same user when nothing is encrypted. */
export function privacyFault(access: UsmAccess, { address, port }: Endpoint): string {
  return `${placeOf(address, port)} ${undecrypted(access)}`;
}

/** What a Report's text of net-snmp means; the text itself where the table does not know it. */
export function reportedFault(access: UsmAccess, { address, port }: Endpoint, text: string): string {
  const plain = REPORTS.find(([start]) => text.startsWith(start))?.[1];
  return plain ? `${placeOf(address, port)} ${plain(access)}` : `${placeOf(address, port)}: ${text}`;
}

/**
 * What it means that an agent told its engine id and then nothing: net-snmp's agent drops a request for a context it does
 * not know, or that it cannot decrypt, without a word. A request that was lost on its way looks the same.
 */
export function unheardFault(access: UsmAccess, { address, port }: Endpoint): string {
  const { context, level, user } = access;
  const reasons = [
    ...(context === undefined ? [] : [`the context "${context}" unknown there`]),
    ...(level === 'authPriv' ? [`privKey or privProtocol of user "${user}" wrong`] : []),
    'the request lost',
  ];
  return `${placeOf(address, port)} tells its engine id but does not answer: ${reasons.join(', or ')}`;
}

function placeOf(address: string, port: number): string {
  return `${address.includes(':') ? `[${address}]` : address}:${port}`;
}

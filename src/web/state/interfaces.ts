// The interfaces of one device, read on demand: the device is asked for many objects, so never without somebody wanting it.

import { type Signal, signal } from '@preact/signals';
import type { InterfaceRow } from '../../stream/device.ts';

/** Reading a chassis over a satellite takes a minute; whoever asked is waiting. */
const ANSWER_LIMIT_MS = 70_000;

/** What became of the wish. */
export type InterfacesWish =
  | { readonly kind: 'none' }
  | { readonly kind: 'reading' }
  | { readonly kind: 'failed'; readonly message: string }
  | { readonly kind: 'read'; readonly interfaces: readonly InterfaceRow[] };

const NONE: InterfacesWish = { kind: 'none' };
/** Only the last link that was asked about is kept. */
const last: Signal<{ readonly link: string; readonly wish: InterfacesWish } | undefined> = signal(undefined);

/** What is known of a link's device. */
export function interfacesOf(link: string): InterfacesWish {
  return last.value?.link === link ? last.value.wish : NONE;
}

/** Has the device read. */
export function readInterfaces(link: string): void {
  last.value = { link, wish: { kind: 'reading' } };
  void ask(link).then((wish) => {
    if (last.peek()?.link === link) last.value = { link, wish };
  });
}

async function ask(link: string): Promise<InterfacesWish> {
  try {
    const response = await fetch(`/api/v1/links/${encodeURIComponent(link)}/interfaces`, {
      cache: 'no-store',
      signal: AbortSignal.timeout(ANSWER_LIMIT_MS),
    });
    const answer = (await response.json()) as {
      readonly interfaces?: readonly InterfaceRow[];
      readonly error?: { readonly message: string };
    };
    if (answer.interfaces) return { kind: 'read', interfaces: answer.interfaces };
    return { kind: 'failed', message: answer.error?.message ?? `HTTP ${response.status}` };
  } catch (error) {
    return { kind: 'failed', message: error instanceof Error ? error.message : String(error) };
  }
}

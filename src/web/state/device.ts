// What is known about the device of the selected link: asked for when it is selected and whenever it was polled again.

import { computed, effect, type Signal, signal } from '@preact/signals';
import type { DeviceDetail } from '../../stream/device.ts';
import type { App } from './app.ts';

/** A server that is going down may take a request and never answer. */
const ANSWER_LIMIT_MS = 10_000;

/** The detail of the selected link's device; undefined before it has come, or when it could not be had. */
export const deviceDetail: Signal<DeviceDetail | undefined> = signal(undefined);

/** Keeps {@link deviceDetail} up to date; call once. */
export function followDevice(app: App): void {
  const wanted = computed(() => {
    const id = app.selected.value;
    const polledAt = id && app.screen.value.province?.links.get(id)?.device?.at;
    return id && { id, polledAt };
  });
  const key = computed(() => wanted.value && `${wanted.value.id} ${wanted.value.polledAt ?? ''}`);
  let abort: AbortController | undefined;
  effect(() => {
    const asked = key.value;
    const id = wanted.peek()?.id;
    abort?.abort();
    if (asked === undefined || id === undefined) {
      deviceDetail.value = undefined;
      return;
    }
    if (deviceDetail.peek()?.link !== id) deviceDetail.value = undefined;
    const mine = new AbortController();
    abort = mine;
    void ask(id, mine.signal).then((detail) => {
      if (!mine.signal.aborted && detail) deviceDetail.value = detail;
    });
  });
}

async function ask(id: string, aborted: AbortSignal): Promise<DeviceDetail | undefined> {
  try {
    const response = await fetch(`/api/v1/links/${encodeURIComponent(id)}/device`, {
      cache: 'no-store',
      signal: AbortSignal.any([aborted, AbortSignal.timeout(ANSWER_LIMIT_MS)]),
    });
    return response.ok ? ((await response.json()) as DeviceDetail) : undefined;
  } catch {
    return undefined;
  }
}

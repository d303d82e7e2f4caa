// What a screen on the wall needs because nobody operates it: no pointer over the figures, no sleep, and a newer page when
// jalur itself is newer.

import { useComputed } from '@preact/signals';
import { useEffect, useState } from 'preact/hooks';
import { sound } from '../../sound/browser-sound.ts';
import type { App } from '../../state/app.ts';
import { mayRenew } from './renew.ts';

/** A pointer that has rested this long is in the way. */
const IDLE_MS = 10_000;
/** A page that cannot be had is tried again after this long. */
const TRY_EVERY_MS = 60_000;
const ANSWER_LIMIT_MS = 10_000;

/** Whether the pointer has rested long enough to be hidden; never on a screen that is operated. */
export function usePointerAtRest(isKiosk: boolean): boolean {
  const [isAtRest, setAtRest] = useState(false);
  useEffect(() => {
    setAtRest(false);
    if (!isKiosk) return;
    let timer = setTimeout(() => setAtRest(true), IDLE_MS);
    const moved = (): void => {
      setAtRest(false);
      clearTimeout(timer);
      timer = setTimeout(() => setAtRest(true), IDLE_MS);
    };
    document.addEventListener('pointermove', moved, { passive: true });
    return () => {
      clearTimeout(timer);
      document.removeEventListener('pointermove', moved);
    };
  }, [isKiosk]);
  return isAtRest;
}

/** Keeps the display from sleeping while a kiosk is seen, where the browser can. */
export function useWakeLock(isKiosk: boolean): void {
  useEffect(() => {
    if (!isKiosk || !('wakeLock' in navigator)) return;
    let lock: WakeLockSentinel | undefined;
    let isGone = false;
    // The browser takes the lock away from a page that is hidden.
    const take = async (): Promise<void> => {
      if (document.visibilityState !== 'visible' || (lock && !lock.released)) return;
      try {
        const taken = await navigator.wakeLock.request('screen');
        if (isGone) await taken.release();
        else lock = taken;
      } catch {
        // A battery that runs low, or a policy: the display does as it likes.
      }
    };
    const again = (): void => void take();
    again();
    document.addEventListener('visibilitychange', again);
    return () => {
      isGone = true;
      document.removeEventListener('visibilitychange', again);
      void lock?.release();
    };
  }, [isKiosk]);
}

/** Loads the page anew at a quiet hour of the night when jalur was updated; true while a newer version waits for that. */
export function useRenewal(app: App, isKiosk: boolean): boolean {
  const current = useComputed(() => app.screen.value.province?.version);
  const version = current.value;
  const [loadedVersion, setLoaded] = useState(version);
  useEffect(() => {
    if (loadedVersion === undefined) setLoaded(version);
  }, [version, loadedVersion]);
  const isOutdated = version !== undefined && loadedVersion !== undefined && version !== loadedVersion;
  useEffect(() => {
    if (!isOutdated || !isKiosk) return;
    let lastTryMs = Number.NEGATIVE_INFINITY;
    return app.serverTime.subscribe(() => {
      if (performance.now() - lastTryMs < TRY_EVERY_MS || !isTime(app, loadedVersion)) return;
      lastTryMs = performance.now();
      void renew(app, loadedVersion);
    });
  }, [isOutdated, isKiosk, loadedVersion]);
  return isOutdated;
}

function isTime(app: App, loadedVersion: string): boolean {
  return mayRenew({
    hour: Number(app.time.peek().clock(app.serverTime.peek()).slice(0, 2)),
    loadedVersion,
    version: app.screen.peek().province?.version ?? loadedVersion,
    isKiosk: true,
    isFresh: app.status.peek().kind === 'open' && app.freshness.peek().kind === 'fresh',
    incidents: app.alerts.peek().roots.filter(({ alert }) => alert.status === 'active').length,
    losesSound: sound.state.peek() === 'on' && !sound.allowedAtOnce.peek(),
  });
}

async function renew(app: App, loadedVersion: string): Promise<void> {
  try {
    const page = await fetch(location.pathname, {
      cache: 'no-store',
      signal: AbortSignal.timeout(ANSWER_LIMIT_MS),
    });
    if (page.ok && isTime(app, loadedVersion)) location.reload();
  } catch {
    // The page cannot be had now: in a minute, or in the next night.
  }
}

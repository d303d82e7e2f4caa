// Anchors and keys: who the echo engine is to send to, and whose beats are waited for.

import type { BeatTarget, EchoTarget } from '../domain/echo.ts';
import { EchoTrack } from '../domain/echo-track.ts';
import { hash32 } from '../domain/hash.ts';
import { beatGraceMs, isProbed } from '../domain/link.ts';
import type { AnchorWatch, EngineState } from './state.ts';

/** Watches the anchors of the present configuration; those that were there already keep what is known of them. */
export function watchAnchors(state: EngineState): void {
  const known = new Map(state.anchors.map((anchor) => [anchor.anchor.address, anchor]));
  state.anchors = state.config.network.anchors.map((anchor): AnchorWatch => {
    const before = known.get(anchor.address);
    known.delete(anchor.address);
    const watch: AnchorWatch = {
      anchor,
      key: before?.key ?? state.targets.length,
      track: before?.track ?? new EchoTrack(),
    };
    state.targets[watch.key] = { kind: 'anchor', watch };
    return watch;
  });
  for (const gone of known.values()) state.targets[gone.key] = undefined;
}

/** Everything that is to be echoed, each with its own phase within its period. */
export function echoTargets(state: EngineState): EchoTarget[] {
  const targets = state.anchors.map(({ anchor, key }) =>
    target(key, anchor.address, anchor.echo.everyMs, anchor.echo.timeoutMs, anchor.address),
  );
  for (const { link, key } of state.links.values()) {
    const { address } = link.device;
    if (isProbed(link.stage) && address !== undefined)
      targets.push(target(key, address, link.echo.everyMs, link.echo.timeoutMs, link.id));
  }
  return targets;
}

/** Every link whose device beats by itself. */
export function beatTargets(state: EngineState): BeatTarget[] {
  return [...state.links.values()].flatMap(({ link, key }) => {
    const { beat } = link.device;
    return beat && isProbed(link.stage)
      ? [{ key, link: link.id, everyMs: beat.everyMs, graceMs: beatGraceMs(beat) }]
      : [];
  });
}

function target(key: number, address: string, everyMs: number, timeoutMs: number, name: string): EchoTarget {
  return { key, address, everyMs, timeoutMs, phaseMs: hash32(name) % everyMs };
}

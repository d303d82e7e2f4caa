// A province in which some devices beat: beats in virtual time, through the watch into the engine.

import { linkId } from '../../../src/domain/ids.ts';
import type { Link } from '../../../src/domain/link.ts';
import { beatTargets } from '../../../src/engine/anchors.ts';
import { beatBatch } from '../../../src/probe/beat/batch.ts';
import { BeatWatch, TICK_MS } from '../../../src/probe/beat/beat-watch.ts';
import { engineConfig, type LinkSketch, networkOf } from '../../support/network.ts';
import { Sim, type SimOptions } from '../../support/sim.ts';

/** A device with its own idea of a minute. */
export interface Device {
  everyMs: number;
  nextMs: number;
  /** Cut off: what it sends arrives nowhere. */
  silent: boolean;
}

/** What a link that beats once a minute looks like. */
export function beating(id: string, from: string, to: string, everyMs = 60_000): LinkSketch {
  const device: Link['device'] = { beat: { everyMs } };
  return { id, from, to, medium: 'lte', device, echo: { everyMs, timeoutMs: everyMs / 2 } };
}

/** Drives an engine, its watch and the devices. */
export class Beating {
  readonly sim: Sim;
  watch = new BeatWatch();
  readonly devices = new Map<string, Device>();

  constructor(sketches: readonly LinkSketch[], options: SimOptions = {}) {
    this.sim = new Sim(engineConfig(networkOf(sketches)), options);
    for (const { id, device } of sketches)
      if (device?.beat)
        this.devices.set(id, {
          everyMs: device.beat.everyMs,
          nextMs: this.sim.nowMs + 7_000,
          silent: false,
        });
    this.watch.set(beatTargets(this.sim.state), this.sim.nowMs);
  }

  device(id: string): Device {
    const device = this.devices.get(id);
    if (!device) throw new Error(`no device of "${id}" beats`);
    return device;
  }

  /** Lets time pass; beats arrive unless a device is silent or the monitor's uplink is cut. */
  run(ms: number): void {
    const endMs = this.sim.nowMs + ms;
    while (this.sim.nowMs < endMs) {
      this.sim.run(TICK_MS);
      for (const [id, device] of this.devices) {
        for (; device.nextMs <= this.sim.nowMs; device.nextMs += device.everyMs)
          if (!device.silent && !this.sim.uplinkCut) this.watch.beat(linkId(id), this.sim.nowMs);
      }
      this.watch.tick(this.sim.nowMs);
      this.deliver();
    }
  }

  /** This process stands still: neither ticks nor beats, and the requests of the time are lost. */
  stall(ms: number): void {
    this.sim.run(ms);
    for (const device of this.devices.values())
      while (device.nextMs <= this.sim.nowMs) device.nextMs += device.everyMs;
    this.watch.tick(this.sim.nowMs);
    this.deliver();
  }

  deliver(): void {
    const verdicts = this.watch.drain();
    if (verdicts.length > 0) this.sim.give({ kind: 'echoes', batch: beatBatch(verdicts) });
  }
}

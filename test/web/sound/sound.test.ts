// The sound: what is kept, what the browser allows, and when it is heard.

import { describe, expect, it } from 'vitest';
import { createSound, ONE_SOUND_MS } from '../../../src/web/sound/sound.ts';
import { SOUND_MS } from '../../../src/web/sound/tones.ts';
import { FakeTimers } from '../support/fake-socket.ts';

/** The part of an audio context that is used; it runs only where sounds are allowed. */
class FakeAudio {
  state: 'suspended' | 'running' = 'suspended';
  readonly currentTime = 0;
  readonly destination = {};
  isAllowed: boolean;
  tones = 0;
  loudest = 0;
  #waiting: (() => void)[] = [];

  constructor(isAllowed: boolean) {
    this.isAllowed = isAllowed;
  }

  /** As a browser does: the promise stays open until somebody presses something. */
  resume(): Promise<void> {
    if (!this.isAllowed) return new Promise((done) => this.#waiting.push(done));
    this.state = 'running';
    for (const done of this.#waiting.splice(0)) done();
    return Promise.resolve();
  }

  suspend(): Promise<void> {
    this.state = 'suspended';
    return Promise.resolve();
  }

  createOscillator() {
    this.tones++;
    const connect = <Node>(node: Node): Node => node;
    return { type: 'sine', frequency: { value: 0 }, onended: null, connect, start: () => {}, stop: () => {} };
  }

  createGain() {
    const ramp = (value: number): void => {
      this.loudest = Math.max(this.loudest, value);
    };
    return {
      gain: { setValueAtTime: ramp, exponentialRampToValueAtTime: ramp },
      connect: <Node>(node: Node): Node => node,
      disconnect: () => {},
    };
  }
}

interface Setting {
  readonly isAllowed?: boolean;
  readonly kept?: string;
  readonly hasAudio?: boolean;
}

function setUp({ hasAudio = true, isAllowed = true, kept }: Setting = {}) {
  const timers = new FakeTimers();
  const audio = new FakeAudio(isAllowed);
  const storage = { kept, made: 0 };
  let nowMs = 0;
  let otherTab: (choices: string | undefined) => void = () => {};
  const sound = createSound({
    audio: () => {
      storage.made++;
      return hasAudio ? (audio as unknown as AudioContext) : undefined;
    },
    read: () => storage.kept,
    keep: (choices) => {
      storage.kept = choices;
    },
    onKept: (changed) => {
      otherTab = changed;
    },
    nowMs: () => nowMs,
    after: (delayMs, callback) => void timers.after(delayMs, callback),
  });
  const advance = async (ms: number): Promise<void> => {
    await settle();
    nowMs += ms;
    timers.advance(ms);
    await settle();
  };
  return { sound, audio, storage, advance, otherTab: (choices: string | undefined) => otherTab(choices) };
}

/** Lets what waits for promises go on. */
async function settle(): Promise<void> {
  for (let turns = 0; turns < 10; turns++) await Promise.resolve();
}

describe('the sound', () => {
  it('is on from the beginning, and heard when it rings', async () => {
    const { sound, audio, advance } = setUp();
    await sound.ask(false);
    expect([sound.state.value, sound.allowedAtOnce.value]).toEqual(['on', true]);
    sound.ring();
    await advance(0);
    expect(audio.tones).toBe(4);
    expect(audio.loudest).toBeCloseTo(0.49);
  });

  it('is one for all that comes within two seconds', async () => {
    const { sound, audio, advance } = setUp();
    sound.ring();
    sound.ring();
    await advance(ONE_SOUND_MS - 1);
    sound.ring();
    await advance(0);
    expect(audio.tones).toBe(4);
    await advance(1);
    sound.ring();
    await advance(0);
    expect(audio.tones).toBe(8);
  });

  it('lets the audio device sleep when it is over, and uses one for ever', async () => {
    const { sound, audio, advance, storage } = setUp();
    for (let times = 0; times < 50; times++) {
      sound.ring();
      await advance(0);
      expect(audio.state).toBe('running');
      await advance(SOUND_MS);
      expect(audio.state).toBe('suspended');
      await advance(ONE_SOUND_MS);
    }
    expect(storage.made).toBe(1);
  });

  it('says that it is not allowed yet, and is once somebody has pressed something', async () => {
    const { sound, audio, advance } = setUp({ isAllowed: false });
    const asked = sound.ask(false);
    expect(sound.state.value).toBe('asking');
    await advance(1_000);
    await asked;
    expect(sound.state.value).toBe('blocked');
    sound.ring();
    await advance(ONE_SOUND_MS);
    expect(audio.tones).toBe(0);
    audio.isAllowed = true;
    await sound.ask(true);
    expect([sound.state.value, sound.allowedAtOnce.value]).toEqual(['on', false]);
    expect(audio.tones, 'what came before is not made up for').toBe(0);
  });

  it('is tested also while it is muted, and says whether it was heard', async () => {
    const { sound, audio } = setUp();
    sound.mute({ by: 'Andi', at: 5 });
    expect(await sound.test()).toBe(true);
    expect(audio.tones).toBe(4);
    const deaf = setUp({ hasAudio: false });
    expect(await deaf.sound.test()).toBe(false);
    expect(deaf.sound.state.value).toBe('none');
  });

  it('is silent while it is muted, and keeps who did it and when', async () => {
    const { sound, audio, advance, storage } = setUp();
    sound.setVolume(40);
    sound.mute({ by: 'Andi', at: 5 });
    sound.ring();
    await advance(0);
    expect([audio.tones, sound.state.value, sound.enabled.value]).toEqual([0, 'muted', false]);
    const later = setUp({ ...(storage.kept !== undefined && { kept: storage.kept }) });
    expect([later.sound.muted.value, later.sound.volume.value]).toEqual([{ by: 'Andi', at: 5 }, 40]);
    later.sound.unmute();
    expect(
      setUp({ ...(later.storage.kept !== undefined && { kept: later.storage.kept }) }).sound.enabled.value,
    ).toBe(true);
  });

  it('follows what another tab of the same screen chooses', () => {
    const { sound, otherTab } = setUp();
    otherTab('{"volume":30,"muted":{"by":"Sitti","at":9}}');
    expect([sound.state.value, sound.volume.value]).toEqual(['muted', 30]);
    otherTab(undefined);
    expect([sound.muted.value, sound.volume.value]).toEqual([undefined, 70]);
  });

  it.each([
    ['nothing', undefined, 70],
    ['no JSON', '{"volume":', 70],
    ['something else', '"loud"', 70],
    ['too little to be heard', '{"volume":0}', 10],
    ['too much', '{"volume":1e9}', 100],
    ['no number', '{"volume":null,"muted":{"by":7,"at":"x"}}', 70],
  ])('is usual when %s was kept', (_, kept, volume) => {
    const { sound } = setUp({ ...(kept !== undefined && { kept }) });
    expect([sound.volume.value, sound.muted.value]).toEqual([volume, undefined]);
  });
});

// The sound of a new critical alert: two tones, twice, made by the browser itself. No file has to be had for it.

/** Pitch in Hz, start and length in s after the sound begins: a falling third, as door bells have it. */
const TONES: readonly (readonly [hz: number, startS: number, lengthS: number])[] = [
  [880, 0, 0.22],
  [698.5, 0.2, 0.4],
  [880, 0.8, 0.22],
  [698.5, 1, 0.5],
];
/** A tone that begins or ends at once clicks. */
const ATTACK_S = 0.015;
/** Exponential ramps cannot reach 0. */
const SILENT_GAIN = 0.0001;

/** Length of the whole, ms. */
export const SOUND_MS = 1_600;

/** Plays it now. `volumePct` from 0 to 100; ears hear ratios, so that its square is what the speaker gets. */
export function playTones(audio: AudioContext, volumePct: number): void {
  const gain = Math.max(SILENT_GAIN, (volumePct / 100) ** 2);
  for (const [hz, startS, lengthS] of TONES) {
    const from = audio.currentTime + 0.03 + startS;
    const tone = audio.createOscillator();
    const envelope = audio.createGain();
    tone.type = 'triangle';
    tone.frequency.value = hz;
    envelope.gain.setValueAtTime(SILENT_GAIN, from);
    envelope.gain.exponentialRampToValueAtTime(gain, from + ATTACK_S);
    envelope.gain.exponentialRampToValueAtTime(SILENT_GAIN, from + lengthS);
    tone.connect(envelope).connect(audio.destination);
    // A wall runs for a month: what has sounded lets go of the rest.
    tone.onended = () => envelope.disconnect();
    tone.start(from);
    tone.stop(from + lengthS);
  }
}

// The knobs of the sound: whether it is on, why not if not, and how loud. The wall and the settings have them.

import { useApp } from '../state/context.ts';
import { pageWords } from '../text/page-words.ts';
import { sound } from './browser-sound.ts';
import './sound.css';

const useWords = pageWords(
  {
    sound: 'Suara alarm kritis',
    on: 'Suara aktif',
    muted: 'Suara dibisukan',
    by: 'oleh',
    since: 'sejak',
    asking: 'Suara: memeriksa peramban',
    blocked: 'Suara belum diizinkan',
    press: 'Tekan di sini',
    none: 'Peramban ini tidak dapat bersuara',
    mute: 'Bisukan',
    unmute: 'Bunyikan lagi',
    test: 'Uji suara',
    volume: 'Volume suara',
  },
  {
    sound: 'Sound of critical alerts',
    on: 'Sound is on',
    muted: 'Sound is muted',
    by: 'by',
    since: 'since',
    asking: 'Sound: asking the browser',
    blocked: 'Sound is not allowed yet',
    press: 'Press here',
    none: 'This browser makes no sound',
    mute: 'Mute',
    unmute: 'Sound on again',
    test: 'Test the sound',
    volume: 'Volume of the sound',
  },
);

/** `isStatusOnly`: for a screen that nobody operates, what it is, and the one press that may be missing. */
export function SoundControls({ isStatusOnly = false }: { readonly isStatusOnly?: boolean }) {
  const app = useApp();
  const words = useWords();
  const state = sound.state.value;
  const toggle = (): void => {
    if (sound.muted.value) sound.unmute();
    else
      sound.mute({
        by: app.me.signature() ?? app.preferences.operator.value,
        at: app.serverTime.value,
      });
  };
  return (
    <fieldset class={`sound is-${state}`}>
      <legend class="hidden">{words.sound}</legend>
      <SoundMark isOn={state === 'on'} />
      <span class="sound-state" role="status">
        {words[state]}
        {state === 'muted' && <MutedBy />}
      </span>
      {state === 'blocked' && (
        <button type="button" class="switch sound-press" onClick={() => void sound.test()}>
          {words.press}
        </button>
      )}
      {!isStatusOnly && (
        <>
          <button type="button" class="switch" onClick={toggle}>
            {sound.muted.value ? words.unmute : words.mute}
          </button>
          <button type="button" class="switch" onClick={() => void sound.test()}>
            {words.test}
          </button>
          <input
            type="range"
            min="10"
            max="100"
            step="5"
            value={sound.volume.value}
            aria-label={words.volume}
            title={`${words.volume}: ${sound.volume.value}%`}
            onInput={(event) => sound.setVolume(event.currentTarget.valueAsNumber)}
          />
        </>
      )}
    </fieldset>
  );
}

function MutedBy() {
  const app = useApp();
  const words = useWords();
  const muted = sound.muted.value;
  if (!muted) return null;
  const by = muted.by === '' ? '' : ` ${words.by} ${muted.by}`;
  const at = muted.at > 0 ? ` ${words.since} ${app.time.value.minute(muted.at, app.serverTime.value)}` : '';
  return <>{`${by}${at}`}</>;
}

function SoundMark({ isOn }: { readonly isOn: boolean }) {
  return (
    <svg class="sound-mark" viewBox="0 0 16 16" width="16" height="16" aria-hidden="true">
      <path class="body" d="M1.5 5.8h3L8.5 2.5v11l-4-3.3h-3Z" />
      <path class="wave" d={isOn ? 'M10.5 5.5q2 2.5 0 5M12.5 3.5q3.4 4.5 0 9' : 'm11 6 4 4m0-4-4 4'} />
    </svg>
  );
}

// Language, theme and sound of this browser.

import { SoundControls } from '../../sound/sound-controls.tsx';
import { useApp } from '../../state/context.ts';
import { LANGUAGES } from '../../text/words.ts';
import { useSettingsWords } from './words.ts';

const NAMES = { id: 'Bahasa Indonesia', en: 'English' } as const;

/** The choices; each holds at once. */
export function ScreenPart() {
  const app = useApp();
  const words = useSettingsWords();
  const { language, theme, toggleLanguage, toggleTheme } = app.preferences;
  return (
    <section class="panel settings-part" aria-label={words.screen}>
      <fieldset class="choices">
        <legend>{words.language}</legend>
        {LANGUAGES.map((each) => (
          <label key={each} class="choice" lang={each}>
            <input
              type="radio"
              name="language"
              checked={language.value === each}
              onChange={() => language.value !== each && toggleLanguage()}
            />
            {NAMES[each]}
          </label>
        ))}
      </fieldset>
      <fieldset class="choices">
        <legend>{words.theme}</legend>
        {(['dark', 'light'] as const).map((each) => (
          <label key={each} class="choice">
            <input
              type="radio"
              name="theme"
              checked={theme.value === each}
              onChange={() => theme.value !== each && toggleTheme()}
            />
            {words[each]}
          </label>
        ))}
      </fieldset>
      <div class="choices">
        <span class="legend">{words.sound}</span>
        <SoundControls />
      </div>
      <p class="muted">{words.kept}</p>
      <p class="muted">
        {words.version}: {app.screen.value.province?.version ?? '–'}
      </p>
    </section>
  );
}

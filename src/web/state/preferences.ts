// What a viewer has chosen and this browser keeps: language and theme. A browser that keeps nothing is no error.

import { effect, type Signal, signal } from '@preact/signals';
import { LANGUAGES, type Language } from '../text/words.ts';

/** Themes of the page. */
export type Theme = 'dark' | 'light';

/** The choices, each kept as soon as it changes. */
export interface Preferences {
  readonly language: Signal<Language>;
  /** Follows the system until it is chosen. */
  readonly theme: Signal<Theme>;
  toggleLanguage(): void;
  toggleTheme(): void;
}

const LANGUAGE_KEY = 'jalur.language';
const THEME_KEY = 'jalur.theme';

/** Reads the kept choices and follows them on the document's root element. */
export function createPreferences(view: Window): Preferences {
  const systemLight = view.matchMedia('(prefers-color-scheme: light)');
  const kept = read(view, LANGUAGE_KEY);
  const language = signal<Language>(LANGUAGES.find((each) => each === kept) ?? 'id');
  const chosen = read(view, THEME_KEY);
  const theme = signal<Theme>(
    chosen === 'dark' || chosen === 'light' ? chosen : systemLight.matches ? 'light' : 'dark',
  );
  systemLight.addEventListener('change', (event) => {
    if (read(view, THEME_KEY) === undefined) theme.value = event.matches ? 'light' : 'dark';
  });
  effect(() => {
    view.document.documentElement.lang = language.value;
    view.document.documentElement.dataset['theme'] = theme.value;
  });
  return {
    language,
    theme,
    toggleLanguage: () => {
      language.value = language.value === 'id' ? 'en' : 'id';
      keep(view, LANGUAGE_KEY, language.value);
    },
    toggleTheme: () => {
      theme.value = theme.value === 'dark' ? 'light' : 'dark';
      keep(view, THEME_KEY, theme.value);
    },
  };
}

function read(view: Window, key: string): string | undefined {
  try {
    return view.localStorage.getItem(key) ?? undefined;
  } catch {
    return undefined;
  }
}

function keep(view: Window, key: string, value: string): void {
  try {
    view.localStorage.setItem(key, value);
  } catch {
    // Storage is forbidden here: the choice holds until the page is closed.
  }
}

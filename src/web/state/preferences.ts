// What a viewer has chosen and this browser keeps: language, theme, and who is on duty here. A browser that keeps nothing is no error.

import { effect, type Signal, signal } from '@preact/signals';
import { LANGUAGES, type Language } from '../text/words.ts';

/** Themes of the page. */
export type Theme = 'dark' | 'light';

/** The choices, each kept as soon as it changes. */
export interface Preferences {
  readonly language: Signal<Language>;
  /** Follows the system until it is chosen. */
  readonly theme: Signal<Theme>;
  /** Who acts from this screen; empty until somebody has said so. */
  readonly operator: Signal<string>;
  toggleLanguage(): void;
  toggleTheme(): void;
  setOperator(name: string): void;
}

const LANGUAGE_KEY = 'jalur.language';
const THEME_KEY = 'jalur.theme';
const OPERATOR_KEY = 'jalur.operator';

/** Reads the kept choices and follows them on the document's root element. */
export function createPreferences(view: Window): Preferences {
  const systemLight = view.matchMedia('(prefers-color-scheme: light)');
  const kept = read(view, LANGUAGE_KEY);
  const language = signal<Language>(LANGUAGES.find((each) => each === kept) ?? 'id');
  const chosen = read(view, THEME_KEY);
  const theme = signal<Theme>(
    chosen === 'dark' || chosen === 'light' ? chosen : systemLight.matches ? 'light' : 'dark',
  );
  const operator = signal(read(view, OPERATOR_KEY) ?? '');
  // Another tab of the same screen: whoever took over there has taken over here.
  view.addEventListener('storage', (event) => {
    if (event.key === OPERATOR_KEY) operator.value = event.newValue ?? '';
  });
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
    operator,
    setOperator: (name) => {
      operator.value = name;
      keep(view, OPERATOR_KEY, name);
    },
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

// Hands the page's state to every view.

import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { App } from './app.ts';

/** Filled once, by main.tsx. */
export const AppContext = createContext<App | undefined>(undefined);

/** The page's state. Throws outside of the provider: that is a bug of the page. */
export function useApp(): App {
  const app = useContext(AppContext);
  if (!app) throw new Error('view is drawn outside of AppContext');
  return app;
}

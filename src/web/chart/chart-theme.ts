// Colours of charts in both themes, as Grafana draws them: a canvas knows no CSS variables.

import type { Theme } from '../state/preferences.ts';

/** Hues of curves. */
export type Hue = 'green' | 'yellow' | 'blue' | 'orange' | 'red' | 'purple';

/** What a chart is drawn with. */
export interface Palette {
  readonly hues: Readonly<Record<Hue, string>>;
  /** Labels of axes. */
  readonly text: string;
  readonly grid: string;
}

/** By theme. */
export const PALETTES: Readonly<Record<Theme, Palette>> = {
  dark: {
    hues: {
      green: '#73bf69',
      yellow: '#f2cc0c',
      blue: '#5794f2',
      orange: '#ff9830',
      red: '#f2495c',
      purple: '#b877d9',
    },
    text: 'rgb(204 204 220 / 0.8)',
    grid: 'rgb(240 250 255 / 0.09)',
  },
  light: {
    hues: {
      green: '#37872d',
      yellow: '#a37b00',
      blue: '#3274d9',
      orange: '#d9590a',
      red: '#c4162a',
      purple: '#8f3bb8',
    },
    text: 'rgb(36 41 46 / 0.85)',
    grid: 'rgb(0 10 23 / 0.09)',
  },
};

/** A hue let through by so much, 0 to 1. */
export function faint(colour: string, alpha: number): string {
  const byte = Math.round(alpha * 255)
    .toString(16)
    .padStart(2, '0');
  return `${colour}${byte}`;
}

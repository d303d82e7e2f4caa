// The colours of the style sheet for a canvas, which cannot read custom properties itself.

import { LOOKS, type Look } from './look.ts';

/** Colours and fonts of the theme that is on. */
export interface Palette {
  readonly look: Readonly<Record<Look, string>>;
  /** Sea, and what marks are cut out of. */
  readonly sea: string;
  readonly land: string;
  readonly coast: string;
  readonly boundary: string;
  readonly text: string;
  readonly strong: string;
  readonly muted: string;
  readonly panel: string;
  readonly focus: string;
  readonly family: string;
}

/** Custom properties by look; the stages have no colour of their own. */
const PROPERTY: Readonly<Record<Look, string>> = {
  up: '--up',
  degraded: '--degraded',
  down: '--down',
  unreachable: '--unreachable',
  unknown: '--unknown',
  planned: '--map-planned',
  off: '--map-planned',
  none: '--map-planned',
  monitor: '--link',
};

/** Reads the colours that hold for an element now. */
export function paletteOf(element: Element): Palette {
  const style = getComputedStyle(element);
  const read = (name: string): string => style.getPropertyValue(name).trim() || '#888';
  return {
    look: Object.fromEntries(LOOKS.map((look) => [look, read(PROPERTY[look])])) as Record<Look, string>,
    sea: read('--map-sea'),
    land: read('--map-land'),
    coast: read('--map-coast'),
    boundary: read('--map-boundary'),
    text: read('--text'),
    strong: read('--text-strong'),
    muted: read('--map-planned'),
    panel: read('--panel'),
    focus: read('--link'),
    family: style.fontFamily,
  };
}

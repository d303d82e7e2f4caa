// A window of planned work as GET /api/v1/maintenance tells it, and where it belongs on the page.

import type { Actor } from '../../../domain/act.ts';
import type { MaintenanceWindow } from '../../../domain/maintenance.ts';

interface Opening {
  readonly from: number;
  readonly to: number;
}

/** One window with what is true of it now. */
export interface WindowTold extends MaintenanceWindow {
  readonly open?: Opening;
  readonly next?: Opening;
  readonly overAt?: number;
  readonly links: number;
  readonly acts: readonly { readonly kind: 'announce' | 'end'; readonly actor: Actor; readonly at: number }[];
}

/** Parts of the page, in their order. */
export const PARTS = ['open', 'coming', 'past'] as const;
/** One of {@link PARTS}. */
export type Part = (typeof PARTS)[number];

/** Where a window belongs. */
export function partOf({ open, next }: Pick<WindowTold, 'open' | 'next'>): Part {
  if (open) return 'open';
  return next ? 'coming' : 'past';
}

/** Windows by part: open ones by their end, those to come by their begin, those past the newest first. */
export function byPart(windows: readonly WindowTold[]): Readonly<Record<Part, readonly WindowTold[]>> {
  const parts: Record<Part, WindowTold[]> = { open: [], coming: [], past: [] };
  for (const window of windows) parts[partOf(window)].push(window);
  parts.open.sort((a, b) => (a.open?.to ?? 0) - (b.open?.to ?? 0));
  parts.coming.sort((a, b) => (a.next?.from ?? 0) - (b.next?.from ?? 0));
  parts.past.sort((a, b) => (b.overAt ?? 0) - (a.overAt ?? 0));
  return parts;
}

// Maintenance windows that operators made, and what they did about them: kept for ever, for reports rest on them. Those of
// the configuration file are not here.

import type { DatabaseSync } from 'node:sqlite';
import type { Actor } from '../../domain/act.ts';
import type { MaintenanceEvent } from '../../domain/event.ts';
import type { MaintenanceWindow, OpenMaintenance } from '../../domain/maintenance.ts';
import { type Row, text } from '../sqlite/row.ts';

/** What an operator did about a window. */
export interface MaintenanceAct {
  /** Id of the window. */
  readonly window: string;
  readonly kind: 'announce' | 'end';
  readonly actor: Actor;
  /** Epoch ms. */
  readonly at: number;
}

/** A window with everything that was done about it, oldest first. */
export interface KeptMaintenance {
  readonly window: MaintenanceWindow;
  readonly acts: readonly MaintenanceAct[];
}

/** The maintenance tables. */
export interface MaintenanceTable {
  /** Keeps a window in its present form, and the act that made it so. */
  put(window: MaintenanceWindow, act: MaintenanceAct): void;
  /** All of them, those announced first coming first. */
  list(): readonly KeptMaintenance[];
  /** Takes word that a window opened, has changed, or is over. */
  told(event: MaintenanceEvent): void;
  /** Windows that were told to be open and not to be over; whom they cover is for the plan to say: nobody here. */
  open(): readonly OpenMaintenance[];
}

/** Prepares the tables' statements. */
export function maintenanceTable(db: DatabaseSync): MaintenanceTable {
  const upsert = db.prepare(
    `INSERT INTO maintenance (id, announced_at, body) VALUES (?, ?, ?)
     ON CONFLICT (id) DO UPDATE SET body = excluded.body`,
  );
  const add = db.prepare('INSERT INTO maintenance_act (window, at, body) VALUES (?, ?, ?)');
  const windows = db.prepare('SELECT body FROM maintenance ORDER BY announced_at, id');
  const acts = db.prepare('SELECT body FROM maintenance_act ORDER BY id');
  const begin = db.prepare(
    'INSERT OR REPLACE INTO maintenance_open (window, from_ms, body) VALUES (?, ?, ?)',
  );
  const end = db.prepare('DELETE FROM maintenance_open WHERE window = ? AND from_ms = ?');
  const open = db.prepare('SELECT body FROM maintenance_open ORDER BY from_ms, window');
  return {
    put: (window, act) => {
      upsert.run(window.id, Math.round(window.announcedAt), JSON.stringify(window));
      add.run(act.window, Math.round(act.at), JSON.stringify(act));
    },
    list: () => {
      const byWindow = Map.groupBy(acts.all().map(decodeAct), (act) => act.window);
      return windows.all().map((row) => {
        const window = decodeWindow(row);
        return { window, acts: byWindow.get(window.id) ?? [] };
      });
    },
    told: (event) => {
      const { kind, window, from } = event;
      if (kind === 'maintenance.ended') end.run(window, Math.round(from));
      else begin.run(window, Math.round(from), JSON.stringify(event));
    },
    open: () => open.all().map(decodeOpen),
  };
}

function decodeWindow(row: Row): MaintenanceWindow {
  // This program wrote the body.
  return JSON.parse(text(row, 'body')) as MaintenanceWindow;
}

function decodeOpen(row: Row): OpenMaintenance {
  // This program wrote the body.
  const { window, name, announcedBy, from, to } = JSON.parse(text(row, 'body')) as MaintenanceEvent;
  return { id: window, name, announcedBy, from, to, links: new Set() };
}

function decodeAct(row: Row): MaintenanceAct {
  // This program wrote the body.
  return JSON.parse(text(row, 'body')) as MaintenanceAct;
}

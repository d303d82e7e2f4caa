// What was told: the decider's threads, and the last message that a channel which sends again was told about an alert.

import type { DatabaseSync } from 'node:sqlite';
import { integer, type Row, text } from '../../store/sqlite/row.ts';
import type { Message } from '../port.ts';
import type { Thread } from '../posting.ts';

/** The thread table. */
export interface ThreadTable {
  put(alert: number, memory: string): void;
  remove(alert: number): void;
  all(): readonly Thread[];
}

/** The firing table. */
export interface FiringTable {
  put(channel: string, alert: number, message: Message): void;
  remove(channel: string, alert: number): void;
  removeChannel(channel: string): void;
  removeAlert(alert: number): void;
  of(channel: string): readonly Message[];
}

/** Single numbers by name. */
export interface NumberTable {
  get(name: 'through' | 'next'): number | undefined;
  set(name: 'through' | 'next', value: number): void;
}

/** Prepares the statements of threads. */
export function threadTable(db: DatabaseSync): ThreadTable {
  const put = db.prepare(
    'INSERT INTO thread (alert, memory) VALUES (?, ?) ON CONFLICT (alert) DO UPDATE SET memory = excluded.memory',
  );
  const remove = db.prepare('DELETE FROM thread WHERE alert = ?');
  const all = db.prepare('SELECT alert, memory FROM thread ORDER BY alert');
  return {
    put: (alert, memory) => void put.run(alert, memory),
    remove: (alert) => void remove.run(alert),
    all: () =>
      all.all().map((row) => ({ alert: integer(row, 'alert'), memory: JSON.parse(text(row, 'memory')) })),
  };
}

/** Prepares the statements of what channels keep sending. */
export function firingTable(db: DatabaseSync): FiringTable {
  const put = db.prepare(
    `INSERT INTO firing (channel, alert, body) VALUES (?, ?, ?)
     ON CONFLICT (channel, alert) DO UPDATE SET body = excluded.body`,
  );
  const remove = db.prepare('DELETE FROM firing WHERE channel = ? AND alert = ?');
  const removeChannel = db.prepare('DELETE FROM firing WHERE channel = ?');
  const removeAlert = db.prepare('DELETE FROM firing WHERE alert = ?');
  const of = db.prepare('SELECT body FROM firing WHERE channel = ? ORDER BY alert');
  return {
    put: (channel, alert, message) => void put.run(channel, alert, JSON.stringify(message)),
    remove: (channel, alert) => void remove.run(channel, alert),
    removeChannel: (channel) => void removeChannel.run(channel),
    removeAlert: (alert) => void removeAlert.run(alert),
    of: (channel) => of.all(channel).map(decode),
  };
}

/** Prepares the statements of single numbers. */
export function numberTable(db: DatabaseSync): NumberTable {
  const get = db.prepare('SELECT value FROM meta WHERE name = ?');
  const set = db.prepare(
    'INSERT INTO meta (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value',
  );
  return {
    get: (name) => {
      const row = get.get(name);
      return row && integer(row, 'value');
    },
    set: (name, value) => void set.run(name, value),
  };
}

function decode(row: Row): Message {
  // This program wrote the body; fields are only ever added to messages.
  return JSON.parse(text(row, 'body')) as Message;
}

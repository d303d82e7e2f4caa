// Messages as alerts of Alertmanager's API v2 (POST /api/v2/alerts, `postableAlerts` of its openapi.yaml).
//
// Alertmanager knows an alert by its labels alone: they must be the same in every message about it. `severity` is one of
// them, because routes select by it; a message with another severity ends the old alert and begins a new one.

import type { Message } from '../../port.ts';
import { oneLine } from './content.ts';

/** One alert as Alertmanager takes it; times are RFC 3339. */
export interface PostableAlert {
  readonly labels: Readonly<Record<string, string>>;
  readonly annotations: Readonly<Record<string, string>>;
  readonly startsAt: string;
  readonly endsAt: string;
  readonly generatorURL?: string;
}

/** The alert of a message, firing until `endsAtMs` or, of a cleared one, over since then; epoch ms. */
export function postableAlert(message: Message, endsAtMs: number): PostableAlert {
  const { subject, body, url, incident } = message;
  return {
    labels: labelsOf(message),
    annotations: {
      summary: oneLine(subject),
      description: body.toWellFormed(),
      incident: String(incident),
    },
    // An end before the beginning is refused as a whole.
    startsAt: iso(Math.min(message.startsAt, endsAtMs)),
    endsAt: iso(endsAtMs),
    ...(url !== undefined && URL.canParse(url) && { generatorURL: url }),
  };
}

/** The labels that name the alert of a message: its own, `alertname` (the rule) and `severity`. */
export function labelsOf(message: Message): Readonly<Record<string, string>> {
  const labels: Record<string, string> = {};
  for (const [name, value] of Object.entries(message.labels)) {
    const text = value.toWellFormed();
    if (text !== '') labels[labelName(name)] = text;
  }
  return { ...labels, alertname: nameOf(message), severity: message.severity };
}

function nameOf({ kind, labels }: Message): string {
  if (kind === 'test') return 'jalur-test';
  if (kind === 'digest') return 'jalur-digest';
  return labels['rule'] || 'jalur';
}

/** `[a-zA-Z_][a-zA-Z0-9_]*`: all that every version of Alertmanager takes. */
function labelName(name: string): string {
  const safe = name.replace(/[^a-zA-Z0-9_]/gu, '_');
  return /^[a-zA-Z_]/.test(safe) ? safe : `_${safe}`;
}

function iso(epochMs: number): string {
  return new Date(epochMs).toISOString();
}

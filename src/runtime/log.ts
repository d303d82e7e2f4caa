// The daemon's log: one JSON line per happening, for people and journald. Secrets are cut out by name.

import { type Logger, pino } from 'pino';

/** What the rest of the program may do with a log: a constant message and structured data. */
export interface Log {
  debug(message: string, data?: object): void;
  info(message: string, data?: object): void;
  warn(message: string, data?: object): void;
  error(message: string, data?: object): void;
  /** A log whose every line carries these fields. */
  child(fields: object): Log;
}

const REDACTED = ['community', 'authKey', 'privKey', 'password', 'token'];

/** Writes JSON lines to a stream (stderr by default: stdout belongs to a command's result). */
export function createLog(options: { level?: string; stream?: { write(line: string): void } } = {}): Log {
  const logger = pino(
    {
      level: options.level ?? 'info',
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
      redact: [...REDACTED, ...REDACTED.map((name) => `*.${name}`), ...REDACTED.map((name) => `*.*.${name}`)],
    },
    options.stream ?? pino.destination({ fd: 2, sync: true }),
  );
  return wrap(logger);
}

function wrap(logger: Logger): Log {
  return {
    debug: (message, data) => logger.debug(data ?? {}, message),
    info: (message, data) => logger.info(data ?? {}, message),
    warn: (message, data) => logger.warn(data ?? {}, message),
    error: (message, data) => logger.error(data ?? {}, message),
    child: (fields) => wrap(logger.child(fields)),
  };
}

// `jalur demo`: a simulated province, to look around in.

import { join } from 'node:path';
import type { Command } from './command.ts';
import { dataOf, runDaemon } from './run.ts';

const ROOT = join(import.meta.dirname, '../..');

/** Runs the demonstration. */
export const demoCommand: Command = {
  name: 'demo',
  summary: 'a simulated province at http://127.0.0.1:8080, to look around in',
  positionals: [],
  options: {
    data: {
      type: 'string',
      short: 'd',
      value: 'DIR',
      help: 'where state and history are kept (data/demo beside the program)',
    },
    log: { type: 'string', value: 'LEVEL', help: 'debug, info, warn or error (warn)' },
  },
  details:
    'Every device is simulated on an address of its own of this machine (127.76.x.y): real SNMP and real echoes, with ' +
    'faults that follow a story. Nothing leaves the machine, and every screen says that it is a simulation.',
  run: async (context) => {
    const options = { log: 'warn', ...context.options };
    await runDaemon(
      { ...context, options },
      { config: join(ROOT, 'config/demo.yaml'), data: dataOf(context, join(ROOT, 'data/demo')) },
    );
    return 0;
  },
};

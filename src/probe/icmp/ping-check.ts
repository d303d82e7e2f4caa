// Finds out whether the system's ping program runs and speaks a form that npm ping can read. That package would throw
// from an event handler on odd output (danielzzz/node-ping#150), so the first try is made without it.

import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const TIMEOUT_MS = 5_000;
/** An answer line of iputils, inetutils, BSD and macOS; busybox writes `seq=` and is not parsed (danielzzz/node-ping#89). */
const READABLE = /icmp_seq=\d+ .*time[=<]/;
/** iputils without an answer, as on a machine whose loopback interface is down. */
const IPUTILS = /^PING \S+ \(\S+\) .*bytes of data|^ping: connect: Network is unreachable/m;

/** Tries one echo to this machine; undefined when `ping` will do, else why not. */
export async function checkPing(program = 'ping'): Promise<string | undefined> {
  const run = promisify(execFile);
  try {
    const { stdout, stderr } = await run(program, ['-n', '-c', '1', '-W', '1', '127.0.0.1'], {
      env: { ...process.env, LC_ALL: 'C' },
      timeout: TIMEOUT_MS,
      killSignal: 'SIGKILL',
    });
    return judge(program, stdout + stderr);
  } catch (thrown) {
    // A status other than 0 comes with output, a program that cannot be run with a code that is a text.
    const { code, stdout = '', stderr = '' } = thrown as { code?: unknown; stdout?: string; stderr?: string };
    if (typeof code !== 'string') return judge(program, stdout + stderr);
    return `the program "${program}" cannot be run: ${code === 'ENOENT' ? 'it is not installed' : code}`;
  }
}

function judge(program: string, output: string): string | undefined {
  if (READABLE.test(output) || IPUTILS.test(output)) return undefined;
  const said = output.trim().split('\n')[0] ?? '';
  return `the program "${program}" is of no use: ${said === '' ? 'it said nothing' : `it said "${said}"`}`;
}

// A province of network namespaces: no default route, so that no packet leaves. Links are veth pairs that can be cut,
// and made lossy. Needs root, iproute2 and nftables.

import { execFileSync } from 'node:child_process';

const PREFIX = `jalur-${process.pid}-`;

/** The cable between two namespaces; `up` is the side nearer to the monitor. */
export interface Cable {
  readonly up: string;
  readonly down: string;
  readonly upInterface: string;
  readonly downInterface: string;
}

/** Whether namespaces can be made here, and why not. */
export function namespacesMissing(): string | undefined {
  if (process.getuid?.() !== 0) return 'needs root';
  for (const command of ['ip', 'nft']) {
    try {
      execFileSync('which', [command], { stdio: 'ignore' });
    } catch {
      return `needs the command ${command}`;
    }
  }
  try {
    execFileSync('ip', ['netns', 'add', `${PREFIX}probe`], { stdio: 'pipe' });
    execFileSync('ip', ['netns', 'del', `${PREFIX}probe`], { stdio: 'pipe' });
    return undefined;
  } catch (error) {
    return `needs network namespaces (${String(error).split('\n')[0]})`;
  }
}

/** Owns namespaces and removes them. */
export class Namespaces {
  readonly #names = new Set<string>();
  #cables = 0;

  /** The system's name of a namespace. */
  nameOf(name: string): string {
    return PREFIX + name;
  }

  /** Makes a namespace that forwards. */
  add(name: string): void {
    run('ip', 'netns', 'add', this.nameOf(name));
    this.#names.add(name);
    this.exec(name, 'ip', 'link', 'set', 'lo', 'up');
    this.exec(name, 'sysctl', '-qw', 'net.ipv4.ip_forward=1', 'net.ipv4.icmp_ratelimit=0');
  }

  /** Runs a command in a namespace and returns what it printed. */
  exec(name: string, ...command: string[]): string {
    return run('ip', 'netns', 'exec', this.nameOf(name), ...command);
  }

  /** Command and arguments that start a program in a namespace. */
  commandIn(name: string, command: string, args: readonly string[]): [string, string[]] {
    return ['ip', ['netns', 'exec', this.nameOf(name), command, ...args]];
  }

  /** Lays a cable with a /30 of its own: `.1` above, `.2` below. */
  cable(up: string, down: string, subnet: string): Cable {
    const id = `${process.pid % 10_000}c${++this.#cables}`;
    const cable = { up, down, upInterface: `u${id}`, downInterface: `d${id}` };
    run('ip', 'link', 'add', cable.upInterface, 'type', 'veth', 'peer', 'name', cable.downInterface);
    run('ip', 'link', 'set', cable.upInterface, 'netns', this.nameOf(up));
    run('ip', 'link', 'set', cable.downInterface, 'netns', this.nameOf(down));
    this.address(up, `${subnet}.1/30`, cable.upInterface);
    this.address(down, `${subnet}.2/30`, cable.downInterface);
    this.exec(up, 'ip', 'link', 'set', cable.upInterface, 'up');
    this.exec(down, 'ip', 'link', 'set', cable.downInterface, 'up');
    return cable;
  }

  address(name: string, address: string, device: string): void {
    this.exec(name, 'ip', 'addr', 'add', address, 'dev', device);
  }

  route(name: string, to: string, via: string): void {
    this.exec(name, 'ip', 'route', 'replace', to, 'via', via);
  }

  /** Drops a share of the echo requests that reach a namespace; 0 ends it, 100 is a black hole. */
  drop(name: string, percent: number): void {
    this.exec(name, 'nft', 'flush', 'ruleset');
    if (percent === 0) return;
    this.exec(name, 'nft', 'add', 'table', 'inet', 'jalur');
    this.exec(
      name,
      'nft',
      'add',
      'chain',
      'inet',
      'jalur',
      'input',
      '{ type filter hook input priority 0; }',
    );
    const rule = `icmp type echo-request numgen random mod 100 < ${percent} drop`;
    this.exec(name, 'nft', 'add', 'rule', 'inet', 'jalur', 'input', ...rule.split(' '));
  }

  /** Removes everything. */
  remove(): void {
    for (const name of this.#names) {
      try {
        run('ip', 'netns', 'del', this.nameOf(name));
      } catch (error) {
        console.error(`cannot remove namespace ${name}: ${String(error)}`);
      }
    }
    this.#names.clear();
  }
}

function run(command: string, ...args: string[]): string {
  return execFileSync(command, args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
}

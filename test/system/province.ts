// The province of the system test: a monitor, its core router (two anchors), two regency routers and four villages, a
// real snmpd in each, a real influxd beside the monitor, and jalur itself.

import { type ChildProcess, execFile } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { type Cable, Namespaces, namespacesMissing } from './netns.ts';
import { Processes, until } from './processes.ts';
import { Witnessed } from './witnessed.ts';

const ROOT = resolve(import.meta.dirname, '../..');

/** Sites with a device, each with the address it is measured at. */
export const DEVICES = {
  r1: '10.76.1.1',
  r2: '10.76.2.1',
  v11: '10.76.101.1',
  v12: '10.76.101.2',
  v21: '10.76.102.1',
  v22: '10.76.102.2',
} as const;
/** One of {@link DEVICES}. */
export type Place = keyof typeof DEVICES;
/** Where jalur receives traps. */
const TRAP_PORT = 1162;
const PLACES = Object.keys(DEVICES) as Place[];

const SNMPTRAP = '/usr/bin/snmptrap';
/** Whether routers can send traps here (Debian package snmp). */
export const canSendTraps = existsSync(SNMPTRAP);

/** What this machine lacks for the system test, if anything. */
export function systemTestNeeds(): string | undefined {
  const namespaces = namespacesMissing();
  if (namespaces) return namespaces;
  if (!existsSync('/usr/sbin/snmpd')) return 'needs the Debian package snmpd';
  if (!existsSync('/usr/bin/influxd')) return 'needs the Debian package influxdb';
  return undefined;
}

/** Everything that runs during the test. */
export class Province {
  readonly directory = mkdtempSync(join(tmpdir(), 'jalur-system-'));
  readonly net = new Namespaces();
  readonly processes = new Processes();
  readonly cables = new Map<Place | 'mon', Cable>();
  readonly #agents = new Map<Place, ChildProcess>();
  #influxd: ChildProcess | undefined;
  #daemon: ChildProcess | undefined;
  #witness: Witnessed | undefined;

  get dataDirectory(): string {
    return join(this.directory, 'data');
  }

  get witness(): Witnessed {
    if (!this.#witness) throw new Error('the witness is not there yet');
    return this.#witness;
  }

  /** The id of the link that leads to a place. */
  linkTo(place: Place): string {
    return place.startsWith('r') ? `hq-${place}` : `r${place[1]}-${place}`;
  }

  /** Lays the cables. */
  build(): void {
    const { net } = this;
    for (const name of ['mon', 'core', ...PLACES]) net.add(name);
    this.cables.set('mon', net.cable('core', 'mon', '10.76.0'));
    net.address('core', '10.76.0.5/32', 'lo');
    net.route('mon', '10.76.0.0/16', '10.76.0.1');
    for (const place of PLACES) {
      const above = place.startsWith('r') ? 'core' : `r${place[1]}`;
      const subnet = place.startsWith('r') ? `10.76.20${place[1]}` : `10.76.2${place[1]}${place[2]}`;
      this.cables.set(place, net.cable(above, place, subnet));
      net.address(place, `${DEVICES[place]}/32`, 'lo');
      net.route(place, '10.76.0.0/16', `${subnet}.1`);
      this.#routeDown(place);
    }
  }

  /** Cuts the cable above a place; routes over it go with it. */
  cut(place: Place | 'mon'): void {
    const cable = this.#cable(place);
    this.net.exec(cable.up, 'ip', 'link', 'set', cable.upInterface, 'down');
  }

  /** Mends it, routes included. */
  mend(place: Place | 'mon'): void {
    const cable = this.#cable(place);
    this.net.exec(cable.up, 'ip', 'link', 'set', cable.upInterface, 'up');
    if (place !== 'mon') this.#routeDown(place);
  }

  /** Starts the SNMP agent of a place. */
  startAgent(place: Place): void {
    const home = join(this.directory, `snmpd-${place}`);
    mkdirSync(home, { recursive: true });
    const conf = join(home, 'snmpd.conf');
    writeFileSync(conf, `rocommunity public\nagentaddress udp:${DEVICES[place]}:161\nsysName ${place}\n`);
    const command = this.net.commandIn(place, '/usr/sbin/snmpd', [
      '-f',
      '-C',
      '-c',
      conf,
      '-Lf',
      join(home, 'log'),
      '-p',
      join(home, 'pid'),
    ]);
    this.#agents.set(place, this.processes.start(command, join(home, 'err'), { SNMP_PERSISTENT_DIR: home }));
  }

  /** Lets a router say that a port of its is down, as its own snmpd would; from the address it is measured at. */
  sendLinkDown(place: Place): void {
    const linkDown = '1.3.6.1.6.3.1.1.5.3';
    const ifIndex = ['1.3.6.1.2.1.2.2.1.1.3', 'i', '3'];
    const who = ['-v', '2c', '-c', 'public', `--clientaddr=${DEVICES[place]}`, `10.76.0.2:${TRAP_PORT}`];
    this.net.exec(place, SNMPTRAP, ...who, '', linkDown, ...ifIndex);
  }

  /** Floods jalur with traps from a place, signed with the right community; resolves when all are sent. */
  async floodTraps(place: Place, perSecond: number, seconds: number): Promise<number> {
    const script = join(import.meta.dirname, 'trap-flood.ts');
    const args = [script, '10.76.0.2', String(TRAP_PORT), 'public', String(perSecond), String(seconds)];
    const [program, words] = this.net.commandIn(place, process.execPath, args);
    const { stdout } = await promisify(execFile)(program, words);
    return Number(stdout);
  }

  /** Resident memory of jalur's main process, bytes. */
  memoryBytes(): number {
    const pid = this.#daemon?.pid ?? 0;
    const kilobytes = /^VmRSS:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
    return Number(kilobytes) * 1024;
  }

  /** Ends it. */
  async stopAgent(place: Place): Promise<void> {
    const agent = this.#agents.get(place);
    if (agent) await this.processes.end(agent, 'SIGKILL');
  }

  /** Starts InfluxDB and waits until it answers. */
  async startInflux(): Promise<void> {
    const home = join(this.directory, 'influx');
    mkdirSync(home, { recursive: true });
    const conf = join(home, 'influxdb.conf');
    writeFileSync(
      conf,
      [
        'reporting-disabled = true',
        'bind-address = "127.0.0.1:8088"',
        `[meta]\n  dir = "${home}/meta"`,
        `[data]\n  dir = "${home}/data"\n  wal-dir = "${home}/wal"\n  query-log-enabled = false`,
        '[http]\n  bind-address = "127.0.0.1:8086"\n  log-enabled = false',
      ].join('\n'),
    );
    this.#influxd = this.processes.start(
      this.net.commandIn('mon', '/usr/bin/influxd', ['-config', conf]),
      join(home, 'log'),
    );
    await until(
      'influxd answers',
      async () => (await this.witness.get('http://127.0.0.1:8086/ping')).status === 204,
      30_000,
    );
  }

  /** Ends it as a machine would that loses its power. */
  async stopInflux(): Promise<void> {
    if (this.#influxd) await this.processes.end(this.#influxd, 'SIGKILL');
  }

  /** A query's rows, each as an object. */
  async influx(query: string): Promise<Record<string, unknown>[]> {
    const url = `http://127.0.0.1:8086/query?db=jalur&epoch=ms&q=${encodeURIComponent(query)}`;
    const answer = await this.witness.json<{
      results: { error?: string; series?: { columns: string[]; values: unknown[][]; tags?: object }[] }[];
    }>(url);
    const [result] = answer.results;
    if (result?.error) throw new Error(`${query}: ${result.error}`);
    return (result?.series ?? []).flatMap((series) =>
      series.values.map((row) => ({
        ...series.tags,
        ...Object.fromEntries(series.columns.map((column, index) => [column, row[index]])),
      })),
    );
  }

  /** Puts a witness into the monitor's namespace. */
  startWitness(): void {
    const command = this.net.commandIn('mon', process.execPath, [join(import.meta.dirname, 'witness.ts')]);
    this.#witness = new Witnessed(this.processes.start(command, join(this.directory, 'witness.log')));
  }

  /** Starts jalur and waits until it is ready; returns how long that took, in ms. */
  startDaemon(): Promise<number> {
    const config = join(this.directory, 'jalur.yaml');
    if (!existsSync(config)) writeFileSync(config, configText());
    const args = [join(ROOT, 'src/main.ts'), 'run', '--config', config, '--data', this.dataDirectory];
    this.#daemon = this.processes.start(
      this.net.commandIn('mon', process.execPath, args),
      join(this.directory, 'jalur.log'),
      { SNMP_COMMUNITY: 'public' },
    );
    return until('jalur is ready', async () => (await this.witness.get('/readyz')).status === 200, 20_000);
  }

  /** Ends jalur by a signal. */
  async stopDaemon(signal: NodeJS.Signals): Promise<void> {
    if (this.#daemon) await this.processes.end(this.#daemon, signal);
  }

  /** What jalur logged. */
  log(): string {
    const file = join(this.directory, 'jalur.log');
    return existsSync(file) ? readFileSync(file, 'utf8') : '';
  }

  /** Ends and removes everything. */
  async remove(): Promise<void> {
    await this.processes.endAll();
    this.net.remove();
    rmSync(this.directory, { recursive: true, force: true });
  }

  #cable(place: Place | 'mon'): Cable {
    const cable = this.cables.get(place);
    if (!cable) throw new Error(`no cable to ${place}`);
    return cable;
  }

  /** The kernel forgets routes over a cable that is cut. */
  #routeDown(place: Place): void {
    const { up } = this.#cable(place);
    const regency = place[1];
    const via = place.startsWith('r') ? `10.76.20${regency}.2` : `10.76.2${regency}${place[2]}.2`;
    this.net.route(up, DEVICES[place], via);
    if (!place.startsWith('r')) return;
    this.net.route(up, `10.76.10${regency}.0/24`, via);
    for (const village of [1, 2]) this.net.route(up, `10.76.2${regency}${village}.0/30`, via);
  }
}

function configText(): string {
  const site = (id: string, kind: string, parent: string): string =>
    `  - { id: ${id}, name: ${id.toUpperCase()}, kind: ${kind}, parent: ${parent} }`;
  const link = (place: Place): string => {
    const from = place.startsWith('r') ? 'hq' : `r${place[1]}`;
    const device = `{ address: ${DEVICES[place]}, interface: lo }`;
    return `  - { id: ${from}-${place}, from: ${from}, to: ${place}, medium: fiber, device: ${device} }`;
  };
  return [
    'version: 1',
    'province: { name: Uji, code: "76", timezone: Asia/Makassar, locale: id }',
    'monitor:',
    '  site: hq',
    '  anchors: [10.76.0.1, 10.76.0.5]',
    '  listen: "127.0.0.1:8080"',
    `  traps: { listen: ["10.76.0.2:${TRAP_PORT}"], communities: [!env SNMP_COMMUNITY] }`,
    'store: { influx: { url: "http://127.0.0.1:8086", database: jalur } }',
    'defaults:',
    '  icmp: { every: 1s, timeout: 1s }',
    '  snmp: { every: 5s, timeout: 1s, version: 2c, community: !env SNMP_COMMUNITY }',
    '  quality: { for: 10s }',
    'detection: { round: 5s }',
    'sites:',
    '  - { id: hq, name: Provinsi, kind: province }',
    ...PLACES.map((place) =>
      place.startsWith('r') ? site(place, 'regency', 'hq') : site(place, 'village', `r${place[1]}`),
    ),
    'links:',
    ...PLACES.map(link),
    '',
  ].join('\n');
}

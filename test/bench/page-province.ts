// A simulated province of ten thousand links, as the daemon runs it: an echo a second and a poll a minute each, and outages that
// come and go.

import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Jalur, until } from '../support/daemon.ts';
import type { Heard } from './page-listener.ts';
import { loopbackAddress } from './process-usage.ts';

/** How many links it has. */
export const LINKS = 10_000;
/** One village after the other is cut off, as often as this, and is back after three quarters of it. */
const OUTAGE_EVERY_S = 10;
const STORY_S = 900;
const LIMIT_MS = 180_000;
/** Getting to know ten thousand devices, twenty at a time, takes a machine that has nothing else to do about a minute. */
const KNOWN_MS = 300_000;
const LOOK_MS = 2_000;
const ROUND_MS = 60_000;
const REGENCIES = [
  ['pasangkayu', 'Pasangkayu', '76.01', -1.209, 119.377],
  ['mamuju', 'Mamuju', '76.02', -2.68, 118.95],
  ['mamasa', 'Mamasa', '76.03', -2.942, 119.378],
  ['polewali-mandar', 'Polewali Mandar', '76.04', -3.35, 119.3],
  ['majene', 'Majene', '76.05', -3.4, 118.97],
  ['mamuju-tengah', 'Mamuju Tengah', '76.06', -2.089, 119.347],
] as const;
const MEDIA = ['radio', 'vsat', 'fiber', 'lte', 'radio'] as const;

/** The daemon with its province. */
export class BigProvince {
  readonly #folder = mkdtempSync(join(tmpdir(), 'jalur-page-'));
  readonly #port: number;
  readonly #jalur: Jalur;
  #listener: ChildProcess | undefined;

  /** Starts the daemon; `ports` are free. */
  constructor(ports: { readonly tcp: number; readonly udp: number }) {
    this.#port = ports.tcp;
    writeFileSync(join(this.#folder, 'desa.csv'), villages());
    const config = join(this.#folder, 'province.yaml');
    writeFileSync(config, configText(ports));
    this.#jalur = new Jalur([
      'run',
      '--config',
      config,
      '--data',
      join(this.#folder, 'data'),
      '--log',
      'error',
    ]);
  }

  /** Address of the page. */
  get url(): string {
    return `http://127.0.0.1:${this.#port}/`;
  }

  /**
   * Waits until it serves, and until every device is known, at most for `knownMs`, and has told its first figures: what comes then
   * comes for ever. Gives how many devices are known.
   */
  async settled(knownMs = KNOWN_MS): Promise<number> {
    await until('ten thousand links are served', () => this.#isServing(), LIMIT_MS);
    this.#listener = this.#listen();
    const untilMs = performance.now() + knownMs;
    while (performance.now() < untilMs && (await this.#inspected()) < LINKS) await pause(LOOK_MS);
    await pause(ROUND_MS);
    return await this.#inspected();
  }

  /** What the peer has heard so far. */
  async heard(): Promise<Heard> {
    if (!this.#listener) throw new Error('nobody listens yet');
    return await ask(this.#listener);
  }

  /** How long another peer takes from connecting to having read the snapshot, in ms. */
  async snapshotMs(): Promise<number> {
    const listener = this.#listen();
    try {
      let foundMs: number | undefined;
      const isThere = async (): Promise<boolean> => {
        foundMs = (await ask(listener)).snapshotMs;
        return foundMs !== undefined;
      };
      await until('the peer has the snapshot', isThere, LIMIT_MS);
      return foundMs ?? Number.NaN;
    } finally {
      listener.kill();
    }
  }

  /** Ends everything and removes it. */
  async remove(): Promise<void> {
    this.#listener?.kill();
    await this.#jalur.end('SIGKILL');
    rmSync(this.#folder, { recursive: true, force: true });
  }

  #listen(): ChildProcess {
    return fork(join(import.meta.dirname, 'page-listener.ts'), [
      `ws://127.0.0.1:${this.#port}/api/v1/stream`,
    ]);
  }

  async #inspected(): Promise<number> {
    const text = await (await fetch(`${this.url}metrics`)).text();
    return Number(/^jalur_snmp_inspections_total (\d+)/m.exec(text)?.[1] ?? 0);
  }

  #isServing(): boolean {
    const { child, stderr } = this.#jalur;
    if (child.exitCode !== null) throw new Error(`the daemon ended early: ${stderr}`);
    return stderr.includes('the screen is at');
  }
}

async function ask(listener: ChildProcess): Promise<Heard> {
  const reply = once(listener, 'message', { signal: AbortSignal.timeout(LIMIT_MS) });
  listener.send('tell');
  const [heard] = (await reply) as [Heard];
  return heard;
}

function pause(ms: number): Promise<void> {
  return new Promise((done) => setTimeout(done, ms));
}

/** Villages, evenly behind the regencies and around them. */
function villages(): string {
  const count = LINKS - REGENCIES.length;
  const rows = Array.from({ length: count }, (_, n) => {
    const [id, , code, latitude, longitude] = REGENCIES[n % REGENCIES.length] ?? REGENCIES[0];
    const within = Math.floor(n / REGENCIES.length);
    const medium = MEDIA[within % MEDIA.length] ?? 'radio';
    const angle = within * 2.399_963;
    const away = 0.28 * Math.sqrt((within * REGENCIES.length) / count);
    return [
      `desa-${n}`,
      `Desa ${within}`,
      `${code}.01.${2_001 + within}`,
      id,
      (latitude + away * Math.sin(angle)).toFixed(5),
      (longitude + away * Math.cos(angle)).toFixed(5),
      `link-${n}`,
      medium,
      medium === 'fiber' ? '100M' : '20M',
      medium === 'vsat' ? 'satelit' : 'darat',
      'aktif',
      loopbackAddress(REGENCIES.length + 1 + n),
      'ether1',
    ].join(',');
  });
  return `id,desa,kode,induk,lintang,bujur,jalur,media,kapasitas,kontrak,tahap,alamat ip,antarmuka\n${rows.join('\n')}\n`;
}

function configText({ tcp, udp }: { readonly tcp: number; readonly udp: number }): string {
  const outages = Array.from({ length: Math.floor(STORY_S / OUTAGE_EVERY_S) - 1 }, (_, n) => {
    const link = `link-${n * 7}`;
    const at = n * OUTAGE_EVERY_S;
    return [
      [at, 'cut', link],
      [at + 0.75 * OUTAGE_EVERY_S, 'mend', link],
    ] as const;
  }).flat();
  return `version: 1
province: { name: Sulawesi Barat, code: "76", timezone: Asia/Makassar, locale: id }
monitor: { site: kantor, anchors: [127.0.0.1], listen: "127.0.0.1:${tcp}" }
defaults:
  snmp: { every: 60s, timeout: 1s, version: 2c, community: public, port: ${udp} }
providers: [{ id: a, name: Penyedia A }, { id: b, name: Penyedia B }]
contracts: [{ id: darat, provider: a }, { id: satelit, provider: b }]
sites:
  - { id: kantor, name: Dinas Kominfo, kind: province, code: "76", at: [-2.68, 118.886] }
${REGENCIES.map(([id, name, code, latitude, longitude]) => `  - { id: ${id}, name: ${name}, kind: regency, code: "${code}", parent: kantor, at: [${latitude}, ${longitude}] }`).join('\n')}
links:
${REGENCIES.map(([id, name], n) => `  - { id: prov-${id}, name: Provinsi–${name}, from: kantor, to: ${id}, medium: fiber, bandwidth: 100M, contract: darat, device: { address: ${loopbackAddress(n + 1)}, interface: ether1 } }`).join('\n')}
include: [desa.csv]
lab:
  seed: 76
  snmpPort: ${udp}
  repeat: ${STORY_S}s
  story:
${outages.map(([at, act, link]) => `    - { at: ${at * 1_000}ms, do: ${act}, link: ${link} }`).join('\n')}
`;
}

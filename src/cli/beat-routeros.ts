// The script that makes a MikroTik router beat, for RouterOS 7 and 6. What a router may not have (a modem, a sensor, a
// package) is tried and passed over: an error must not keep the beat from leaving. Commands that only some routers know
// stand in texts that are parsed when they are run, since RouterOS refuses a whole script for one word it does not know.

import { isIP } from 'node:net';

/** What a script is made for. */
export interface BeatScriptInput {
  /** The link, for the comment. */
  readonly link: string;
  /** Address of the beat, with the token. */
  readonly url: URL;
  readonly everyMs: number;
  /** What the device echoes by itself: a literal address, or a name it can resolve. */
  readonly ping: string;
}

const NAME = 'jalur-beat';
/** What the script and its scheduler need: fetch asks for the first three, ping and the modem for `test`. */
const POLICY = 'ftp,read,write,test';
const ECHOES = 5;

/** Names of a modem's figures in RouterOS, and ours. */
const MODEM = '{"rssi"="signal_dbm"; "rsrp"="rsrp_dbm"; "rsrq"="rsrq_db"; "sinr"="sinr_db"}';

/** Lines to paste into a terminal of the router. */
export function routerOsScript(input: BeatScriptInput, version: 6 | 7): readonly string[] {
  return [
    `# jalur: the beat of ${input.link}, RouterOS ${version}. Who has this text has its token.`,
    `/system scheduler remove [find name="${NAME}"]`,
    `/system script remove [find name="${NAME}"]`,
    `/system script add name="${NAME}" policy=${POLICY} source={`,
    ...body(input, version).map((line) => `  ${line}`),
    '}',
    `/system scheduler add name="${NAME}" start-time=startup interval=${input.everyMs / 1_000}s on-event="${NAME}" policy=${POLICY}`,
    `/system script run "${NAME}"`,
  ];
}

function body(input: BeatScriptInput, version: 6 | 7): readonly string[] {
  const certificate = input.url.protocol === 'https:' ? ' check-certificate=yes' : '';
  return [
    ':local plain do={',
    '  :local text [:tostr $1]',
    '  :local out ""',
    '  :if ([:len $text] > 0) do={',
    '    :for i from=0 to=([:len $text] - 1) do={',
    '      :local c [:pick $text $i]',
    '      :if ($c ~ "[A-Za-z0-9._-]") do={ :set out ($out . $c) } else={ :set out ($out . "_") }',
    '    }',
    '  }',
    '  :return $out',
    '}',
    // A question mark would open the help of a terminal of RouterOS 6.
    ':local q ("\\3Fuptime=" . [/system resource get uptime])',
    attempt(':set q ($q . "&cpu_pct=" . [/system resource get cpu-load])'),
    attempt(':set q ($q . "&name=" . [$plain [/system identity get name]])'),
    attempt(':set q ($q . "&model=" . [$plain [/system resource get board-name]])'),
    ':do {',
    '  :local v [/system resource get version]',
    '  :if ([:typeof [:find $v " "]] = "num") do={ :set v [:pick $v 0 [:find $v " "]] }',
    '  :set q ($q . "&firmware=" . [$plain $v])',
    '} on-error={}',
    ...(version === 7 ? health7() : health6()),
    ...modem(version === 7 ? 'monitor' : 'info'),
    ...clients(version === 7 ? ['wifi', 'wireless'] : ['wireless']),
    ...(version === 7 ? ping7(target(input.ping)) : ping6(target(input.ping))),
    attempt(`/tool fetch url=("${input.url.href}" . $q) keep-result=no${certificate}`),
  ];
}

function attempt(command: string): string {
  return `:do { ${command} } on-error={}`;
}

/** Sensors are rows with a name, in units of their own. */
function health7(): readonly string[] {
  const row = (name: string): string => `[/system health get [find name="${name}"] value]`;
  return [
    attempt(`:set q ($q . "&voltage_v=" . ${row('voltage')})`),
    attempt(`:set q ($q . "&temperature_c=" . ${row('temperature')})`),
  ];
}

/** Scripts of RouterOS 6 get tenths of a volt; what they get as temperature differs between boards, and stays out. */
function health6(): readonly string[] {
  return [
    ':do {',
    '  :local read [:parse ":return [/system health get voltage]"]',
    '  :local v [$read]',
    '  :if ([:typeof $v] = "num") do={ :set q ($q . "&voltage_dv=" . $v) }',
    '} on-error={}',
  ];
}

function modem(command: 'monitor' | 'info'): readonly string[] {
  return [
    ':do {',
    `  :local read [:parse ":return [/interface lte ${command} [:pick [/interface lte find] 0] once as-value]"]`,
    '  :local m [$read]',
    `  :foreach theirs,ours in=${MODEM} do={`,
    '    :local v [:tostr ($m->$theirs)]',
    '    :if ([:len $v] > 0) do={ :set q ($q . "&" . $ours . "=" . $v) }',
    '  }',
    '} on-error={}',
  ];
}

function clients(menus: readonly string[]): readonly string[] {
  return [
    ':local clients 0',
    ':local counted false',
    ...menus.map((menu) =>
      attempt(
        `:local read [:parse ":return [/interface ${menu} registration-table print count-only]"]; ` +
          ':set clients ($clients + [$read]); :set counted true',
      ),
    ),
    ':if ($counted) do={ :set q ($q . "&clients=" . $clients) }',
  ];
}

function ping7(address: string): readonly string[] {
  return [
    ':do {',
    '  :local got 0',
    '  :local rtt ""',
    `  :foreach reply in=[/ping ${address} count=${ECHOES} as-value] do={`,
    '    :local t [:tostr ($reply->"time")]',
    '    :if ([:len $t] > 0) do={ :set got ($got + 1); :set rtt $t }',
    '  }',
    `  :set q ($q . "&ping_loss_pct=" . ((${ECHOES} - $got) * ${100 / ECHOES}))`,
    '  :if ($got > 0) do={ :set q ($q . "&ping_time=" . $rtt) }',
    '} on-error={}',
  ];
}

/** In RouterOS 6 only flood-ping tells a time, and its package may be missing. */
function ping6(address: string): readonly string[] {
  const quoted = address.replaceAll('"', '\\"');
  return [
    ':do {',
    `  :local got [/ping ${address} count=${ECHOES}]`,
    `  :set q ($q . "&ping_loss_pct=" . ((${ECHOES} - $got) * ${100 / ECHOES}))`,
    '} on-error={}',
    ':do {',
    `  :local read [:parse ":local rtt \\"\\"; /tool flood-ping ${quoted} count=${ECHOES} do={ :if (\\$sent = ${ECHOES}) do={ :set rtt (\\$\\"avg-rtt\\") } }; :return \\$rtt"]`,
    '  :local rtt [:tostr [$read]]',
    '  :if ([:len $rtt] > 0) do={ :set q ($q . "&ping_ms=" . $rtt) }',
    '} on-error={}',
  ];
}

function target(ping: string): string {
  return isIP(ping) === 0 ? `[:resolve "${ping}"]` : ping;
}

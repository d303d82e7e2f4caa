// From files to a configuration, or to everything that is wrong with them at once.

import { BUILT_IN_RULES, type BuiltInRule, type Severity } from '../domain/alert.ts';
import { linkId, siteId } from '../domain/ids.ts';
import type { MaintenanceWindow } from '../domain/maintenance.ts';
import type { Network } from '../domain/network.ts';
import type { Rule } from '../domain/rule.ts';
import type { Site } from '../domain/site.ts';
import type { AccessConfig } from './access-config.ts';
import { checkBeats } from './check-beats.ts';
import { NetworkChecks } from './check-network.ts';
import { checkPlans } from './check-plans.ts';
import { checkInflux, checkListen, checkStory } from './check-settings.ts';
import { checkTraps } from './check-traps.ts';
import type { Config, ConfigProblem, LabConfig, LabStep, ListenConfig, TrapConfig } from './config.ts';
import {
  ACKNOWLEDGE_DEFAULTS,
  ANCHOR_ECHO,
  ENGINE_DEFAULTS,
  INFLUX_DATABASE,
  LAB_DEFAULTS,
  RETENTION_DEFAULTS,
  SETTLE_MS,
  SEVERITY_DEFAULTS,
  SNMP_SILENT_POLLS,
  SPOOL_DEFAULTS,
} from './defaults.ts';
import { type ConfigDeps, systemConfigDeps } from './deps.ts';
import type { GrafanaConfig } from './grafana-config.ts';
import { type RawConfig, readSources } from './include.ts';
import type { DeadManConfig, NotifyConfig } from './notify-config.ts';
import type { ReportsConfig } from './report-config.ts';
import { resolveAccess } from './resolve-access.ts';
import { checkContracts, resolveContract } from './resolve-contracts.ts';
import { resolveDeadMan } from './resolve-dead-man.ts';
import { resolveGrafana } from './resolve-grafana.ts';
import { resolveLink } from './resolve-link.ts';
import { resolveMaintenance } from './resolve-maintenance.ts';
import { type ResolvedMap, resolveMap } from './resolve-map.ts';
import { resolveNotify } from './resolve-notify.ts';
import { resolveReports } from './resolve-reports.ts';
import { checkRollout, planOf, resolveRollout } from './resolve-rollout.ts';
import { resolveRules } from './resolve-rules.ts';
import { checkVicon, resolveVicon } from './resolve-vicon.ts';
import type { Sections } from './schema.ts';
import { type Validated, validate, writtenIds } from './validate.ts';
import { warnMaintenance, warnNotify, warnRules } from './warn-coverage.ts';

/** What loading came to; `files` of a failed one are watched all the same, since they may be mended. */
export type LoadedConfig =
  | { readonly ok: true; readonly config: Config }
  | { readonly ok: false; readonly problems: readonly ConfigProblem[]; readonly files: readonly string[] };

/** Loads a configuration and all it includes. Never throws on what files say. */
export function loadConfig(path: string, deps: ConfigDeps = systemConfigDeps): LoadedConfig {
  const raw = readSources(path, deps);
  const failed = (files = raw.files): LoadedConfig => ({
    ok: false,
    problems: raw.problems.mistakes(),
    files,
  });
  // Without its syntax the rest of a file would only look missing.
  if (raw.problems.any && Object.keys(raw.root).length <= 4) return failed();
  const valid = validate(raw);
  new NetworkChecks(raw, valid).run();
  checkBeats(raw, valid);
  checkPlans(raw, valid);
  checkContracts(raw, valid);
  const listen = checkListen(raw, valid, deps);
  const map = resolveMap(raw, valid, deps);
  const files = [
    ...raw.files,
    ...(listen.tls ? [listen.tls.certFile, listen.tls.keyFile] : []),
    ...map.files,
  ];
  const access = resolveAccess(raw, valid);
  const traps = checkTraps(raw, valid);
  checkInflux(raw, valid);
  checkStages(raw, valid, deps);
  checkRollout(raw, valid, deps.clock.wallMs());
  checkVicon(raw, valid);
  const rules = resolveRules(raw, valid);
  const notify = resolveNotify(raw, valid, rules);
  const reports = resolveReports(raw, valid, notify.channels);
  const deadMan = resolveDeadMan(raw, valid);
  const maintenance = resolveMaintenance(raw, valid, deps.clock.wallMs());
  const grafana = resolveGrafana(raw, valid);
  const lab = valid.sections.lab;
  const linkIds = writtenIds(raw, 'links');
  const story = lab ? checkStory(raw, lab, linkIds) : [];
  if (raw.problems.any) return failed(files);
  const network = networkOf(valid);
  warnRules(raw, rules, network);
  warnNotify(raw, notify, network);
  warnMaintenance(raw, maintenance, network);
  const checked = {
    ...{ files, network, listen, access, traps, story, rules, notify, reports, deadMan, maintenance, map },
    grafana,
  };
  return { ok: true, config: assemble(raw, valid, checked) };
}

function checkStages(raw: RawConfig, valid: Validated, deps: ConfigDeps): void {
  const today = new Date(deps.clock.wallMs()).toISOString().slice(0, 10);
  for (const { index, value } of valid.lists.links) {
    const stage = value.stage ?? 'active';
    if (value.since !== undefined && value.since > today && stage !== 'planned')
      raw.problems.warn(
        raw.origins.place(raw.root, ['links', index, 'since']),
        `the link is ${stage} since ${value.since}, which is not yet; is it planned?`,
      );
  }
}

function assemble(
  raw: RawConfig,
  valid: Validated,
  checked: {
    readonly files: readonly string[];
    readonly network: Network;
    readonly listen: ListenConfig;
    readonly access: AccessConfig;
    readonly traps: TrapConfig | undefined;
    readonly story: readonly LabStep[];
    readonly rules: readonly Rule[];
    readonly notify: NotifyConfig;
    readonly reports: ReportsConfig;
    readonly deadMan: DeadManConfig | undefined;
    readonly maintenance: readonly MaintenanceWindow[];
    readonly map: ResolvedMap;
    readonly grafana: GrafanaConfig | undefined;
  },
): Config {
  const { sections, lists } = valid;
  const influx = sections.store?.influx;
  const spool = sections.store?.spool;
  const retention = sections.store?.retention;
  return {
    network: checked.network,
    providers: lists.providers.map(({ value }) => value),
    contracts: lists.contracts.map(({ value }) => resolveContract(value)),
    listen: checked.listen,
    access: checked.access,
    ...(checked.traps && { traps: checked.traps }),
    ...(influx && {
      influx: {
        url: influx.url,
        database: influx.database ?? INFLUX_DATABASE,
        ...(influx.username !== undefined && { username: influx.username }),
        ...(influx.password && { password: influx.password }),
        ...(influx.token && { token: influx.token }),
      },
    }),
    spool: {
      maxBytes: spool?.maxSize ?? SPOOL_DEFAULTS.maxBytes,
      maxAgeMs: spool?.maxAge ?? SPOOL_DEFAULTS.maxAgeMs,
    },
    retention: {
      rawMs: retention?.raw ?? RETENTION_DEFAULTS.rawMs,
      fiveMinutesMs: retention?.fiveMinutes ?? RETENTION_DEFAULTS.fiveMinutesMs,
      oneHourMs: retention?.oneHour ?? RETENTION_DEFAULTS.oneHourMs,
    },
    severities: severitiesOf(sections),
    rules: checked.rules,
    notify: checked.notify,
    ...(checked.deadMan && { deadMan: checked.deadMan }),
    maintenance: checked.maintenance,
    rollout: resolveRollout(sections.rollout),
    vicon: resolveVicon(sections.vicon),
    reports: checked.reports,
    ntpServers: sections.monitor?.ntp ?? [],
    acknowledge: {
      from: sections.alerts?.acknowledge?.from ?? ACKNOWLEDGE_DEFAULTS.from,
      returnedMs: sections.alerts?.acknowledge?.within ?? ACKNOWLEDGE_DEFAULTS.returnedMs,
    },
    settleMs: sections.alerts?.settle ?? SETTLE_MS,
    snmpSilentPolls: sections.alerts?.snmpSilentPolls ?? SNMP_SILENT_POLLS,
    ...(checked.map.map && { map: checked.map.map }),
    ...(checked.grafana && { grafana: checked.grafana }),
    ...(sections.lab && { lab: labOf(sections.lab, checked.story) }),
    files: checked.files,
    warnings: raw.problems.warnings(),
  };
}

function networkOf({ sections, lists }: Validated): Network {
  const { province, monitor, detection, defaults } = sections;
  if (!province || !monitor) throw new Error('a configuration without province or monitor passed its checks');
  const sites = new Map(
    lists.sites.map(({ value }): [Site['id'], Site] => [
      siteId(value.id),
      {
        id: siteId(value.id),
        name: value.name,
        kind: value.kind,
        ...(value.code !== undefined && { code: value.code }),
        ...(value.parent !== undefined && { parent: siteId(value.parent) }),
        ...(value.at && { position: value.at }),
        ...planOf(value),
      },
    ]),
  );
  const contracts = new Map(
    lists.contracts.map(({ value }) => [
      value.id,
      { name: value.name ?? value.id, provider: value.provider },
    ]),
  );
  const around = {
    defaults: defaults ?? {},
    siteName: (id: string) => sites.get(siteId(id))?.name ?? id,
    providers: new Map(lists.providers.map(({ value }) => [value.id, value.name])),
    contracts,
  };
  return {
    province: {
      name: province.name,
      code: province.code,
      timezone: province.timezone,
      locale: province.locale ?? 'id',
    },
    monitorSite: siteId(monitor.site),
    sites,
    links: new Map(lists.links.map(({ value }) => [linkId(value.id), resolveLink(value, around)])),
    anchors: monitor.anchors.map((address) => ({
      address,
      echo: {
        everyMs: monitor.icmp?.every ?? ANCHOR_ECHO.everyMs,
        timeoutMs: monitor.icmp?.timeout ?? ANCHOR_ECHO.timeoutMs,
      },
    })),
    settings: {
      roundMs: detection?.round ?? ENGINE_DEFAULTS.roundMs,
      falseAlarmYears: detection?.falseAlarmYears ?? ENGINE_DEFAULTS.falseAlarmYears,
      recoverEchoes: detection?.recoverEchoes ?? ENGINE_DEFAULTS.recoverEchoes,
      burstEveryMs: detection?.burst?.every ?? ENGINE_DEFAULTS.burstEveryMs,
      burstPerSecond: detection?.burst?.perSecond ?? ENGINE_DEFAULTS.burstPerSecond,
      flapChanges: detection?.flapping?.changes ?? ENGINE_DEFAULTS.flapChanges,
      flapWindowMs: detection?.flapping?.window ?? ENGINE_DEFAULTS.flapWindowMs,
    },
    simulated: sections.lab !== undefined,
  };
}

function severitiesOf(sections: Sections): Config['severities'] {
  const own = sections.alerts?.severities ?? {};
  return Object.fromEntries(
    BUILT_IN_RULES.map((rule) => [rule, own[rule] ?? SEVERITY_DEFAULTS[rule]]),
  ) as Record<BuiltInRule, Severity | 'off'>;
}

function labOf(lab: NonNullable<Sections['lab']>, story: readonly LabStep[]): LabConfig {
  return {
    seed: lab.seed ?? LAB_DEFAULTS.seed,
    snmpPort: lab.snmpPort ?? LAB_DEFAULTS.snmpPort,
    absent: (lab.absent ?? []).map(linkId),
    story,
    repeatMs: lab.repeat ?? LAB_DEFAULTS.repeatMs,
  };
}

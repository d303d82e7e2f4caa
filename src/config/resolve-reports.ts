// From reports as written to reports whose channels, languages and times are all there.

import { parseCron } from '../domain/cron.ts';
import type { Locale } from '../domain/explain.ts';
import { REPORT_DEFAULTS } from './defaults.ts';
import type { RawConfig } from './include.ts';
import type { ChannelConfig } from './notify-config.ts';
import type { Path } from './place.ts';
import { addressFault, needsRecipients } from './recipient.ts';
import { References } from './references.ts';
import type { ReportScheduleConfig, ReportsConfig } from './report-config.ts';
import type { ReportsEntry } from './schema-reports.ts';
import { tellOf } from './tell.ts';
import type { Validated } from './validate.ts';

type ScheduleEntry = NonNullable<ReportsEntry['schedule']>[number];

/** Reports with their defaults; mistakes leave parts that nobody uses. */
export function resolveReports(
  raw: RawConfig,
  { sections, lists }: Validated,
  channels: readonly ChannelConfig[],
): ReportsConfig {
  const entry = sections.reports ?? {};
  const references = new References(['reports'], tellOf(raw));
  const locale = entry.locale ?? sections.province?.locale ?? 'id';
  const { schedule = [] } = entry;
  references.unique('schedule', schedule);
  schedule.forEach(({ report, each = 'contract' }, index) => {
    if (report !== 'sla' || (each !== 'contract' && each !== 'provider')) return;
    if (lists[`${each}s`].length === 0)
      tellOf(raw).warn(
        ['reports', 'schedule', index],
        `there is no ${each}, so that this report is never made; wanted ${each}s, or another "each"`,
      );
  });
  return {
    letterhead: entry.letterhead ?? [],
    ...(entry.place !== undefined && { place: entry.place }),
    signatories: (entry.signatories ?? []).map(({ role, office, name, number }) => ({
      role,
      office,
      ...(name !== undefined && { name }),
      ...(number !== undefined && { number }),
    })),
    locale,
    keepBytes: entry.keep ?? REPORT_DEFAULTS.keepBytes,
    schedule: schedule.map((each, index) =>
      scheduleOf(each, ['schedule', index], { references, channels, locale }),
    ),
  };
}

function scheduleOf(
  entry: ScheduleEntry,
  path: Path,
  deps: {
    readonly references: References;
    readonly channels: readonly ChannelConfig[];
    readonly locale: Locale;
  },
): ReportScheduleConfig {
  const { id, report, each, formats, cron } = entry;
  const { references } = deps;
  if (each !== undefined && report !== 'sla')
    references.add(
      [...path, 'each'],
      `each: ${report} is one report of the whole province; only sla takes each`,
    );
  if (cron !== undefined && !parseCron(cron))
    references.add(
      [...path, 'cron'],
      `cron: found "${cron}", wanted five fields of numbers, *, ranges, lists and steps, such as "0 6 1 * *"`,
    );
  formats?.forEach((format, index) => {
    if (formats.indexOf(format) !== index)
      references.add([...path, 'formats', index], `the format ${format} stands here twice`);
  });
  const mail = entry.mail && mailOf(entry.mail, [...path, 'mail'], deps);
  return {
    id,
    report,
    ...(report === 'sla' && { each: each ?? 'contract' }),
    locale: entry.locale ?? deps.locale,
    formats: formats ?? REPORT_DEFAULTS.formats,
    cron: cron ?? (report === 'evidence' ? REPORT_DEFAULTS.yearlyCron : REPORT_DEFAULTS.monthlyCron),
    ...(mail && { mail }),
  };
}

function mailOf(
  { channel, recipients }: NonNullable<ScheduleEntry['mail']>,
  path: Path,
  { references, channels }: { readonly references: References; readonly channels: readonly ChannelConfig[] },
): NonNullable<ReportScheduleConfig['mail']> {
  references.one(
    [...path, 'channel'],
    'channel',
    channel,
    channels.map(({ id }) => id),
  );
  const found = channels.find(({ id }) => id === channel);
  if (found && found.kind !== 'email')
    references.add(
      [...path, 'channel'],
      `the channel "${channel}" is of kind ${found.kind}, wanted one of kind email: files go by mail only`,
    );
  else if (found && recipients === undefined && needsRecipients(found))
    references.add(path, `the channel "${channel}" has no recipients of its own, wanted "recipients" here`);
  recipients?.forEach((address, index) => {
    const fault = addressFault('email', address);
    if (fault !== undefined) references.add([...path, 'recipients', index], fault);
  });
  return { channel, recipients: recipients ?? [] };
}

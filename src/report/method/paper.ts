// What every report of this folder has at its head and foot.

import type { Locale } from '../../domain/explain.ts';
import type { Block, Party } from '../document.ts';
import { NIP_TO_WRITE } from '../frame.ts';
import type { ReportSources } from '../sources.ts';
import type { Say } from './format.ts';
import { type Both, textIn } from './language.ts';

/** Lines at the top: the configured ones, else the name of the office the monitor stands at. */
export function letterheadOf({ config }: ReportSources): readonly string[] {
  const { network, reports } = config;
  if (reports.letterhead.length > 0) return reports.letterhead;
  const office = network.sites.get(network.monitorSite)?.name;
  return [...(office === undefined ? [] : [office]), network.province.name];
}

/** Program, version, and when it was made. */
export function footerOf(locale: Locale, { program, now, config }: ReportSources, say: Say): string {
  const made = textIn(locale, ['dibuat', 'made']);
  const simulated = config.network.simulated
    ? ` · ${textIn(locale, ['DATA SIMULASI', 'SIMULATED DATA'])}`
    : '';
  return `${program} · ${made} ${say.moment(now)}${simulated}`;
}

/** Says that nothing of it is real, where faults are simulated. */
export function simulatedWarning(locale: Locale, { config }: ReportSources): readonly Block[] {
  if (!config.network.simulated) return [];
  const text: Both = [
    'DATA SIMULASI: laporan ini dibuat dari gangguan tiruan dan bukan dasar pembayaran.',
    'SIMULATED DATA: this report is made of simulated faults and no base for payment.',
  ];
  return [{ kind: 'text', tone: 'warning', text: textIn(locale, text) }];
}

/** Who signs as `reports.signatories` says, at most so many; one line to write on where it says nothing. */
export function officeParties(locale: Locale, { config }: ReportSources, most: number): readonly Party[] {
  const { signatories } = config.reports;
  if (signatories.length > 0) return signatories.slice(0, most);
  const { network } = config;
  return [
    {
      role: textIn(locale, ['Kepala Bidang Aptika', 'Head of Aptika']),
      office: network.sites.get(network.monitorSite)?.name ?? network.province.name,
      number: NIP_TO_WRITE,
    },
  ];
}

/** Where it is signed; a line to write on where nobody has said. */
export function placeOf({ config }: ReportSources): string {
  return config.reports.place ?? '____________________';
}

/** A name for files: lower case, digits and dashes. */
export function fileNameOf(...parts: readonly string[]): string {
  return parts
    .join('-')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');
}

/** A chapter's heading. */
export function chapter(locale: Locale, text: Both, newPage = true): Block {
  return { kind: 'heading', level: 1, text: textIn(locale, text), ...(newPage && { newPage }) };
}

/** A section's heading. */
export function section(locale: Locale, text: Both): Block {
  return { kind: 'heading', level: 2, text: textIn(locale, text) };
}

/** Texts as a list. */
export function listOf(locale: Locale, texts: readonly Both[]): Block {
  return { kind: 'list', items: texts.map((both) => textIn(locale, both)) };
}

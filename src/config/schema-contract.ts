// The schema of contracts: what was promised, how it is counted, and what the minutes of a month need.

import { z } from 'zod';
import { RESTITUTION_MODELS } from '../domain/sla/terms.ts';
import { day, duration, id, text, whole } from './schema-scalars.ts';
import { section } from './section.ts';

const DAY_MS = 86_400_000;

function percentNumber(description: string) {
  return z
    .number({ error: 'a percentage as a number, such as 99.5' })
    .min(0, 'a percentage of at least 0')
    .max(100, 'a percentage of at most 100')
    .meta({ description });
}

/** Named as it stood before models were told apart; it means `prorata_all`. */
export const OLD_PRORATA = 'prorata';

const tierSchema = section('A step of the restitution model tier.', {
  belowPct: percentNumber('The step holds for availabilities below this, in percent.'),
  sharePct: percentNumber('Share of the fee that is given back, in percent.'),
});

/** A contract. */
export const contractSchema = section('What was agreed about a group of links.', {
  id: id('Used by links.'),
  name: text('Shown to people; the id when absent.').optional(),
  provider: id('Id of the provider.'),
  number: text('Number of the contract, as it stands on the document.').optional(),
  date: day('Day of the contract.').optional(),
  packageName: text('Name of the procurement package.').optional(),
  owner: section('Who signs for the office: the PPK.', {
    name: text('Name with titles.'),
    nip: text('Civil servant number, in quotes.').optional(),
    position: text('Position; Pejabat Pembuat Komitmen when absent.').optional(),
  }).optional(),
  signatory: section('Who signs for the provider.', {
    name: text('Name with titles.'),
    position: text('Position.').optional(),
  }).optional(),
  slaPct: percentNumber('Promised availability per month in percent.').optional(),
  monthlyFee: z
    .number({ error: 'an amount in rupiah as a number, such as 3500000' })
    .min(0, 'an amount of at least 0')
    .max(1e12, 'an amount of at most 1000000000000')
    .meta({ description: 'Fee per link and month in rupiah, before VAT.' })
    .optional(),
  restitution: z
    .literal([...RESTITUTION_MODELS, OLD_PRORATA])
    .meta({ description: 'Model by which the fee is reduced when the promise is missed; none when absent.' })
    .optional(),
  tiers: z
    .array(tierSchema, 'a list of steps, such as [{ belowPct: 99.9, sharePct: 20 }]')
    .min(1, 'at least one step, such as { belowPct: 99.9, sharePct: 20 }')
    .max(20, 'at most 20 steps')
    .meta({ description: 'Of the model tier: the lowest step that lies above the availability decides.' })
    .optional(),
  always: z
    .boolean({ error: 'true or false' })
    .meta({ description: 'Of the model prorata_all: also when the promise is kept.' })
    .optional(),
  minEvent: duration('Events not longer than this are not counted.', {
    leastMs: 0,
    mostMs: DAY_MS,
  }).optional(),
  periodDay: whole('Day of the month on which an accounting month begins; 1 when absent.', {
    least: 1,
    most: 28,
  }).optional(),
  eventStart: z
    .literal(['monitoring', 'ticket', 'earlier'])
    .meta({
      description:
        'When an outage begins to count: at the first lost echo, when reported, or at the earlier of both.',
    })
    .optional(),
  stopClocks: z
    .literal(['entered', 'agreed'])
    .meta({
      description:
        'Which stop clocks count: those that nobody has refused, or those that both have agreed to.',
    })
    .optional(),
  denominator: z
    .literal(['calendar', 'service'])
    .meta({ description: 'What downtime is divided by: the whole month, or its part in service.' })
    .optional(),
  unknownTime: z
    .literal(['as-up', 'excluded', 'as-down'])
    .meta({ description: 'How time counts of which nothing is known; as-up when absent.' })
    .optional(),
  degradedTime: z
    .literal(['available', 'down'])
    .meta({ description: 'How degraded time counts; available when absent.' })
    .optional(),
  unreachableTime: z
    .literal(['own-contract', 'down', 'excluded'])
    .meta({ description: 'How time counts in which a link before it had failed; own-contract when absent.' })
    .optional(),
  maintenanceTime: z
    .literal(['stop-clock', 'down', 'excluded'])
    .meta({ description: 'How announced maintenance counts; stop-clock when absent.' })
    .optional(),
  maintenanceNotice: duration('How long before its beginning maintenance has to be announced to count.', {
    leastMs: 0,
    mostMs: 90 * DAY_MS,
  }).optional(),
  restoreWithin: duration('Within how long an outage has to be repaired.', {
    leastMs: 60_000,
    mostMs: 90 * DAY_MS,
  }).optional(),
  decimals: z
    .literal([2, 3])
    .meta({ description: 'Decimals of percentages, cut off; 2 when absent.' })
    .optional(),
});

/** A contract whose form has been checked. */
export type ContractEntry = z.output<typeof contractSchema>;

// The schema of sites and providers.

import { z } from 'zod';
import { SITE_KINDS } from '../domain/site.ts';
import { planShape } from './schema-rollout.ts';
import { id, text } from './schema-scalars.ts';
import { section } from './section.ts';

/** Kemendagri code: province, regency, district, village (domain reference, 3.2). */
export function code(description: string) {
  const wanted = 'a code in quotes, such as "76", "76.05" or "76.05.06.2002"';
  return z
    .string({ error: wanted })
    .regex(/^\d{2}(\.\d{2}(\.\d{2}(\.\d{4})?)?)?$/, wanted)
    .meta({ description });
}

function degrees(name: string, most: number) {
  const wanted = `${name} in degrees from -${most} to ${most}`;
  return z.number({ error: wanted }).min(-most, wanted).max(most, wanted);
}

/** A site. */
export const siteSchema = section('A place that links start from or lead to.', {
  id: id('Stable for ever.'),
  name: text('Shown to people.'),
  kind: z.literal(SITE_KINDS).meta({ description: 'Level of the administrative tree.' }),
  code: code('Kemendagri code, in quotes.').optional(),
  parent: id('Id of the site above in the administrative tree.').optional(),
  at: z
    .tuple([degrees('latitude', 90), degrees('longitude', 180)], '[latitude, longitude] in degrees')
    .meta({ description: 'Position [latitude, longitude] in degrees, WGS 84.' })
    .optional(),
  ...planShape,
});

/** A provider. */
export const providerSchema = section('Who links are rented from.', {
  id: id('Used by links and contracts.'),
  name: text('Shown to people.'),
});

/** A site whose form has been checked. */
export type SiteEntry = z.output<typeof siteSchema>;

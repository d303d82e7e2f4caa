// Form of the section `grafana`.

import { z } from 'zod';
import { GRAFANA_SETS } from './grafana-config.ts';
import { text } from './schema-scalars.ts';
import { section } from './section.ts';

/** The section. */
export const grafanaSchema = section("Grafana with jalur's dashboards, for links to it.", {
  url: text('Address at which people open Grafana, such as https://grafana.example.go.id.'),
  set: z
    .literal(GRAFANA_SETS, `one of ${GRAFANA_SETS.join(', ')}`)
    .meta({ description: 'Dashboards that are installed there; by store.influx when absent.' })
    .optional(),
});

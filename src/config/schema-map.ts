// Form of the section `map`.

import { text } from './schema-scalars.ts';
import { section } from './section.ts';

/** The section. */
export const mapSchema = section('The map.', {
  boundary: text(
    "GeoJSON or TopoJSON file (WGS 84) of the office's own boundaries, beside the configuration; drawn as thin lines.",
  ).optional(),
  boundaryName: text(
    'Property of its features that holds their names; found by itself when absent.',
  ).optional(),
});

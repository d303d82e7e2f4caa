// Says in plain words what the YAML library found wrong. What is not listed is said in the library's own words.

import type { YAMLError } from 'yaml';

const PLAIN: Readonly<Partial<Record<YAMLError['code'], string>>> = {
  BAD_INDENT: 'the indentation does not fit, or a bracket before this line was not closed',
  BLOCK_AS_IMPLICIT_KEY: 'found a second ":" in one line; put texts that contain ": " in quotes',
  MISSING_CHAR: 'something is missing here: a comma, a closing bracket or a closing quote',
  MULTIPLE_DOCS: 'found a second document after "---"; one file holds one',
  TAB_AS_INDENT: 'found a tab; YAML is indented with spaces',
};

/** A message without source text: the text could be a secret. */
export function explainYaml(fault: YAMLError): string {
  if (fault.code === 'TAG_RESOLVE_FAILED')
    return `${fault.message.replace('Unresolved tag:', 'unknown tag')}; known are !env NAME and !file PATH`;
  return PLAIN[fault.code] ?? `not valid YAML: ${fault.message.replace(/\.$/, '')}`;
}

// Reads one file of a configuration as text, and says what is wrong where it cannot.

import type { ConfigFiles } from './disk.ts';
import { Lines } from './lines.ts';
import type { Place } from './place.ts';
import type { Problems } from './problems.ts';

/** 10,000 links are about 2 MB of YAML; beyond this a file is not a configuration. */
export const MOST_FILE_BYTES = 8 * 2 ** 20;

/** Reads a UTF-8 file without its byte order mark; undefined, and a problem at `asked`, when it cannot be read. */
export function readText(
  path: string,
  options: {
    readonly files: ConfigFiles;
    readonly problems: Problems;
    readonly asked: Place;
    readonly maxBytes?: number;
  },
): Lines | undefined {
  const { problems, asked } = options;
  const read = options.files.read(path, options.maxBytes ?? MOST_FILE_BYTES);
  if (!read.ok) {
    problems.add(asked, `cannot read "${path}": ${read.detail}`);
    return undefined;
  }
  const [first, second] = read.bytes;
  if ((first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff)) {
    problems.add(
      { file: path, line: 1, column: 1 },
      'the file is UTF-16, wanted UTF-8: save it as "CSV UTF-8"',
    );
    return undefined;
  }
  const text = new TextDecoder('utf-8').decode(read.bytes);
  const lines = new Lines(path, text);
  const broken = text.indexOf('\ufffd');
  if (broken >= 0) {
    problems.add(lines.place(broken), 'found bytes that are not UTF-8: save the file as UTF-8');
    return undefined;
  }
  return lines;
}

// Looks into what others made: errors of libraries, answers of other programs.

/** The field of a value of which nothing is known; undefined when it has none. */
export function fieldOf(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null && name in value ? Reflect.get(value, name) : undefined;
}

// Times as RouterOS scripts write them: `1w2d03:04:05`, `2d3h4m5s`, `00:00:00.021866`, `21ms866us`.

const CLOCK = /^(?:(\d{1,4})w)?(?:(\d{1,5})d)?(?:(\d{1,2}):(\d{2}):(\d{2}(?:\.\d{1,9})?))?$/;
const UNITS =
  /^(?:(\d{1,4})w)?(?:(\d{1,5})d)?(?:(\d{1,6})h)?(?:(\d{1,8})m)?(?:(\d{1,10}(?:\.\d{1,9})?)s)?(?:(\d{1,9})ms)?(?:(\d{1,9})us)?$/;
const CLOCK_S = [604_800, 86_400, 3_600, 60, 1] as const;
const UNITS_S = [...CLOCK_S, 1e-3, 1e-6] as const;

/** Seconds of such a time; undefined for anything else. */
export function parseRouterOsTimeS(text: string): number | undefined {
  if (text === '') return undefined;
  return sum(CLOCK.exec(text), CLOCK_S) ?? sum(UNITS.exec(text), UNITS_S);
}

function sum(match: RegExpExecArray | null, factors: readonly number[]): number | undefined {
  if (!match) return undefined;
  return factors.reduce((total, factor, index) => total + Number(match[index + 1] ?? 0) * factor, 0);
}

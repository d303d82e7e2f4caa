// IANA time zones, as far as this Node's ICU data knows them.

/** Whether a text names a time zone of region and city, or UTC; offsets such as +08:00 know no history and do not count. */
export function isTimeZone(text: string): boolean {
  if (!/^[A-Za-z]/.test(text)) return false;
  try {
    new Intl.DateTimeFormat('en', { timeZone: text });
    return true;
  } catch {
    return false;
  }
}

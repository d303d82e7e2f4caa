// What a screen needs to know before it asks for a report.

/** Somebody or something a monthly report can be about. */
export interface NamedSubject {
  readonly id: string;
  readonly name: string;
}

/** Answer of GET /api/v1/reports/subjects: what reports can be about, as far as whoever asks sees it. */
export interface ReportSubjects {
  /** The last whole month of the province's calendar, `2026-10`. */
  readonly lastMonth: string;
  /** Whether the whole province is seen: other reports than the monthly one, and those that were kept, are about all of it. */
  readonly province: boolean;
  readonly contracts: readonly NamedSubject[];
  readonly providers: readonly NamedSubject[];
  readonly regencies: readonly NamedSubject[];
}

// Laporan: making a report of a month or a year, those that were kept, and checking a printed one.

import './reports.css';
import { useState } from 'preact/hooks';
import type { KeptReportView } from '../../../domain/kept-report.ts';
import type { ReportSubjects } from '../../../domain/report-view.ts';
import { useAnswer } from '../../data/use-answer.ts';
import { AnswerFailure } from '../../view/failure-note.tsx';
import { Archive } from './archive.tsx';
import { CheckForm } from './check-form.tsx';
import { MakeForm } from './make-form.tsx';
import { useReportWords } from './words.ts';

/** A schedule may have made one meanwhile. */
const EVERY_MS = 60_000;
const PAGE = 20;

/** The page. */
export function ReportsPage() {
  const words = useReportWords();
  const answer = useAnswer<ReportSubjects>('/api/v1/reports/subjects');
  const [before, setBefore] = useState<number>();
  const subjects = answer.value;
  const older = before === undefined ? '' : `&before=${before}`;
  const archive = useAnswer<{ readonly reports: readonly KeptReportView[]; readonly more: boolean }>(
    subjects?.province ? `/api/v1/reports?limit=${PAGE}${older}` : undefined,
    EVERY_MS,
  );
  return (
    <div class="page-scroll reports">
      <h1 class="page-title">{words.title}</h1>
      <AnswerFailure answer={answer} />
      {subjects && <MakeForm subjects={subjects} onKept={() => archive.again()} />}
      {subjects?.province === false && <p class="muted">{words.partOnly}</p>}
      {subjects?.province && (
        <section class="panel" aria-label={words.archive}>
          <h2>{words.archive}</h2>
          <AnswerFailure answer={archive} />
          {archive.value && (
            <Archive {...archive.value} isNewest={before === undefined} onBefore={setBefore} />
          )}
        </section>
      )}
      {subjects?.province && <CheckForm />}
    </div>
  );
}

// Reports that were kept, newest first, page by page.

import type { KeptReportView } from '../../../domain/kept-report.ts';
import { useApp } from '../../state/context.ts';
import { useReportWords } from './words.ts';

/** Digits of a hash that tell reports of one archive apart. */
const HASH_DIGITS = 12;

/** The table. */
export function Archive({
  reports,
  more,
  isNewest,
  onBefore,
}: {
  readonly reports: readonly KeptReportView[];
  readonly more: boolean;
  readonly isNewest: boolean;
  onBefore(before: number | undefined): void;
}) {
  const words = useReportWords();
  const last = reports.at(-1)?.id;
  if (reports.length === 0 && isNewest) return <p class="empty">{words.none}</p>;
  return (
    <>
      <div class="scroller">
        <table>
          <thead>
            <tr>
              <th scope="col">#</th>
              <th scope="col">{words.report}</th>
              <th scope="col">{words.revision}</th>
              <th scope="col">{words.madeAt}</th>
              <th scope="col">Hash</th>
              <th scope="col">{words.files}</th>
            </tr>
          </thead>
          <tbody>
            {reports.map((report) => (
              <Row key={report.id} report={report} />
            ))}
          </tbody>
        </table>
      </div>
      <div class="report-buttons">
        {!isNewest && (
          <button type="button" class="act" onClick={() => onBefore(undefined)}>
            {words.newest}
          </button>
        )}
        {more && (
          <button type="button" class="act" onClick={() => onBefore(last)}>
            {words.more}
          </button>
        )}
      </div>
    </>
  );
}

function Row({ report }: { readonly report: KeptReportView }) {
  const app = useApp();
  const words = useReportWords();
  const { id, title, revision, replacedBy, madeAt, by, hash, files, missing } = report;
  return (
    <tr data-report={id}>
      <td>{id}</td>
      <td>{title}</td>
      <td>
        {revision}
        {replacedBy !== undefined && ` · ${words.replaced} ${replacedBy}`}
      </td>
      <td>
        {app.time.value.minute(madeAt, app.serverTime.peek())} {words.by} {by.who}
      </td>
      <td>
        <code title={hash}>{hash.slice(0, HASH_DIGITS)}</code>
      </td>
      <td class="report-files">
        {files.map(({ name, format }) =>
          missing.includes(name) ? (
            <span key={name}>
              {format.toUpperCase()} {words.lost}
            </span>
          ) : (
            <a key={name} href={`/api/v1/reports/${id}/files/${encodeURIComponent(name)}`} download={name}>
              {format.toUpperCase()}
            </a>
          ),
        )}
      </td>
    </tr>
  );
}

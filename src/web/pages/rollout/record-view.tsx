// One acceptance record: the sheet as it is printed on A4, and above it what can be done about it.

import './record.css';
import { useState } from 'preact/hooks';
import type { AcceptanceDetail } from '../../../domain/acceptance-view.ts';
import { ask } from '../../data/answer.ts';
import { useAnswer } from '../../data/use-answer.ts';
import { useApp } from '../../state/context.ts';
import { refusalSentence, useRefusalWords } from '../../text/refusal-words.ts';
import { AnswerFailure } from '../../view/failure-note.tsx';
import { Place } from '../../view/place.tsx';
import { ReportLink } from '../../view/report-link.tsx';
import { RecordSheet } from './record-sheet.tsx';
import { useRecordWords } from './record-words.ts';
import { SignForm } from './sign-form.tsx';
import { fill } from './words.ts';

const EVERY_MS = 10_000;

/** The record with a number. */
export function RecordView({ id }: { readonly id: string }) {
  const words = useRecordWords();
  const isNumber = /^[1-9]\d{0,14}$/.test(id);
  const answer = useAnswer<AcceptanceDetail>(isNumber ? `/api/v1/acceptance/${id}` : undefined, EVERY_MS);
  const record = answer.value;
  const isMissing = !isNumber || answer.failure?.kind === 'missing';
  return (
    <div class="page-scroll rollout record-page">
      <div class="record-acts">
        <Place page="rollout">← {words.back}</Place>
        {record && (
          <>
            <button type="button" class="act" onClick={() => window.print()}>
              {words.print}
            </button>
            <ReportLink kind="acceptance" id={record.id}>
              {words.report}
            </ReportLink>
            <BeginAnew record={record} />
          </>
        )}
      </div>
      {isMissing ? <p role="alert">{words.none}</p> : <AnswerFailure answer={answer} />}
      {!record && answer.asking && <p role="status">{words.loading}</p>}
      {record && <RecordSheet record={record} />}
      {record && <SignForm key={record.id} record={record} onDone={() => answer.again()} />}
    </div>
  );
}

/** Begins another record of the same link, where this one does not run. */
function BeginAnew({ record }: { readonly record: AcceptanceDetail }) {
  const app = useApp();
  const words = useRecordWords();
  const refusals = useRefusalWords();
  const [why, setWhy] = useState('');
  const [isBusy, setBusy] = useState(false);
  const isLatest = record.signable !== 'superseded';
  if (record.state === 'running' || !isLatest || !app.me.may('operator')) return null;
  const begin = async (): Promise<void> => {
    const who = app.me.signature() ?? app.preferences.operator.value;
    if (who === '') {
      app.desk.open({ kind: 'name' });
      return;
    }
    setBusy(true);
    const reply = await ask<AcceptanceDetail>(`/api/v1/links/${encodeURIComponent(record.link)}/acceptance`, {
      method: 'POST',
      body: { who, via: 'screen' },
    });
    setBusy(false);
    if (reply.ok) app.go({ page: 'rollout', id: String(reply.value.id), query: '' });
    else
      setWhy(
        fill(words.failedSign, {
          why: refusalSentence(reply.failure.code, refusals) ?? reply.failure.message ?? words.unheard,
        }),
      );
  };
  return (
    <>
      <button type="button" class="act" disabled={isBusy} onClick={() => void begin()}>
        {words.again}
      </button>
      <span role="status">{isBusy ? words.signing : why}</span>
    </>
  );
}

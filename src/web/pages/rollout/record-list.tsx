// The acceptance records, newest first, page by page.

import { useState } from 'preact/hooks';
import type { AcceptanceList, AcceptanceSummary } from '../../../domain/acceptance-view.ts';
import { useAnswer } from '../../data/use-answer.ts';
import { useApp } from '../../state/context.ts';
import { NONE } from '../../text/format.ts';
import { AnswerFailure } from '../../view/failure-note.tsx';
import { Place } from '../../view/place.tsx';
import { recordState } from './record-state.ts';
import { useRolloutWords } from './words.ts';

const EVERY_MS = 15_000;
const PAGE = 20;

/** The list. */
export function RecordList() {
  const words = useRolloutWords();
  const [before, setBefore] = useState<number>();
  const answer = useAnswer<AcceptanceList>(
    `/api/v1/acceptance?limit=${PAGE}${before === undefined ? '' : `&before=${before}`}`,
    EVERY_MS,
  );
  const list = answer.value;
  const last = list?.records.at(-1)?.id;
  return (
    <section class="panel" aria-label={words.records}>
      <div class="rollout-bar-head">
        <h2>{words.records}</h2>
        <span class="muted">{words.recordsWhat}</span>
      </div>
      <AnswerFailure answer={answer} />
      {list?.records.length === 0 && <p class="empty">{words.recordsEmpty}</p>}
      {list && list.records.length > 0 && (
        <div class="scroller">
          <table class="rollout-table records">
            <thead>
              <tr>
                <th scope="col">{words.number}</th>
                <th scope="col">{words.link}</th>
                <th scope="col">{words.begun}</th>
                <th scope="col">{words.state}</th>
                <th scope="col">{words.signature}</th>
              </tr>
            </thead>
            <tbody>
              {list.records.map((record) => (
                <RecordRow key={record.id} record={record} />
              ))}
            </tbody>
          </table>
        </div>
      )}
      <div class="rollout-pages">
        {before !== undefined && (
          <button type="button" class="act" onClick={() => setBefore(undefined)}>
            {words.newest}
          </button>
        )}
        {list?.more && last !== undefined && (
          <button type="button" class="act" onClick={() => setBefore(last)}>
            {words.older}
          </button>
        )}
      </div>
    </section>
  );
}

function RecordRow({ record }: { readonly record: AcceptanceSummary }) {
  const app = useApp();
  const words = useRolloutWords();
  const { id, about, begunAt, signature, signable } = record;
  const { mark, tone, text } = recordState(record, app.serverTime.value, words);
  return (
    <tr>
      <th scope="row">
        <Place page="rollout" id={id}>
          {id}
        </Place>
      </th>
      <td>
        {about.name}
        {about.programme !== undefined && <small>{about.programme}</small>}
      </td>
      <td>{app.time.value.moment(begunAt, app.serverTime.value)}</td>
      <td>
        <span class={`verdict t-${tone}`}>
          <span aria-hidden="true">{mark}</span> {text}
        </span>
      </td>
      <td>
        {signature && (
          <>
            {signature.decision === 'accepted' ? words.accepted : words.refused}
            <small>{signature.actor.who}</small>
          </>
        )}
        {!signature && (signable === 'yes' ? <b>{words.toSign}</b> : NONE)}
      </td>
    </tr>
  );
}

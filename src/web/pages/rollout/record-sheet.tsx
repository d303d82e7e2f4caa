// The record as a sheet of A4: what was tested, when, what came of it, how it is counted, and room for signatures.

import type { ComponentChildren } from 'preact';
import type { AcceptanceDetail } from '../../../domain/acceptance-view.ts';
import { useApp } from '../../state/context.ts';
import { formatBps, NONE } from '../../text/format.ts';
import { Place } from '../../view/place.tsx';
import { lengthText } from './moments.ts';
import { recordState } from './record-state.ts';
import { type RecordWords, useRecordWords } from './record-words.ts';
import { ResultTable } from './result-table.tsx';
import { SheetEnd } from './sheet-end.tsx';
import { SheetTimes } from './sheet-times.tsx';
import { fill, useRolloutWords } from './words.ts';

/** The sheet. */
export function RecordSheet({ record }: { readonly record: AcceptanceDetail }) {
  const app = useApp();
  const words = useRecordWords();
  const state = recordState(record, app.serverTime.value, useRolloutWords());
  const isSimulated = app.screen.value.province?.simulated === true;
  return (
    <article class="sheet" aria-label={`${words.title} ${record.id}`}>
      {isSimulated && <p class="sheet-simulated">{words.simulated}</p>}
      <header>
        <p class="sheet-office">{app.screen.value.province?.facts.name}</p>
        <h1>{words.title}</h1>
        <p>
          {words.no} {record.id}
        </p>
      </header>
      <p class={`sheet-verdict t-${state.tone}`}>
        {words.verdict}: <span aria-hidden="true">{state.mark}</span> <b>{state.text}</b>
      </p>
      {record.waitsFor !== undefined && (
        <p class="sheet-note">{fill(words.waitsFor, { why: record.waitsFor })}</p>
      )}
      <Subject record={record} words={words} />
      <section>
        <h2>
          {words.results}
          {record.state === 'running' && ` (${words.soFar})`}
        </h2>
        <ResultTable record={record} />
      </section>
      <SheetTimes record={record} />
      <section>
        <h2>{words.method}</h2>
        <p class="sheet-method">{words.methodText}</p>
      </section>
      <SheetEnd record={record} />
    </article>
  );
}

function Subject({ record, words }: { readonly record: AcceptanceDetail; readonly words: RecordWords }) {
  const app = useApp();
  const all = app.words.value;
  const { about, device, begunAt, endedAt, dueAt, begunBy } = record;
  const moment = (at: number) =>
    `${app.time.value.date(at)}, ${app.time.value.clock(at)} ${app.time.value.zone}`;
  const end = endedAt ?? dueAt;
  const maker = [device?.vendor, device?.model].filter((part) => part !== undefined).join(' ');
  return (
    <div class="sheet-facts">
      <section>
        <h2>{words.subject}</h2>
        <dl>
          <Fact name={words.link}>{about.name}</Fact>
          <Fact name={words.linkId}>
            <Place page="link" id={record.link}>
              {record.link}
            </Place>
          </Fact>
          <Fact name={words.place}>{about.toName}</Fact>
          <Fact name={words.between}>{about.fromName}</Fact>
          <Fact name={words.medium}>{all.medium[about.medium]}</Fact>
          <Fact name={words.bandwidth}>{formatBps(about.bandwidthBps, all)}</Fact>
          <Fact name={words.provider}>{about.provider ?? NONE}</Fact>
          <Fact name={words.contract}>{about.contract ?? NONE}</Fact>
          <Fact name={words.programme}>{about.programme ?? NONE}</Fact>
          <Fact name={words.year}>{about.year ?? NONE}</Fact>
        </dl>
      </section>
      <section>
        <h2>{words.period}</h2>
        <dl>
          <Fact name={words.from}>{moment(begunAt)}</Fact>
          <Fact name={endedAt === undefined ? words.due : words.to}>{moment(end)}</Fact>
          <Fact name={words.length}>{lengthText(end - begunAt, all)}</Fact>
          <Fact name={words.begunBy}>{begunBy?.who ?? words.byItself}</Fact>
          <Fact name={words.device}>{maker === '' ? NONE : maker}</Fact>
          <Fact name={words.serial}>{device?.serial ?? NONE}</Fact>
          <Fact name={words.firmware}>{device?.firmware ?? NONE}</Fact>
        </dl>
      </section>
    </div>
  );
}

function Fact({ name, children }: { readonly name: string; readonly children: ComponentChildren }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

// The end of the sheet: what was decided, room for two signatures, and by what two prints can be told apart.

import type { AcceptanceDetail } from '../../../domain/acceptance-view.ts';
import { useApp } from '../../state/context.ts';
import { type RecordWords, useRecordWords } from './record-words.ts';
import { fill } from './words.ts';

/** Decision, signatures, fingerprint. */
export function SheetEnd({ record }: { readonly record: AcceptanceDetail }) {
  const app = useApp();
  const words = useRecordWords();
  const { signature } = record;
  const moment = (at: number) =>
    `${app.time.value.date(at)}, ${app.time.value.clock(at)} ${app.time.value.zone}`;
  return (
    <>
      <section class="sheet-decision">
        <h2>{words.signTitle}</h2>
        {signature ? (
          <>
            <p>
              <span aria-hidden="true">{signature.decision === 'accepted' ? '✓' : '✕'}</span>{' '}
              <b>
                {fill(words.signedBy, {
                  decision: signature.decision === 'accepted' ? words.accepted : words.refused,
                  who: signature.actor.who,
                  at: moment(signature.at),
                })}
              </b>
            </p>
            {signature.note !== undefined && <p class="sheet-said">{signature.note}</p>}
          </>
        ) : (
          <p>{undecided(record, words)}</p>
        )}
      </section>
      <section class="sheet-signatures">
        {[words.provided, words.office].map((party) => (
          <div key={party}>
            <p>{party}</p>
            <p class="sheet-line is-tall">{words.signLine}</p>
            <p class="sheet-line">{words.nameLine}</p>
            <p class="sheet-line">{words.roleLine}</p>
            <p class="sheet-line">{words.dateLine}</p>
          </div>
        ))}
      </section>
      <footer>
        <p>
          {words.fingerprint}: <code>{record.fingerprint}</code>
        </p>
        <p class="only-print">{fill(words.printed, { at: moment(app.serverTime.value) })}</p>
      </footer>
    </>
  );
}

function undecided({ signable }: AcceptanceDetail, words: RecordWords): string {
  if (signable === 'superseded') return words.superseded;
  return signable === 'broken-off' ? words.brokenNote : words.unsigned;
}

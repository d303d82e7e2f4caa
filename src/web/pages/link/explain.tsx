// Why the link is in its state, and how far it is from an alert: asked for when somebody unfolds it.

import { useState } from 'preact/hooks';
import type { RuleLook } from '../../../domain/rule-look.ts';
import type { LinkView } from '../../../stream/protocol.ts';
import { useAnswer } from '../../data/use-answer.ts';
import { useApp } from '../../state/context.ts';
import { AnswerFailure } from '../../view/failure-note.tsx';
import { useLinkWords } from './link-words.ts';

/** Evidence moves on with every echo. */
const EVERY_MS = 5_000;
/** Rules shown, the nearest to ringing first; the API has the others. */
const MOST_RULES = 8;

interface Explanation {
  readonly sentences: readonly string[];
  readonly evidence: { readonly rules: readonly RuleLook[] };
}

/** The fold. */
export function Explain({ link }: { readonly link: LinkView }) {
  const app = useApp();
  const words = app.words.value;
  const language = app.preferences.language.value;
  const mine = useLinkWords();
  const [open, setOpen] = useState(false);
  const path = `/api/v1/links/${encodeURIComponent(link.id)}/explain?locale=${language}`;
  const answer = useAnswer<Explanation>(open ? path : undefined, EVERY_MS);
  const rules = answer.value?.evidence.rules ?? [];
  return (
    <section class="panel explain" aria-label={mine.explain}>
      <h2>
        <button type="button" class="fold" aria-expanded={open} onClick={() => setOpen(!open)}>
          <span aria-hidden="true">{open ? '▾' : '▸'}</span> {mine.explain}
        </button>
      </h2>
      {open && (
        <div class="explain-body">
          <AnswerFailure answer={answer} />
          {!answer.value && !answer.failure && <p>{mine.loading}…</p>}
          {answer.value?.sentences.map((sentence) => (
            <p key={sentence}>{sentence}</p>
          ))}
          {rules.length > 0 && (
            <>
              <h3>{mine.rules}</h3>
              <ul>
                {rules.slice(0, MOST_RULES).map((rule) => (
                  <li key={rule.rule}>
                    {rule.name[language]}: {ruleText(rule, words.locale)}
                  </li>
                ))}
              </ul>
            </>
          )}
        </div>
      )}
    </section>
  );
}

/** `12,3 % ≥ 80 %`: what it looks at now, against its limit. */
function ruleText({ value, unit = '', limit }: RuleLook, locale: string): string {
  const text = (given: unknown): string =>
    typeof given === 'number'
      ? `${given.toLocaleString(locale, { maximumFractionDigits: 2 })}${unit === '1' ? '' : ` ${unit}`}`
      : String(given ?? '–');
  if (!limit) return text(value);
  const bound = 'raise' in limit ? limit.raise : undefined;
  return bound === undefined ? text(value) : `${text(value)} / ${text(bound)}`;
}

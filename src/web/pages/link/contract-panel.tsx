// What was promised for the link, and how the month stands against it so far.

import type { LinkPlan } from '../../../stream/link-detail.ts';
import type { LinkView } from '../../../stream/protocol.ts';
import { useAnswer } from '../../data/use-answer.ts';
import { useApp } from '../../state/context.ts';
import { formatBps, formatDuration, NONE } from '../../text/format.ts';
import { AnswerFailure } from '../../view/failure-note.tsx';
import { Pair } from '../../view/pair.tsx';
import { useKept } from './kept.ts';
import { useLinkWords } from './link-words.ts';
import { pctText } from './pct-text.ts';
import { monthStart } from './range.ts';

const STEP_MS = 60_000;

/** Contract and plan. */
export function ContractPanel({
  link,
  plan,
}: {
  readonly link: LinkView;
  readonly plan: LinkPlan | undefined;
}) {
  const words = useApp().words.value;
  const mine = useLinkWords();
  const contract = plan?.contract;
  return (
    <section class="panel facts" aria-label={mine.contract}>
      <h2>{mine.contract}</h2>
      <dl>
        <Pair name={mine.contract} value={contract?.name ?? link.contract ?? mine.noContract} />
        <Pair name={mine.provider} value={link.provider ?? contract?.provider ?? NONE} />
        <Pair name={words.ui.bandwidth} value={formatBps(link.bandwidthBps, words)} />
        {contract && (
          <>
            <Pair
              name={mine.sla}
              value={contract.slaPct === undefined ? mine.slaNone : `${pctText(contract.slaPct, words)}`}
            />
            <Pair
              name={mine.minEvent}
              value={contract.minEventMs > 0 ? formatDuration(contract.minEventMs, words) : mine.all}
            />
          </>
        )}
        <Month link={link} slaPct={contract?.slaPct} />
        {plan && (
          <>
            <Pair
              name={mine.stageSince}
              value={[words.stage[link.stage], plan.since && `${mine.since} ${plan.since}`]
                .filter(Boolean)
                .join(' ')}
            />
            {link.address !== undefined && (
              <Pair
                name={mine.cadence}
                value={[
                  formatDuration(plan.echo.everyMs, words),
                  plan.pollEveryMs !== undefined &&
                    `${mine.polledEvery} ${formatDuration(plan.pollEveryMs, words)}`,
                ]
                  .filter(Boolean)
                  .join(' · ')}
              />
            )}
          </>
        )}
      </dl>
      {plan?.grafana && (
        <a href={plan.grafana} target="_blank" rel="noreferrer">
          Grafana ↗
        </a>
      )}
    </section>
  );
}

interface AvailabilityReply {
  readonly groups: readonly { readonly availabilityPct: number | null; readonly coveragePct: number }[];
}

function Month({ link, slaPct }: { readonly link: LinkView; readonly slaPct: number | undefined }) {
  const app = useApp();
  const words = app.words.value;
  const mine = useLinkWords();
  const now = app.serverTime.value;
  const timezone = app.screen.value.province?.facts.timezone ?? 'Asia/Makassar';
  const from = monthStart(now, timezone);
  const to = Math.max(from + STEP_MS, Math.floor(now / STEP_MS) * STEP_MS);
  const path = `/api/v1/availability?from=${from}&to=${to}&link=${encodeURIComponent(link.id)}`;
  const answer = useAnswer<AvailabilityReply>(now > 0 ? path : undefined);
  const [group] = useKept(answer, link.id)?.groups ?? [];
  const pct = group?.availabilityPct ?? undefined;
  const met = slaPct === undefined || pct === undefined ? '' : pct >= slaPct ? mine.met : mine.missed;
  return (
    <>
      <Pair
        name={mine.month}
        value={
          pct === undefined
            ? NONE
            : [
                `${pctText(pct, words)}`,
                met,
                `${pctText(group?.coveragePct, words)} ${mine.coverage}`,
                mine.monthNote,
              ]
                .filter(Boolean)
                .join(' · ')
        }
      />
      {answer.failure && (
        <dd class="wide">
          <AnswerFailure answer={answer} />
        </dd>
      )}
    </>
  );
}

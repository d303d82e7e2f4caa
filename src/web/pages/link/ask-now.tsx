// Buttons that have the link asked now, and what came back: echoes as they come, then as the server counted them; one poll.

import { useEffect, useRef, useState } from 'preact/hooks';
import type { EchoNow, PollNow } from '../../../stream/link-detail.ts';
import type { LinkView } from '../../../stream/protocol.ts';
import { ask, type Failure } from '../../data/answer.ts';
import { useApp } from '../../state/context.ts';
import { FailureNote } from '../../view/failure-note.tsx';
import { Place } from '../../view/place.tsx';
import { EchoResult, PollResult } from './ask-results.tsx';
import { useLinkWords } from './link-words.ts';

/** The server waits for the slowest device: a minute for a poll, a third of it for echoes. */
const ANSWER_LIMIT_MS = 75_000;

type Kind = 'echo' | 'poll';
type Asked =
  /** `at`: jalur's time of the wish, epoch ms. */
  | { readonly kind: Kind; readonly state: 'asking'; readonly at: number }
  | { readonly kind: Kind; readonly state: 'failed'; readonly failure: Failure }
  | { readonly kind: 'echo'; readonly state: 'done'; readonly reply: EchoNow }
  | { readonly kind: 'poll'; readonly state: 'done'; readonly reply: PollNow };

/** The row of buttons, and the last result. */
export function AskNow({ link }: { readonly link: LinkView }) {
  const app = useApp();
  const mine = useLinkWords();
  const [asked, setAsked] = useState<Asked>();
  const leaving = useRef<AbortController>(undefined);
  useEffect(() => () => leaving.current?.abort(), []);

  const run = async (kind: Kind): Promise<void> => {
    if (asked?.state === 'asking') return;
    const control = new AbortController();
    leaving.current = control;
    setAsked({ kind, state: 'asking', at: app.serverTime.peek() });
    const path = `/api/v1/links/${encodeURIComponent(link.id)}/${kind}`;
    const options = { method: 'POST', signal: control.signal, limitMs: ANSWER_LIMIT_MS } as const;
    if (kind === 'echo') {
      const reply = await ask<EchoNow>(path, options);
      if (control.signal.aborted) return;
      setAsked(
        reply.ok
          ? { kind, state: 'done', reply: reply.value }
          : { kind, state: 'failed', failure: reply.failure },
      );
    } else {
      const reply = await ask<PollNow>(path, options);
      if (control.signal.aborted) return;
      setAsked(
        reply.ok
          ? { kind, state: 'done', reply: reply.value }
          : { kind, state: 'failed', failure: reply.failure },
      );
    }
  };

  const probed = link.stage === 'active' || link.stage === 'planned';
  if (!app.me.may('operator')) return <p class="link-calm">{mine.mayNot}</p>;
  const why = !probed ? mine.notProbed : link.address === undefined ? mine.noAddress : undefined;
  const asking = asked?.state === 'asking' ? asked.kind : undefined;
  const button = (kind: Kind, text: string) => (
    <button
      type="button"
      class="act"
      aria-disabled={why !== undefined || asking !== undefined}
      title={why}
      onClick={() => why === undefined && void run(kind)}
    >
      {asking === kind ? mine.asking : text}
    </button>
  );
  return (
    <>
      <div class="ask-now acts">
        {button('echo', mine.echoNow)}
        {button('poll', mine.pollNow)}
        <Place page="maintenance" query={`new&link=${encodeURIComponent(link.id)}`} class="act">
          {mine.plan}
        </Place>
        {why !== undefined && <span class="link-calm">{why}</span>}
      </div>
      <div role="status" class="asked">
        {asked && (
          <AskedResult
            asked={asked}
            onAgain={() => void run(asked.kind)}
            onClose={() => setAsked(undefined)}
          />
        )}
      </div>
    </>
  );
}

function AskedResult({
  asked,
  onAgain,
  onClose,
}: {
  readonly asked: Asked;
  onAgain(): void;
  onClose(): void;
}) {
  const app = useApp();
  const mine = useLinkWords();
  if (asked.state === 'failed') return <FailureNote failure={asked.failure} onAgain={onAgain} />;
  if (asked.state === 'asking') {
    if (asked.kind === 'poll') return <p>{mine.asking}</p>;
    // As they come: the stream brings extra echoes of the link; the server's own count follows.
    const come = app.echoes.value.filter(({ burst, at }) => burst && at >= asked.at - 1_000);
    return <EchoResult echoes={come} asked={undefined} />;
  }
  return (
    <div class="asked-result">
      {asked.kind === 'echo' ? (
        <EchoResult echoes={asked.reply.echoes} asked={asked.reply.asked} />
      ) : (
        <PollResult reply={asked.reply} />
      )}
      <button type="button" class="switch" aria-label={mine.dismiss} onClick={onClose}>
        ✕
      </button>
    </div>
  );
}

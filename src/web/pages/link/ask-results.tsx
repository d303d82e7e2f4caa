// What came back when an operator had the link asked.

import type { AskedEcho, PollNow } from '../../../stream/link-detail.ts';
import type { EchoView } from '../../../stream/protocol.ts';
import { useApp } from '../../state/context.ts';
import { formatDuration, formatMs, NONE } from '../../text/format.ts';
import { useLinkWords } from './link-words.ts';

/** Single echoes in a row, each with its RTT or how it ended. `asked` undefined: more may come. */
export function EchoResult({
  echoes,
  asked,
}: {
  readonly echoes: readonly (EchoView | AskedEcho)[];
  readonly asked: number | undefined;
}) {
  const app = useApp();
  const words = app.words.value;
  const mine = useLinkWords();
  const spoiled = (echo: EchoView | AskedEcho): boolean => 'tainted' in echo && echo.tainted === true;
  const judged = echoes.filter((echo) => !spoiled(echo));
  const answered = judged.filter(({ outcome }) => outcome === 'answered').length;
  return (
    <div class="echo-result">
      <p>
        <b>
          {mine.echoResult}: {asked === undefined ? `${mine.asking} ` : ''}
          {answered} {mine.echoOf} {judged.length} {mine.answered}
        </b>
      </p>
      <ol>
        {echoes.map((echo) => (
          <li key={echo.at} class={echo.outcome === 'answered' || spoiled(echo) ? '' : 'is-lost'}>
            {spoiled(echo)
              ? mine.tainted
              : echo.outcome === 'answered'
                ? formatMs(echo.rttMs, words)
                : words.outcome[echo.outcome]}
          </li>
        ))}
      </ol>
    </div>
  );
}

/** What one poll said. */
export function PollResult({ reply: { result, durationMs } }: { readonly reply: PollNow }) {
  const words = useApp().words.value;
  const mine = useLinkWords();
  if (result.kind === 'failed')
    return (
      <p class="is-lost">
        <b>
          {mine.pollResult}: {mine.pollFailed}
        </b>{' '}
        ({result.failure}: {result.detail})
      </p>
    );
  const { system, interface: port, metrics } = result;
  const facts = [
    system.sysName,
    system.sysDescr,
    system.sysUpTimeTicks === undefined
      ? undefined
      : `${mine.uptime} ${formatDuration(system.sysUpTimeTicks * 10, words)}`,
    port && `${port.ifName} ${port.operStatus ?? NONE}`,
    metrics && `${metrics.length} ${mine.metrics}`,
  ];
  return (
    <p>
      <b>
        {mine.pollResult}: {mine.pollAnswered} {formatMs(durationMs, words)}
      </b>{' '}
      · {facts.filter(Boolean).join(' · ')}
    </p>
  );
}

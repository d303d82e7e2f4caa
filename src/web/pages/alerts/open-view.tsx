// Open alarms by where they are in their life. Several can be acknowledged at once; each answer is told.

import { useState } from 'preact/hooks';
import type { Failure } from '../../data/answer.ts';
import { ask } from '../../data/answer.ts';
import type { AlertNode } from '../../model/alert-tree.ts';
import { useApp } from '../../state/context.ts';
import { newActKey } from '../../stream/acts.ts';
import { AlertItem, HeldItem, More, SHOWN_LIMIT } from '../../view/alert-item.tsx';
import { FailureNote } from '../../view/failure-note.tsx';
import { byPhase, canAcknowledge, PHASES, type Phase } from './phase.ts';
import { useAlertWords } from './words.ts';

/** Most alerts of one request; the daemon takes no more. */
const MOST_AT_ONCE = 200;

interface ManyReply {
  readonly done: readonly number[];
  readonly refused: readonly { readonly alert: number; readonly message: string; readonly by?: string }[];
}

/** What became of the last acknowledgement of several. */
type Outcome =
  | { readonly kind: 'running' }
  | { readonly kind: 'told'; readonly reply: ManyReply }
  | { readonly kind: 'failed'; readonly failure: Failure; readonly wish: Wish };

/** What was asked for: asked again in the same words it is done once, though the alerts were acknowledged meanwhile. */
interface Wish {
  readonly alerts: readonly number[];
  readonly key: string;
}

/** The open alarms. */
export function OpenView() {
  const app = useApp();
  const words = useAlertWords();
  const { ui } = app.words.value;
  const phases = byPhase(app.alerts.value, (alert) => app.isWaiting(alert));
  const [only, setOnly] = useState<Phase>();
  const [chosen, setChosen] = useState<ReadonlySet<number>>(new Set());
  const shown = PHASES.filter((phase) => (only === undefined || phase === only) && phases[phase].length > 0);
  const all = PHASES.flatMap((phase) => phases[phase]);
  const mayAct = app.me.may('operator');
  // What was acknowledged meanwhile, here or elsewhere, can be chosen no more.
  const selectable = new Set(
    all.filter(({ alert }) => !alert.suppressed && canAcknowledge(alert)).map(({ alert }) => alert.number),
  );
  const selected = [...chosen].filter((number) => selectable.has(number)).slice(0, MOST_AT_ONCE);
  const toggle = (number: number): void => {
    const next = new Set(selected);
    if (!next.delete(number)) next.add(number);
    setChosen(next);
  };
  const waiting = phases.waiting.map(({ alert }) => alert.number).filter((number) => selectable.has(number));
  return (
    <>
      <div class="alert-tools">
        <fieldset class="segments">
          <legend class="hidden">{words.phases}</legend>
          <button type="button" aria-pressed={only === undefined} onClick={() => setOnly(undefined)}>
            {words.all} <span class="badge">{all.length}</span>
          </button>
          {PHASES.map((phase) => (
            <button key={phase} type="button" aria-pressed={only === phase} onClick={() => setOnly(phase)}>
              {words[phase]} <span class="badge">{phases[phase].length}</span>
            </button>
          ))}
        </fieldset>
        {mayAct ? (
          <AckSelected
            selected={selected}
            waiting={waiting}
            onChoose={(numbers) => setChosen(new Set(numbers))}
          />
        ) : (
          all.length > 0 && <p class="muted">{words.nobodySelects}</p>
        )}
      </div>
      <div class="scroller" aria-live="polite" aria-relevant="additions">
        {shown.map((phase) => (
          <section key={phase} aria-label={words[phase]}>
            <h2 class="phase">
              {words[phase]} <span class="badge">{phases[phase].length}</span>
              {phase === 'held' && <span class="muted"> {ui.heldNote}</span>}
            </h2>
            <ol>
              {phases[phase].slice(0, SHOWN_LIMIT).map((node) => (
                <PhaseItem
                  key={node.alert.number}
                  node={node}
                  {...(mayAct &&
                    selectable.has(node.alert.number) && {
                      chosen: selected.includes(node.alert.number),
                      onChoose: () => toggle(node.alert.number),
                    })}
                />
              ))}
              <More count={phases[phase].length - SHOWN_LIMIT} />
            </ol>
          </section>
        ))}
        {app.screen.value.province && all.length === 0 && <p class="empty">{ui.noAlerts}</p>}
      </div>
    </>
  );
}

function PhaseItem({
  node,
  chosen,
  onChoose,
}: {
  readonly node: AlertNode;
  readonly chosen?: boolean;
  onChoose?(): void;
}) {
  const words = useAlertWords();
  if (node.alert.suppressed) return <HeldItem node={node} />;
  const lead = onChoose && (
    <input
      type="checkbox"
      checked={chosen}
      aria-label={`${words.select} #${node.alert.number}`}
      onChange={onChoose}
    />
  );
  return <AlertItem node={node} lead={lead} />;
}

function AckSelected({
  selected,
  waiting,
  onChoose,
}: {
  readonly selected: readonly number[];
  readonly waiting: readonly number[];
  onChoose(numbers: readonly number[]): void;
}) {
  const app = useApp();
  const words = useAlertWords();
  const [outcome, setOutcome] = useState<Outcome>();
  const who = app.me.signature() ?? app.preferences.operator.value;
  const run = async (wish: Wish): Promise<void> => {
    if (who === '') {
      app.desk.open({ kind: 'name' });
      return;
    }
    setOutcome({ kind: 'running' });
    const reply = await ask<ManyReply>('/api/v1/alerts/ack', {
      method: 'POST',
      body: { ...wish, who, via: 'screen' },
    });
    if (!reply.ok) {
      setOutcome({ kind: 'failed', failure: reply.failure, wish });
      return;
    }
    setOutcome({ kind: 'told', reply: reply.value });
    onChoose([]);
  };
  const running = outcome?.kind === 'running';
  return (
    <div class="acts several">
      {(running || selected.length > 0) && (
        <button
          type="button"
          class="act first"
          aria-disabled={running}
          onClick={() => !running && void run({ alerts: selected, key: newActKey() })}
        >
          {running ? words.acking : `${words.ackSelected} (${selected.length})`}
        </button>
      )}
      {waiting.length > 0 && (
        <button
          type="button"
          class="act"
          onClick={() => onChoose(selected.length > 0 ? [] : waiting.slice(0, MOST_AT_ONCE))}
        >
          {selected.length > 0
            ? words.selectNone
            : waiting.length > MOST_AT_ONCE
              ? `${words.selectFirst} ${MOST_AT_ONCE} ${words.ofWaiting} ${waiting.length}`
              : `${words.selectWaiting} (${waiting.length})`}
        </button>
      )}
      <span role="status">{outcome?.kind === 'told' && <Told reply={outcome.reply} />}</span>
      {outcome?.kind === 'failed' && (
        <FailureNote failure={outcome.failure} onAgain={() => void run(outcome.wish)} />
      )}
    </div>
  );
}

function Told({ reply: { done, refused } }: { readonly reply: ManyReply }) {
  const words = useAlertWords();
  return (
    <>
      {done.length} {words.acked}
      {refused.length > 0 && (
        <>
          ; {refused.length} {words.notAcked}:{' '}
          {refused
            .slice(0, 3)
            .map(({ alert, by, message }) => `#${alert} (${by ?? message})`)
            .join(', ')}
          {refused.length > 3 && ' …'}
        </>
      )}
    </>
  );
}

// One line of the link table: a regency's header, or a link.

import { lossPct } from '../../domain/round.ts';
import { LINK_STATES } from '../../domain/state.ts';
import type { LinkView } from '../../stream/protocol.ts';
import type { Group } from '../model/groups.ts';
import { useApp } from '../state/context.ts';
import { formatDuration, formatMs, formatPct, NONE } from '../text/format.ts';
import { reasonSentence } from '../text/sentence.ts';
import { StateMark } from './state-mark.tsx';
import { DeviceTags, Traffic } from './traffic.tsx';
import { WrenchMark } from './wrench-mark.tsx';

interface Place {
  /** Index among all rows, drawn or not. */
  readonly index: number;
  /** Whether the keyboard is on this row. */
  readonly active: boolean;
  onFocus(): void;
}

/** A regency with its counts; closes and opens. */
export function GroupRow({ group, open, index, active, onFocus }: Place & { group: Group; open: boolean }) {
  const app = useApp();
  const words = app.words.value;
  const toggle = (): void => {
    const closed = new Set(app.closedGroups.value);
    if (!closed.delete(group.key)) closed.add(group.key);
    app.closedGroups.value = closed;
  };
  return (
    <tr class="group" aria-rowindex={index + 2}>
      <th colSpan={9} scope="rowgroup">
        <button
          type="button"
          aria-expanded={open}
          tabIndex={active ? 0 : -1}
          data-active={active}
          onClick={toggle}
          onFocus={onFocus}
        >
          <span class="twist" aria-hidden="true">
            {open ? '▾' : '▸'}
          </span>
          <span class="group-name">{group.key === '' ? words.ui.province : group.name}</span>
          <span class="group-counts">
            {LINK_STATES.filter((state) => group.counts[state] > 0).map((state) => (
              <span key={state} class={`s-${state}`}>
                <StateMark state={state} /> {group.counts[state]}{' '}
                <span class="word">{words.state[state].toLowerCase()}</span>
              </span>
            ))}
            {group.others > 0 && (
              <span class="muted">
                {group.others} {words.ui.planned}
              </span>
            )}
          </span>
        </button>
      </th>
    </tr>
  );
}

/** A link; its button opens the details. */
export function LinkRow({ link, index, active, onFocus }: Place & { link: LinkView }) {
  const app = useApp();
  const words = app.words.value;
  const now = app.serverTime.value;
  const reason = reasonSentence(link.reason, app.sentences.value);
  const loss = link.round && lossPct(link.round);
  const selected = app.selected.value === link.id;
  const window = app.maintenance.value.get(link.id);
  const watched = link.stage === 'active' || link.stage === 'planned';
  return (
    <tr
      class={`link s-${link.state}${selected ? ' selected' : ''}${link.stage === 'active' ? '' : ' aside'}`}
      aria-rowindex={index + 2}
      data-link={link.id}
    >
      <td class="c-state">
        <StateMark state={link.state} />
        <span class="word">{words.state[link.state]}</span>
      </td>
      <td class="c-link">
        <div>
          <button
            type="button"
            tabIndex={active ? 0 : -1}
            data-active={active}
            aria-pressed={selected}
            title={link.name}
            onClick={() => app.select(selected ? undefined : link.id)}
            onFocus={onFocus}
          >
            {link.name}
          </button>
          {window && <WrenchMark label={words.ui.maintenance} />}
          <span class="tag">{words.medium[link.medium]}</span>
          <DeviceTags link={link} />
          {link.role === 'backup' && <span class="tag">{words.ui.backup}</span>}
          {link.stage !== 'active' && <span class="tag">{words.stage[link.stage]}</span>}
        </div>
      </td>
      <td class="c-since">{app.time.value.moment(link.since, now)}</td>
      <td class="c-long num">{formatDuration(now - link.since, words)}</td>
      <td class="c-rtt num">{formatMs(link.round ? link.round.rtt?.medianMs : link.rttMs, words)}</td>
      <td class={`c-loss num${loss ? ' some' : ''}`}>{formatPct(loss, words)}</td>
      <td class="c-traffic">
        <Traffic link={link} />
      </td>
      <td class="c-age num">
        {link.verdictAt === undefined || !watched ? NONE : formatDuration(now - link.verdictAt, words)}
      </td>
      <td class="c-reason" title={reason}>
        {link.suspected && <span class="tag checking">{words.ui.checking}</span>}
        {window && (
          <span class="tag checking" title={window.name}>
            {words.ui.maintenance.toLowerCase()}
          </span>
        )}
        {reason}
      </td>
    </tr>
  );
}

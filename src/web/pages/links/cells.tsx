// One cell of a link: what a column shows of it.

import type { ComponentChildren } from 'preact';
import type { LinkView } from '../../../stream/protocol.ts';
import type { Spark } from '../../../stream/spark.ts';
import type { App } from '../../state/app.ts';
import { useApp } from '../../state/context.ts';
import { formatBps, formatDuration, formatMs, formatNumber, formatPct, NONE } from '../../text/format.ts';
import { linkReason } from '../../text/sentence.ts';
import { Place } from '../../view/place.tsx';
import { StateMark } from '../../view/state-mark.tsx';
import { WrenchMark } from '../../view/wrench-mark.tsx';
import { type Column, FIGURES, LOW_IS_BAD, sizeOf } from './columns.ts';
import { gaugeOf, lossPctOf, mosOf, ratesOf, rttMsOf, verdictAtOf } from './figures.ts';
import { SparkLine } from './spark-line-view.tsx';
import { DeviceTags, Traffic } from './traffic.tsx';
import { useTableWords } from './words.ts';

/** What a cell needs. */
export interface CellProps {
  readonly link: LinkView;
  readonly column: Column;
  /** All columns that are shown: what has one of its own needs no tag beside the name. */
  readonly columns: readonly Column[];
  readonly spark: Spark | undefined;
  /** Whether the keyboard is on this row. */
  readonly isActive: boolean;
}

/** Class of a column's cells. */
export function cellClass(column: Column): string {
  return `c-${column}${FIGURES.has(column) || LOW_IS_BAD.has(column) ? ' num' : ''}`;
}

/** The cell. */
export function Cell(props: CellProps) {
  const { link, column } = props;
  if (column === 'link') return <NameCell {...props} />;
  if (column === 'reason') return <ReasonCell link={link} />;
  const some = column === 'loss' && (lossPctOf(link) ?? 0) > 0 ? ' some' : '';
  const title = column === 'provider' ? link.provider : column === 'contract' ? link.contract : undefined;
  return (
    <td class={`${cellClass(column)}${some}`} {...(title !== undefined && { title })}>
      <Content {...props} />
    </td>
  );
}

function Content({ link, column, spark }: CellProps): ComponentChildren {
  const app = useApp();
  const words = app.words.value;
  const now = app.serverTime.value;
  switch (column) {
    case 'state':
      return (
        <>
          <StateMark state={link.state} />
          <span class="word">{words.state[link.state]}</span>
        </>
      );
    case 'regency':
      return (link.regency && app.sentences.value.siteName(link.regency)) ?? NONE;
    case 'provider':
      return link.provider ?? NONE;
    case 'contract':
      return link.contract ?? NONE;
    case 'medium':
      return words.medium[link.medium];
    case 'address':
      return link.address ?? NONE;
    case 'since':
      return app.time.value.moment(link.since, now);
    case 'long':
      return formatDuration(now - link.since, words);
    case 'rtt':
      return formatMs(rttMsOf(link), words);
    case 'p95':
      return formatMs(link.round?.rtt?.p95Ms, words);
    case 'jitter':
      return formatMs(link.round?.rtt?.jitterMs, words);
    case 'loss':
      return formatPct(lossPctOf(link), words);
    case 'mos':
      return formatNumber(mosOf(link), 1, words);
    case 'in':
      return formatBps(ratesOf(link).inBps, words);
    case 'out':
      return formatBps(ratesOf(link).outBps, words);
    case 'traffic':
      return <Traffic link={link} />;
    case 'bandwidth':
      return formatBps(link.bandwidthBps, words);
    case 'clients':
      return formatNumber(gaugeOf(link, 'clients'), 0, words);
    case 'battery':
      return formatPct(gaugeOf(link, 'battery_charge'), words);
    case 'age': {
      const at = verdictAtOf(link);
      return at === undefined ? NONE : formatDuration(now - at, words);
    }
    case 'spark':
      return <SparkLine spark={spark} />;
    case 'link':
    case 'reason':
      return null;
  }
}

/**
 * The button opens the details beside the table, for whoever looks through one link after the other; the arrow behind it is a
 * link to the page of the link, to be opened in a tab of its own.
 */
function NameCell({ link, columns, isActive }: CellProps) {
  const app = useApp();
  const words = app.words.value;
  const texts = useTableWords();
  const isSelected = app.selected.value === link.id;
  const tabIndex = isActive ? 0 : -1;
  return (
    <td class="c-link">
      <div>
        <button
          type="button"
          tabIndex={tabIndex}
          data-active={isActive}
          aria-pressed={isSelected}
          title={link.name}
          onClick={() => open(app, link)}
        >
          {link.name}
        </button>
        <Place
          page="link"
          id={link.id}
          class="to-page"
          title={texts.openPage}
          aria-label={`${texts.openPage}: ${link.name}`}
          tabIndex={tabIndex}
        >
          <svg viewBox="0 0 16 16" width="12" height="12" aria-hidden="true">
            <path d="M6 3H3v10h10v-3M9 3h4v4M13 3 7.5 8.5" />
          </svg>
        </Place>
        {app.maintenance.value.has(link.id) && <WrenchMark label={words.ui.maintenance} />}
        {!columns.includes('medium') && <span class="tag medium">{words.medium[link.medium]}</span>}
        <DeviceTags link={link} columns={columns} />
        {link.role === 'backup' && <span class="tag">{words.ui.backup}</span>}
        {link.stage !== 'active' && <span class="tag">{words.stage[link.stage]}</span>}
      </div>
    </td>
  );
}

/** Where there is no room beside the table the page of the link is the place of its details. */
function open(app: App, { id }: LinkView): void {
  if (sizeOf(innerWidth) === 'phone') app.go({ page: 'link', id, query: '' });
  else app.select(app.selected.peek() === id ? undefined : id);
}

function ReasonCell({ link }: { readonly link: LinkView }) {
  const app = useApp();
  const { ui } = app.words.value;
  const reason = linkReason(link, app.sentences.value);
  const window = app.maintenance.value.get(link.id);
  return (
    <td class="c-reason" title={reason}>
      {link.suspected && <span class="tag checking">{ui.checking}</span>}
      {window && (
        <span class="tag checking" title={window.name}>
          {ui.maintenance.toLowerCase()}
        </span>
      )}
      {reason}
    </td>
  );
}

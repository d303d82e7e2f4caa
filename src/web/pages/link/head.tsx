// The head of the page: the link, its state and why, its alerts with what can be done, and who hangs behind it.

import { useMemo } from 'preact/hooks';
import type { LinkView } from '../../../stream/protocol.ts';
import { useApp } from '../../state/context.ts';
import { formatDuration } from '../../text/format.ts';
import { linkReason } from '../../text/sentence.ts';
import { Place } from '../../view/place.tsx';
import { StateMark } from '../../view/state-mark.tsx';
import { WrenchMark } from '../../view/wrench-mark.tsx';
import { AskNow } from './ask-now.tsx';
import { LinkAlerts } from './link-alerts.tsx';
import { useLinkWords } from './link-words.ts';
import { behind } from './path.ts';

/** The head. */
export function Head({ link }: { readonly link: LinkView }) {
  const app = useApp();
  const words = app.words.value;
  const context = app.sentences.value;
  const mine = useLinkWords();
  const window = app.maintenance.value.get(link.id);
  const alerts = [...(app.screen.value.province?.alerts.values() ?? [])].filter(
    ({ subject }) => subject === link.id,
  );
  const flapping = alerts.some(({ rule, status }) => rule === 'link.flapping' && status === 'active');
  const active = link.stage === 'active';
  const reason = linkReason(link, context);
  const since = app.time.value.moment(link.since, context.now);
  return (
    <header class={`panel link-head s-${active ? link.state : 'unknown'}`}>
      <div class="link-title">
        <Place page="links" class="back" aria-label={mine.back}>
          ←
        </Place>
        <h1 class="page-title">{link.name}</h1>
        <span class="link-state">
          <StateMark state={link.state} /> {words.state[link.state]}
        </span>
        {!active && <span class="tag">{words.stage[link.stage]}</span>}
        {link.role === 'backup' && <span class="tag">{words.ui.backup}</span>}
        {link.suspected && <span class="tag warn">{mine.suspected}</span>}
        {flapping && <span class="tag warn">{mine.flapping}</span>}
        {window && (
          <span class="tag" title={`${window.name} · ${window.announcedBy}`}>
            <WrenchMark /> {words.ui.maintenance.toLowerCase()} {mine.until}{' '}
            {app.time.value.minute(window.to, context.now)}
          </span>
        )}
      </div>
      <p class="link-reason">
        <b>{reason}</b> · {!reason.includes(since) && `${mine.since} ${since} · `}
        <b class="running">{formatDuration(context.now - link.since, words)}</b>
      </p>
      <p class="link-where">
        {context.siteName(link.from)} → {context.siteName(link.to)} · {words.medium[link.medium]} ·{' '}
        {link.address ?? words.ui.push}
      </p>
      <WhoIsBehind link={link} />
      <LinkAlerts link={link} alerts={alerts} />
      <AskNow link={link} />
    </header>
  );
}

function WhoIsBehind({ link }: { readonly link: LinkView }) {
  const { screen } = useApp();
  const mine = useLinkWords();
  const province = screen.value.province;
  // Rounds replace the links every second; the tree changes with a new plan only, and that brings new sites.
  const sites = province?.sites;
  const found = useMemo(() => province && behind(province, link), [sites, link.id, link.stage]);
  if (!found) return null;
  const names = {
    province: [mine.oneProvince, mine.province],
    regency: [mine.oneRegency, mine.regency],
    village: [mine.oneVillage, mine.village],
    office: [mine.oneOffice, mine.office],
  } as const;
  const parts = found.byKind.map(([kind, count]) => `${count} ${names[kind][count === 1 ? 0 : 1]}`);
  return (
    <p class="link-behind">
      {found.total === 0 ? mine.behindNone : `${mine.behind}: `}
      {found.total > 0 && <b>{parts.join(', ')}</b>}
      {found.otherWay > 0 && ` · ${found.otherWay} ${mine.otherWay}`}
    </p>
  );
}

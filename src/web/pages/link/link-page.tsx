// One link: what, where, since when, why, who is affected, what now.

import { useEffect, useMemo } from 'preact/hooks';
import { isId, linkId } from '../../../domain/ids.ts';
import type { LinkDetail } from '../../../stream/link-detail.ts';
import type { LinkView } from '../../../stream/protocol.ts';
import { useAnswer } from '../../data/use-answer.ts';
import { useApp } from '../../state/context.ts';
import { AnswerFailure } from '../../view/failure-note.tsx';
import { Place } from '../../view/place.tsx';
import type { PageProps } from '../registry.ts';
import { ContractPanel } from './contract-panel.tsx';
import { DeviceSection } from './device-section.tsx';
import { Explain } from './explain.tsx';
import { Head } from './head.tsx';
import { HistoryPanel } from './history-panel.tsx';
import { IntervalTable } from './interval-table.tsx';
import './link.css';
import { useLinkWords } from './link-words.ts';
import { LiveEchoes } from './live-echoes.tsx';
import { MaintenancePanel } from './maintenance-panel.tsx';
import { NotesPanel } from './notes-panel.tsx';
import { PathPanel } from './path-panel.tsx';
import { StateStrips } from './state-strips.tsx';

/** Plan and contract change with a reload of the configuration, windows with every announcement. */
const DETAIL_EVERY_MS = 60_000;

/** The page; says so where there is no such link, and leads back. */
export function LinkPage({ route }: PageProps) {
  const app = useApp();
  const { province } = app.screen.value;
  const id = route.id !== undefined && isId(route.id) ? linkId(route.id) : undefined;
  const link = id && province?.links.get(id);
  if (link) return <KnownLink key={link.id} link={link} query={route.query} />;
  // The frame says that nothing has come yet.
  if (!province) return null;
  return <UnknownLink name={route.id ?? ''} />;
}

function UnknownLink({ name }: { readonly name: string }) {
  const words = useLinkWords();
  return (
    <section class="panel unknown-link">
      <h1 class="page-title">
        {words.noLink}: {name}
      </h1>
      <p>{words.noLinkNote}</p>
      <p>
        <Place page="links">← {words.back}</Place>
      </p>
    </section>
  );
}

function KnownLink({ link, query }: { readonly link: LinkView; readonly query: string }) {
  const { select } = useApp();
  const detail = useAnswer<LinkDetail>(`/api/v1/links/${encodeURIComponent(link.id)}`, DETAIL_EVERY_MS);
  useEffect(() => {
    // The stream sends this link's single echoes while it is selected.
    select(link.id);
    return () => select(undefined);
  }, [link.id, select]);
  // Asked for again and again, and almost always the same: what is drawn from it is not drawn anew.
  const told = detail.value?.plan;
  const planText = JSON.stringify(told);
  const plan = useMemo(() => told, [planText]);
  return (
    <div class="page-scroll link-page">
      <Head link={link} />
      <AnswerFailure answer={detail} />
      <div class="link-columns">
        <div class="link-main">
          <LiveEchoes link={link} past={detail.value?.echoes} />
          <StateStrips link={link} />
          <HistoryPanel link={link} plan={plan} query={query} />
          <IntervalTable link={link} query={query} />
        </div>
        <div class="link-side">
          <PathPanel link={link} />
          <Explain link={link} />
          <ContractPanel link={link} plan={plan} />
          <MaintenancePanel link={link} plan={plan} />
          <DeviceSection link={link} />
          <NotesPanel link={link} />
        </div>
      </div>
    </div>
  );
}

// The way from the office to this link, hop by hop: each site, the link that leads to it, and other ways there.

import { useMemo } from 'preact/hooks';
import type { LinkView } from '../../../stream/protocol.ts';
import { useApp } from '../../state/context.ts';
import { formatMs } from '../../text/format.ts';
import { Place } from '../../view/place.tsx';
import { StateMark } from '../../view/state-mark.tsx';
import { useLinkWords } from './link-words.ts';
import { pathTo } from './path.ts';

/** The path. */
export function PathPanel({ link }: { readonly link: LinkView }) {
  const app = useApp();
  const context = app.sentences.value;
  const mine = useLinkWords();
  const province = app.screen.value.province;
  // The tree changes with a new plan only, and that brings new sites; what each link does now is looked up below.
  const sites = province?.sites;
  const path = useMemo(() => province && pathTo(province, link), [sites, link.id, link.stage]);
  if (!province || !path) return null;
  const [first] = path.hops;
  const now = (each: LinkView): LinkView => province.links.get(each.id) ?? each;
  return (
    <section class="panel path" aria-label={mine.path}>
      <h2>{mine.path}</h2>
      <ol>
        {first && (
          <li class="path-site">
            <b>{context.siteName(first.from)}</b>
            {first.from === province.monitorSite && <span class="tag">{mine.monitor}</span>}
          </li>
        )}
        {path.hops.map((hop) => (
          <li key={hop.link.id}>
            <ul class="path-links">
              <HopLink link={now(hop.link)} here={hop.link.id === link.id} />
              {hop.others.map((each) => (
                <HopLink key={each.id} link={now(each)} here={false} other />
              ))}
            </ul>
            <p class="path-site">
              <b>{context.siteName(hop.to)}</b>
            </p>
          </li>
        ))}
      </ol>
      {!path.whole && <p class="path-broken">{mine.pathBroken}</p>}
    </section>
  );
}

function HopLink({
  link,
  here,
  other = false,
}: {
  readonly link: LinkView;
  readonly here: boolean;
  readonly other?: boolean;
}) {
  const app = useApp();
  const words = app.words.value;
  const mine = useLinkWords();
  const rtt = link.state === 'up' || link.state === 'degraded' ? formatMs(link.rttMs, words) : undefined;
  return (
    <li class={`path-link s-${link.state}${other ? ' other' : ''}${here ? ' here' : ''}`}>
      <span class="path-arrow" aria-hidden="true">
        ↓
      </span>
      <StateMark state={link.state} />{' '}
      {here ? (
        <span aria-current="page">{mine.thisLink}</span>
      ) : (
        <Place page="link" id={link.id}>
          {link.name}
        </Place>
      )}
      <span class="path-facts">
        {[
          words.state[link.state],
          words.medium[link.medium],
          rtt,
          link.role === 'backup' ? words.ui.backup : other ? mine.alternative : undefined,
          link.stage === 'active' ? undefined : words.stage[link.stage],
        ]
          .filter(Boolean)
          .join(' · ')}
      </span>
    </li>
  );
}

// Why a link is in its state, and why it is or is not alerting: sentences, and the evidence they rest on.

import type { Alert } from '../domain/alert.ts';
import { explainAlert, explainLink, type Locale } from '../domain/explain.ts';
import type { ExplainInput } from '../domain/explain-words.ts';
import { isId, type LinkId, linkId, type SiteId, siteId } from '../domain/ids.ts';
import { labelOf } from '../domain/instant.ts';
import type { RuleLook } from '../domain/rule-look.ts';
import { BEYOND_LINK, BEYOND_SITE, cutAlert, cutReason } from '../domain/scope-cut.ts';
import type { ScopeView } from '../domain/scope-view.ts';
import type { Interval, LinkState } from '../domain/state.ts';
import { guardsUp } from '../domain/topology.ts';
import type { EchoMemory } from '../engine/echo-memory.ts';
import type { EngineLoop } from '../engine/loop.ts';
import type { EngineState, LinkWatch } from '../engine/state.ts';
import { requiredOf } from '../engine/suspicion.ts';
import type { StateStore } from '../store/state/port.ts';
import type { EchoView, LinkView } from '../stream/protocol.ts';
import { cutLink } from '../stream/scope-network.ts';
import { linkView } from '../stream/view.ts';
import { ruleLooks } from './rule-looks.ts';

/** Newest echoes given as evidence: half a minute of regular ones, or a whole suspicion with its extra ones. */
const MOST_ECHOES = 30;

/** A link that leads to an ancestor: what it was doing when the state in question began, and what it does now. */
export interface AncestorLink {
  readonly link: LinkId;
  readonly name: string;
  /** Absent when nothing is known of that moment. */
  readonly atBegin?: { readonly state: LinkState; readonly since: number };
  readonly now: { readonly state: LinkState; readonly since: number };
}

/** A site on the way from the monitor, the nearest to the link first. */
export interface Ancestor {
  readonly site: SiteId;
  readonly name: string;
  /** Send time of the newest answered echo of a device there, or behind it, epoch ms. */
  readonly answeredAt?: number;
  readonly links: readonly AncestorLink[];
}

/** An alert, with why it is told or held back in a few sentences. */
export type ExplainedAlert = Alert & { readonly told: boolean; readonly why: string };

/** What the sentences rest on. */
export interface Evidence {
  readonly link: LinkView;
  readonly alerts: readonly ExplainedAlert[];
  /** The newest echoes, oldest first. */
  readonly echoes: readonly EchoView[];
  readonly ancestors: readonly Ancestor[];
  /** Echoes (or beats) lost in a row and how many decide; polls failed in a row and how many alert. */
  readonly detection: {
    readonly lostInRow: number;
    readonly lostToDecide: number;
    readonly failedPolls?: number;
    readonly failedPollsToAlert?: number;
  };
  /** Every rule about the link, those nearest to ringing first. */
  readonly rules: readonly RuleLook[];
}

/** The explanation of a link. */
export interface Explanation {
  readonly link: LinkId;
  readonly state: LinkState;
  readonly sentences: readonly string[];
  readonly evidence: Evidence;
}

/** What explaining needs. */
export interface ExplanationDeps {
  readonly loop: Pick<EngineLoop, 'state' | 'now'>;
  readonly store: Pick<StateStore, 'intervals'>;
  readonly memory: Pick<EchoMemory, 'of'>;
  /** What whoever asks sees, and is told names of; absent: the whole province. */
  readonly view?: ScopeView;
}

/** Explains a link; undefined for one there is not. `locale` absent: the province's. */
export function explanationOf(
  deps: ExplanationDeps,
  id: LinkId,
  locale: Locale | undefined,
): Explanation | undefined {
  const { loop, memory, view } = deps;
  const { state } = loop;
  const watch = state.links.get(id);
  if (!watch) return undefined;
  const now = loop.now();
  const { province } = state.config.network;
  const language = locale ?? province.locale;
  const rules = watch.link.stage === 'active' ? ruleLooks(state, watch, now) : [];
  const clock = new Intl.DateTimeFormat(language, {
    dateStyle: 'medium',
    timeStyle: 'medium',
    timeZone: province.timezone,
  });
  const whole = inputOf(state, watch, { rules, time: (at) => clock.format(at) });
  const input = view ? cutInput(whole, view, language) : whole;
  const shown = linkView(state, watch, now);
  return {
    link: id,
    state: watch.state,
    sentences: explainLink(input, language),
    evidence: {
      link: view ? cutLink(view, shown) : shown,
      alerts: input.alerts.map((alert) => ({
        ...alert,
        told: alert.suppressed === undefined && alert.status === 'active',
        why: explainAlert(alert, input, language).join(' '),
      })),
      echoes: memory
        .of(watch.key)
        .slice(-MOST_ECHOES)
        .map(({ sentMs, ...echo }) => ({ at: labelOf(sentMs, now), ...echo })),
      ancestors: ancestorsOf(deps, watch).flatMap((ancestor) => seenAncestor(ancestor, view)),
      detection: detectionOf(state, watch),
      rules,
    },
  };
}

function inputOf(
  state: EngineState,
  watch: LinkWatch,
  { rules, time }: { readonly rules: readonly RuleLook[]; readonly time: (at: number) => string },
): ExplainInput {
  const { network } = state.config;
  const { link, track } = watch;
  const { beat } = link.device;
  return {
    name: link.name,
    stage: link.stage,
    state: watch.state,
    since: watch.from,
    reason: watch.reason,
    ...(state.suspects.has(watch) && {
      suspicion: {
        lostInRow: track.lostInRow,
        required: requiredOf(state, watch),
        ...(beat && { beatEveryMs: beat.everyMs }),
      },
    }),
    alerts: [...state.alerts.values()].filter((alert) => alert.subject === link.id),
    rules,
    siteName: (site) => (isId(site) ? network.sites.get(siteId(site))?.name : undefined) ?? site,
    linkName: (other) => (isId(other) ? network.links.get(linkId(other))?.name : undefined) ?? other,
    time,
  };
}

const BEYOND: Readonly<Record<Locale, { readonly site: string; readonly link: string }>> = {
  id: { site: 'lokasi di luar cakupan Anda', link: 'jalur di luar cakupan Anda' },
  en: { site: 'a site beyond what you may see', link: 'a link beyond what you may see' },
};

/** What sentences rest on, without what is beyond. */
function cutInput(input: ExplainInput, view: ScopeView, locale: Locale): ExplainInput {
  return {
    ...input,
    reason: cutReason(view, input.reason),
    alerts: input.alerts.flatMap((alert) => cutAlert(view, alert) ?? []),
    siteName: (id) => (id === BEYOND_SITE ? BEYOND[locale].site : input.siteName(id)),
    linkName: (id) => (id === BEYOND_LINK ? BEYOND[locale].link : input.linkName(id)),
  };
}

function seenAncestor(ancestor: Ancestor, view: ScopeView | undefined): readonly Ancestor[] {
  if (!view) return [ancestor];
  if (!view.sites.has(ancestor.site)) return [];
  return [{ ...ancestor, links: ancestor.links.filter(({ link }) => view.links.has(link)) }];
}

/** The sites before a link, with what led to them when the link's state began. */
function ancestorsOf({ loop, store }: ExplanationDeps, watch: LinkWatch): readonly Ancestor[] {
  const { state } = loop;
  const now = loop.now();
  return guardsUp(state.topology, watch.link.id).map((site) => {
    const sight = state.sights.get(site);
    const seenMs = Math.max(
      sight?.seenMs ?? Number.NEGATIVE_INFINITY,
      sight?.seenBehindMs ?? Number.NEGATIVE_INFINITY,
    );
    const inbound = state.topology.inbound.get(site) ?? [];
    return {
      site,
      name: state.config.network.sites.get(site)?.name ?? site,
      ...(Number.isFinite(seenMs) && { answeredAt: labelOf(seenMs, now) }),
      links: inbound.flatMap(({ id, name }): AncestorLink[] => {
        const other = state.links.get(id);
        if (!other) return [];
        const begin = stateAt(store, other, watch.from);
        return [
          {
            link: id,
            name,
            ...(begin && { atBegin: { state: begin.state, since: begin.from } }),
            now: { state: other.state, since: other.from },
          },
        ];
      }),
    };
  });
}

/** What a link was doing at a moment: the store knows its past, the engine its present. */
function stateAt(
  store: Pick<StateStore, 'intervals'>,
  { link, state, from }: LinkWatch,
  at: number,
): Pick<Interval, 'state' | 'from'> | undefined {
  return from <= at ? { state, from } : store.intervals(link.id, at, at + 1)[0];
}

function detectionOf(state: EngineState, watch: LinkWatch): Evidence['detection'] {
  const polled = watch.link.device.snmp !== undefined;
  return {
    lostInRow: watch.track.lostInRow,
    lostToDecide: requiredOf(state, watch),
    ...(polled && {
      failedPolls: watch.failedPolls,
      failedPollsToAlert: state.config.snmpSilentPolls,
    }),
  };
}

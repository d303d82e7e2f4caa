// What is known about one link: the reason in full, its contract, its device, the last round and its echoes as they come.

import type { ComponentChildren } from 'preact';
import { lossPct } from '../../domain/round.ts';
import type { DeviceView, LinkView } from '../../stream/protocol.ts';
import { useApp } from '../state/context.ts';
import { formatBps, formatDuration, formatMs, formatPct, NONE } from '../text/format.ts';
import { reasonSentence } from '../text/sentence.ts';
import { DevicePanel } from './device-panel.tsx';
import { EchoStrip } from './echo-strip.tsx';
import { StateMark } from './state-mark.tsx';

/** The details of the selected link; nothing when none is. */
export function LinkDetail() {
  const app = useApp();
  const id = app.selected.value;
  const link = id && app.screen.value.province?.links.get(id);
  if (!link) return null;
  return <Detail link={link} />;
}

function Detail({ link }: { readonly link: LinkView }) {
  const app = useApp();
  const words = app.words.value;
  const { ui } = words;
  const context = app.sentences.value;
  const rtt = link.round?.rtt;
  return (
    <section class="panel detail" aria-label={ui.detail}>
      <h2>
        <StateMark state={link.state} /> <span class="detail-name">{link.name}</span>
        <button type="button" class="switch" aria-label={ui.close} onClick={() => app.select(undefined)}>
          ✕
        </button>
      </h2>
      <div class="scroller">
        <p class="detail-reason">
          <b>
            {words.state[link.state]} · {app.time.value.moment(link.since, context.now)} ·{' '}
            {formatDuration(context.now - link.since, words)}
          </b>
          <br />
          {reasonSentence(link.reason, context)}
        </p>
        <EchoStrip />
        <dl>
          <Fact name={ui.path}>
            {context.siteName(link.from)} → {context.siteName(link.to)}
          </Fact>
          <Fact name={ui.address}>{link.address ?? ui.push}</Fact>
          <Fact name={ui.medium}>
            {words.medium[link.medium]}
            {link.bandwidthBps !== undefined && ` · ${formatBps(link.bandwidthBps, words)}`}
          </Fact>
          <Fact name={ui.provider}>{[link.provider, link.contract].filter(Boolean).join(' · ') || NONE}</Fact>
          <Fact name={ui.round}>
            RTT {formatMs(rtt?.medianMs, words)} (p95 {formatMs(rtt?.p95Ms, words)}) ·{' '}
            {ui.jitter.toLowerCase()} {formatMs(rtt?.jitterMs, words)} · loss{' '}
            {formatPct(link.round && lossPct(link.round), words)}
          </Fact>
          {link.device && <DeviceFacts device={link.device} />}
        </dl>
        <DevicePanel />
      </div>
    </section>
  );
}

function DeviceFacts({ device }: { readonly device: DeviceView }) {
  const app = useApp();
  const words = app.words.value;
  const { ui } = words;
  const { result, rates } = device;
  if (result.kind === 'failed') {
    return (
      <Fact name={ui.device}>
        {ui.snmpFailed}: {result.detail}
      </Fact>
    );
  }
  const { sysName, sysDescr, sysUpTimeTicks } = result.system;
  return (
    <>
      <Fact name={ui.device}>{[sysName, sysDescr].filter(Boolean).join(' · ') || NONE}</Fact>
      {sysUpTimeTicks !== undefined && (
        <Fact name={ui.uptime}>
          {formatDuration(sysUpTimeTicks * 10 + (app.serverTime.value - device.at), words)}
        </Fact>
      )}
      {rates && (
        <Fact name={ui.traffic}>
          ↓ {formatBps(rates.inBps, words)} · ↑ {formatBps(rates.outBps, words)}
        </Fact>
      )}
    </>
  );
}

function Fact({ name, children }: { readonly name: string; readonly children: ComponentChildren }) {
  return (
    <>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </>
  );
}

// What is known about one link: the reason in full, its contract, its device, the last round and its echoes as they come.

import type { ComponentChildren } from 'preact';
import { lossPct } from '../../domain/round.ts';
import type { DeviceView, LinkView } from '../../stream/protocol.ts';
import { useApp } from '../state/context.ts';
import { alertTitle } from '../text/alert-sentence.ts';
import { formatBps, formatDuration, formatMs, formatPct, NONE } from '../text/format.ts';
import { linkReason } from '../text/sentence.ts';
import { DevicePanel } from './device-panel.tsx';
import { EchoStrip } from './echo-strip.tsx';
import { WrenchMark } from './wrench-mark.tsx';

/** The facts about a link; an alert that lies open has its own above them. */
export function LinkFacts({ link }: { readonly link: LinkView }) {
  const app = useApp();
  const words = app.words.value;
  const { ui } = words;
  const context = app.sentences.value;
  const rtt = link.round?.rtt;
  const window = app.maintenance.value.get(link.id);
  return (
    <>
      {app.desk.opened.value === undefined && <OpenAlerts link={link} />}
      {window && (
        <p class="detail-reason">
          <WrenchMark /> {ui.maintenance}: <b>{window.name}</b> · {window.announcedBy} ·{' '}
          {ui.until.toLowerCase()} {app.time.value.minute(window.to, context.now)}
        </p>
      )}
      <p class="detail-reason">
        <b>
          {words.state[link.state]} · {app.time.value.moment(link.since, context.now)} ·{' '}
          {formatDuration(context.now - link.since, words)}
        </b>
        <br />
        {linkReason(link, context)}
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
          RTT {formatMs(rtt?.medianMs, words)} (p95 {formatMs(rtt?.p95Ms, words)}) · {ui.jitter.toLowerCase()}{' '}
          {formatMs(rtt?.jitterMs, words)} · loss {formatPct(link.round && lossPct(link.round), words)}
        </Fact>
        {link.device && <DeviceFacts device={link.device} />}
      </dl>
      <DevicePanel />
    </>
  );
}

/** From the link to what is open about it. */
function OpenAlerts({ link }: { readonly link: LinkView }) {
  const app = useApp();
  const { ui } = app.words.value;
  const alerts = [...(app.screen.value.province?.alerts.values() ?? [])].filter(
    ({ subject }) => subject === link.id,
  );
  if (alerts.length === 0) return null;
  return (
    <nav class="open-alerts" aria-label={ui.openAlerts}>
      {alerts.map((alert) => (
        <button key={alert.number} type="button" class="act" onClick={() => app.openAlert(alert)}>
          {ui.alert} #{alert.number}: {alertTitle(alert, app.sentences.value)}
        </button>
      ))}
    </nav>
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

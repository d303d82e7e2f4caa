// The device of the selected link: who it is, its interface, everything it measures, and what watching it costs.

import { METRIC_GROUPS, type MetricReading } from '../../domain/metric.ts';
import type { DeviceDetail } from '../../stream/device.ts';
import { useApp } from '../state/context.ts';
import { deviceDetail } from '../state/device.ts';
import { formatBps, formatDuration, formatPct } from '../text/format.ts';
import { metricGroup, metricName, metricValue } from '../text/metric-text.ts';
import { DeviceChanges } from './device-changes.tsx';
import { DeviceInterfaces } from './device-interfaces.tsx';
import { Pair } from './pair.tsx';

/** Rows of one metric that are shown; the API has them all. */
const MOST_ROWS = 12;

/** Everything about the device; nothing before it has come. */
export function DevicePanel() {
  const detail = deviceDetail.value;
  if (!detail) return null;
  return (
    <>
      <Identity detail={detail} />
      <Age detail={detail} />
      <Interface detail={detail} />
      <Metrics metrics={detail.poll?.metrics ?? []} />
      <DeviceChanges detail={detail} />
      <Neighbours detail={detail} />
      {detail.address !== undefined && detail.inventory && <DeviceInterfaces link={detail.link} />}
    </>
  );
}

function Identity({ detail }: { readonly detail: DeviceDetail }) {
  const app = useApp();
  const words = app.words.value;
  const { ui } = words;
  const { inventory, costPerMonth } = detail;
  const identity = inventory?.identity ?? {};
  const what = [identity.vendor, identity.model].filter(Boolean).join(' ');
  const octets = costPerMonth.echoes + (costPerMonth.beats ?? 0) + (costPerMonth.polls ?? 0);
  return (
    <dl>
      {what !== '' && <Pair name={ui.deviceType} value={what} />}
      {identity.firmware !== undefined && <Pair name="Firmware" value={identity.firmware} />}
      {identity.serial !== undefined && <Pair name={ui.serial} value={identity.serial} />}
      <Pair
        name={ui.cost}
        value={`${(octets / 1e6).toLocaleString(words.locale, { maximumFractionDigits: 0 })} MB ${ui.perMonth}`}
      />
    </dl>
  );
}

/** Figures of a device that has fallen silent say when they were true. */
function Age({ detail: { poll } }: { readonly detail: DeviceDetail }) {
  const app = useApp();
  const words = app.words.value;
  if (poll?.failedAt === undefined || poll.failedAt <= poll.at) return null;
  const now = app.serverTime.value;
  return (
    <p class="device-note">
      {words.ui.figuresOf} {app.time.value.moment(poll.at, now)} ({formatDuration(now - poll.at, words)})
    </p>
  );
}

function Interface({ detail }: { readonly detail: DeviceDetail }) {
  const app = useApp();
  const words = app.words.value;
  const { ui } = words;
  const { poll } = detail;
  if (!poll) return null;
  if (poll.interfaceMissing) return <p class="device-note">{ui.interfaceMissing}</p>;
  const { interface: port, utilisation, system } = poll;
  if (!port) return null;
  const changed =
    port.lastChangeTicks !== undefined &&
    system?.sysUpTimeTicks !== undefined &&
    port.lastChangeTicks <= system.sysUpTimeTicks
      ? (system.sysUpTimeTicks - port.lastChangeTicks) * 10
      : undefined;
  return (
    <dl>
      <Pair
        name={ui.interface}
        value={[
          port.ifName,
          port.operStatus,
          port.speedBps === undefined ? undefined : formatBps(port.speedBps, words),
          changed === undefined ? undefined : `${ui.unchanged} ${formatDuration(changed, words)}`,
        ]
          .filter(Boolean)
          .join(' · ')}
      />
      {utilisation && (
        <Pair
          name={ui.utilisation}
          value={`${formatPct(utilisation.pct, words)} ${utilisation.of === 'contract' ? ui.ofContract : ui.ofLine}`}
        />
      )}
    </dl>
  );
}

function Metrics({ metrics }: { readonly metrics: readonly MetricReading[] }) {
  const { ui } = useApp().words.value;
  const groups = [...METRIC_GROUPS, 'own'] as const;
  const titles = {
    health: ui.health,
    power: ui.power,
    wireless: ui.wireless,
    optics: ui.optics,
    lte: 'LTE',
    vsat: 'VSAT',
    traffic: ui.traffic,
    own: ui.otherMetrics,
  };
  return (
    <>
      {groups.map((group) => {
        const mine = metrics.filter((reading) => metricGroup(reading.metric) === group);
        if (mine.length === 0) return null;
        return (
          <section key={group} class="metrics">
            <h3>{titles[group]}</h3>
            <dl>
              {[...new Set(mine.map(({ metric }) => metric))].map((metric) => (
                <MetricRows key={metric} readings={mine.filter((reading) => reading.metric === metric)} />
              ))}
            </dl>
          </section>
        );
      })}
    </>
  );
}

function MetricRows({ readings }: { readonly readings: readonly MetricReading[] }) {
  const app = useApp();
  const words = app.words.value;
  const language = app.preferences.language.value;
  const more = readings.length - MOST_ROWS;
  return (
    <>
      {readings.slice(0, MOST_ROWS).map((reading) => (
        <Pair
          key={reading.instance ?? ''}
          name={metricName(reading.metric, language)}
          part={reading.instance}
          value={metricValue(reading, words)}
        />
      ))}
      {more > 0 && <Pair name="" value={`+ ${more} ${words.ui.more}`} />}
    </>
  );
}

function Neighbours({ detail }: { readonly detail: DeviceDetail }) {
  const { ui } = useApp().words.value;
  const neighbours = detail.inventory?.neighbours ?? [];
  if (neighbours.length === 0) return null;
  return (
    <section class="metrics">
      <h3>{ui.neighbours}</h3>
      <dl>
        {neighbours.slice(0, MOST_ROWS).map((each) => (
          <Pair
            key={`${each.protocol} ${each.localIfIndex ?? ''} ${each.chassis ?? ''} ${each.port ?? ''}`}
            name={each.localPort ?? each.protocol.toUpperCase()}
            value={[each.name ?? each.chassis, each.port, each.address].filter(Boolean).join(' · ')}
          />
        ))}
      </dl>
    </section>
  );
}

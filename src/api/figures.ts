// What jalur measures of itself, for /metrics. Names follow Prometheus: seconds, bytes, `_total` for counters.

import { beatFigures } from './beat-figures.ts';
import type { Figure } from './deps.ts';
import { counter, gauge } from './figure.ts';
import { trapFigures } from './trap-figures.ts';
import type { ApiParts } from './wiring.ts';

/** The figures of all parts. */
export function figuresOf(parts: ApiParts): readonly Figure[] {
  return [
    ...echoFigures(parts),
    ...beatFigures(parts.beats?.status()),
    ...pollFigures(parts),
    ...trapFigures(parts.traps),
    ...storeFigures(parts),
    ...ownFigures(parts),
  ];
}

function echoFigures({ echoes }: ApiParts): Figure[] {
  const status = echoes.status();
  return [
    { ...gauge('jalur_echo_engine_info', 'Which echo engine runs.', 1), labels: { engine: status.engine } },
    counter('jalur_echo_sent_total', 'Echoes sent.', status.sent),
    counter('jalur_echo_received_total', 'Echoes answered.', status.received),
    counter('jalur_echo_lost_total', 'Echoes lost.', status.lost),
    counter('jalur_echo_tainted_total', 'Verdicts discarded because of our own faults.', status.tainted),
    counter(
      'jalur_echo_socket_drops_total',
      'Replies dropped because our socket buffer was full.',
      status.socketDrops,
    ),
    counter('jalur_echo_strays_total', 'Packets that were no reply to us.', status.strays),
    counter('jalur_echo_send_errors_total', 'Sends that failed for reasons of our own.', status.sendErrors),
    counter('jalur_echo_restarts_total', 'Restarts of the echo process.', status.restarts),
    gauge(
      'jalur_echo_slip_p99_seconds',
      'How late regular echoes leave, 99th percentile.',
      status.slipP99Ms / 1000,
    ),
    counter('jalur_echo_process_cpu_seconds_total', 'CPU time of the echo process.', status.cpuMs / 1000),
  ];
}

function pollFigures({ loop, poller, scheduler }: ApiParts): Figure[] {
  const snmp = poller.status();
  const plan = scheduler.status();
  return [
    counter('jalur_snmp_polls_total', 'SNMP polls.', snmp.polls),
    counter('jalur_snmp_requests_total', 'SNMP requests sent.', snmp.requests),
    counter('jalur_snmp_timeouts_total', 'SNMP requests nobody answered.', snmp.timeouts),
    counter('jalur_snmp_strays_total', 'Datagrams from addresses nobody was asked at.', snmp.strays),
    counter('jalur_snmp_malformed_total', 'Datagrams that are no SNMP.', snmp.malformed),
    counter('jalur_snmp_deadlines_total', 'Requests that only the outer deadline ended.', snmp.deadlines),
    counter('jalur_snmp_downgrades_total', 'SNMPv3 messages below the agreed level.', snmp.downgrades),
    counter('jalur_snmp_inspections_total', 'Devices inspected.', snmp.inspections),
    counter('jalur_snmp_inspections_failed_total', 'Inspections that failed.', snmp.failedInspections),
    counter('jalur_snmp_refused_rates_total', 'Rates no line can have, refused.', loop.state.refusedRates),
    gauge('jalur_snmp_in_flight', 'Polls under way.', plan.inFlight),
    gauge('jalur_snmp_waiting', 'Polls in line.', plan.waiting),
    counter('jalur_snmp_skipped_total', 'Polls left out because the one before was under way.', plan.skipped),
    gauge('jalur_snmp_slip_p99_seconds', 'How late polls begin, 99th percentile.', plan.slipP99Ms / 1000),
  ];
}

function storeFigures({ store, metrics }: ApiParts): Figure[] {
  const state = store.status();
  const history = metrics.status();
  return [
    gauge('jalur_state_backlog_events', 'Events not committed yet.', state.backlogEvents),
    counter('jalur_state_lost_events_total', 'Events given up.', state.lostEvents),
    { ...gauge('jalur_history_info', 'Which history store runs.', 1), labels: { kind: history.kind } },
    gauge(
      'jalur_history_trouble',
      '1 while the history store cannot take points.',
      history.trouble === undefined ? 0 : 1,
    ),
    counter('jalur_history_written_points_total', 'Points written.', history.writtenPoints),
    counter('jalur_history_refused_points_total', 'Points the store refused.', history.refusedPoints),
    counter(
      'jalur_history_dropped_points_total',
      'Points dropped because the spool was full.',
      history.droppedPoints,
    ),
    gauge('jalur_history_spooled_points', 'Points waiting on disk.', history.spooledPoints),
    gauge('jalur_history_spooled_bytes', 'Bytes waiting on disk.', history.spooledBytes),
    gauge(
      'jalur_history_oldest_spooled_seconds',
      'Age of the oldest waiting point.',
      history.oldestSpooledMs / 1000,
    ),
  ];
}

function ownFigures({ eventLoop, hub, loop }: ApiParts): Figure[] {
  const delay = eventLoop.read();
  const stream = hub.status();
  return [
    gauge(
      'jalur_event_loop_delay_p99_seconds',
      'How late our own timers are, 99th percentile.',
      delay.p99Ms / 1000,
    ),
    gauge('jalur_event_loop_delay_max_seconds', 'How late our own timers were at worst.', delay.maxMs / 1000),
    gauge('jalur_stream_clients', 'Clients of the stream.', stream.clients),
    counter(
      'jalur_stream_closed_slow_total',
      'Clients closed because they did not keep up.',
      stream.closedSlow,
    ),
    counter('jalur_stream_refused_total', 'Clients refused because there were too many.', stream.refused),
    counter('jalur_stream_snapshots_total', 'Snapshots written for clients of the stream.', stream.snapshots),
    gauge('jalur_stream_journal_events', 'Events held for clients that come back.', stream.journalEvents),
    gauge('jalur_stream_journal_bytes', 'Bytes of these events.', stream.journalBytes),
    gauge('jalur_monitor_blind', '1 while the monitor sees nothing.', loop.state.blind ? 1 : 0),
    gauge('jalur_links_suspected', 'Links whose lost echoes are being checked.', loop.state.suspects.size),
  ];
}

// What columns and groupings are called.

import type { Words } from '../../text/words.ts';
import type { Column } from './columns.ts';
import type { Grouping } from './view-query.ts';
import type { TableWords } from './words.ts';

/** Heads of the columns. */
export function columnNames({ ui }: Words, words: TableWords): Readonly<Record<Column, string>> {
  return {
    state: ui.state,
    link: ui.link,
    regency: words.regency,
    provider: ui.provider,
    contract: ui.contract,
    medium: ui.medium,
    address: ui.address,
    since: ui.since,
    long: ui.howLong,
    rtt: ui.rtt,
    p95: words.p95,
    jitter: ui.jitter,
    loss: ui.loss,
    mos: words.mos,
    in: words.in,
    out: words.out,
    traffic: words.use,
    bandwidth: ui.bandwidth,
    clients: words.clients,
    battery: words.battery,
    age: ui.age,
    spark: words.spark,
    reason: ui.reason,
  };
}

/** What can be grouped by. */
export function groupingNames({ ui }: Words, words: TableWords): Readonly<Record<Grouping, string>> {
  return {
    regency: words.regency,
    provider: ui.provider,
    medium: ui.medium,
    state: ui.state,
    none: words.noGroup,
  };
}

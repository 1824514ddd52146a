// The schedule of transfers: of a table with more columns than fit on a screen, those by which a row is recognised and
// judged. The rest stands in the drawer of the row. The names are those of the table that every form shares.

import type { SectionView } from '../../ipc/generated';
import { columnName } from '../path';

const COLUMNS = [
  'occurred_at', 'direction', 'exchange_tx_id', 'asset', 'chain', 'quantity', 'unit_price_krw', 'krw_value', 'base_rate', 'usd_value',
  'originator_name', 'beneficiary_name', 'counterparty_kind', 'counterparty_country', 'reason', 'travel_rule_result', 'txid', 'to_address',
];

/** One section with the columns of the schedule, in their order; the first section where the table has none of them. */
export function scheduleOf(sections: SectionView[]): SectionView | undefined {
  const first = sections[0];
  if (!first) return undefined;
  const all = sections.flatMap((section) => section.fields);
  const fields = COLUMNS.map((name) => all.find((field) => columnName(field.path) === name)).filter((field) => field !== undefined);
  return fields.length === 0 ? first : { ...first, fields };
}

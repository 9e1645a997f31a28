import { atScale, type Decimal, LARGEST_AMOUNT } from '../core/amount.ts';
import { parsePeriod } from '../core/calendar/parse-period.ts';
import type { Period } from '../core/calendar/period.ts';
import type { UnitPath } from '../core/organisation/unit-tree.ts';
import type { PlanFolder } from '../plan-folder/read-plan-folder.ts';
import type { OptionReader } from './option-reader.ts';
import { settingsMetric } from './plan-metric.ts';

/** A target of the folder as far as a plan needs it. */
export interface ChosenTarget {
  readonly id: string;
  readonly metric: string;
  readonly period: Period;
  readonly path: UnitPath;
  /** At the currency's scale, for an amount; of a ratio, 0. */
  readonly value: bigint;
  /** As it is written. */
  readonly written: Decimal;
}

/** The target that `--target` names, or the only one there is; what is wrong with it is noted on the reader. */
export function chosenTarget(reader: OptionReader, folder: PlanFolder | undefined): ChosenTarget | undefined {
  if (folder === undefined) return undefined;
  const id = reader.text('target') ?? onlyTarget(reader, folder);
  if (id === undefined) return undefined;
  const rows = folder.targets.rows.filter((row) => row.target === id);
  const row = rows.at(-1);
  const known = [...new Set(folder.targets.rows.map(({ target }) => target))].join(', ') || '-';
  if (!row) {
    if (reader.text('total') === undefined) reader.fail('target', 'cli.no-target', { target: id, known });
    return undefined;
  }
  const period = parsePeriod(row.period, folder.fiscal);
  const kind = reader.text('kind') ?? settingsMetric(row.metric, folder).kind;
  const value = row.value && (kind === 'ratio' ? 0n : atScale(row.value, folder.settings.currency.decimals));
  if (!period || row.value === undefined || value === undefined || value < 0n || value > LARGEST_AMOUNT) {
    reader.fail('target', 'cli.target-without-value', { target: id });
    return undefined;
  }
  return { id, metric: row.metric, period, path: row.path, value, written: row.value };
}

/** Without `--target` and `--total` the folder's only target (of the metric that a person named); of several the person must say which. */
function onlyTarget(reader: OptionReader, folder: PlanFolder): string | undefined {
  const asked = reader.given('metric') ? reader.text('metric') : undefined;
  const rows = folder.targets.rows.filter(({ metric }) => asked === undefined || metric === asked);
  const ids = [...new Set(rows.map(({ target }) => target))];
  if (reader.text('total') !== undefined) return undefined;
  if (ids.length > 1) reader.fail('target', 'cli.which-target', { targets: ids.join(', ') });
  return ids.length === 1 ? ids[0] : undefined;
}

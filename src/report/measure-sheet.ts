import { divideRounded, formatExact, power10 } from '../core/amount.ts';
import type { Period } from '../core/calendar/period.ts';
import type { Measured, MeasuredValue } from '../core/measures/measured.ts';
import type { Ratio } from '../core/metrics/ratio.ts';
import { peopleForm, type RatioForm, ratioText } from '../core/metrics/ratio-text.ts';
import type { UnitPath } from '../core/organisation/unit-tree.ts';
import type { Words } from '../locale/index.ts';
import type { Column, Sheet, SheetRow } from '../render/sheet.ts';

export interface MeasureHeading {
  readonly metric: string;
  readonly levels: readonly string[];
  /** In the order of the spans that were asked for. */
  readonly periods: readonly Period[];
  /** Unit nodes in the order in which they print; the empty path is the whole. */
  readonly units: readonly UnitPath[];
  /** Decimals that an amount has at least. */
  readonly decimals: number;
  readonly atMostOne: boolean;
  readonly forPeople: boolean;
  /** What others have of the same, a column each. */
  readonly beside?: readonly SharesBeside[];
}

/** Somebody else's ratio, by unit node and span; undefined where it is not known. */
export interface SharesBeside {
  readonly name: string;
  readonly at: (path: UnitPath, span: number) => Ratio | undefined;
}

const KINDS: Readonly<Record<RatioForm, Column['kind']>> = { data: 'ratio', share: 'share', value: 'amount' };

/** One row a period and unit node with its own value, and of a ratio what it is made of; blank where a node has none. */
export function measureSheet(measured: Measured, heading: MeasureHeading, words: Words): Sheet {
  const { metric, levels, periods, units, forPeople, beside = [] } = heading;
  const form = formOf(measured, heading);
  const columns: Column[] = [
    { name: 'metric', label: words.phrase('column.metric'), kind: 'text' },
    ...(measured.definition === undefined || forPeople
      ? []
      : [{ name: 'definition', label: words.phrase('column.definition'), kind: 'code' } as const]),
    { name: 'period', label: words.phrase('column.period'), kind: 'text' },
    ...levels.map((name): Column => ({ name, kind: 'text' })),
    { name: 'value', label: words.phrase('column.measured'), kind: measured.isRatio ? KINDS[form] : 'amount' },
    ...(measured.isRatio ? ['numerator', 'denominator'] : []).map(
      (name): Column => ({ name, label: words.phrase(`column.${name}`), kind: 'amount' }),
    ),
    ...beside.map(({ name }): Column => ({ name, kind: KINDS[form] })),
  ];
  const rowOf = (span: number, path: UnitPath): SheetRow => {
    const isWhole = path.length === 0;
    const total = forPeople && isWhole ? words.phrase('label.total') : '';
    const names = levels.map((_, depth) => path[depth] ?? (depth === 0 ? total : ''));
    const figures = measured.isRatio ? ratioCells(measured, form) : numberCell(measured, heading);
    const definition = measured.definition === undefined || forPeople ? [] : [measured.definition];
    const others = beside.map(({ at }) => ratioText(at(path, span) ?? NO_RATIO, form));
    const cells = [metric, ...definition, periods[span]?.label ?? '', ...names, ...figures(measured.at(path, span)), ...others];
    return { cells, ...(forPeople && isWhole && units.length > 1 && { emphasis: 'total' as const }) };
  };
  const rows = periods.flatMap((_, span) => units.map((path) => rowOf(span, path)));
  const kept = forPeople ? { columns: columns.slice(1), rows: rows.map((row) => ({ ...row, cells: row.cells.slice(1) })) } : {};
  const name = measured.definition === undefined ? metric : `${metric} (${measured.definition})`;
  const title = words.phrase(measured.isRatio ? 'title.measure-ratio' : 'title.measure', { metric: name });
  return { name: 'measure', title, columns, rows, ...kept, totals: undefined };
}

/** People read a share in percent where the whole of the first period that has one is a share. */
function formOf(measured: Measured, { forPeople, periods, atMostOne }: MeasureHeading): RatioForm {
  if (!forPeople) return 'data';
  const wholes = periods.flatMap((_, span) => measured.at([], span) ?? []).filter(({ denominator }) => denominator !== 0n);
  return wholes[0] ? peopleForm(wholes[0], { atMostOne }) : 'value';
}

/** One that prints as a blank. */
const NO_RATIO: Ratio = { numerator: 0n, denominator: 0n };

type Figures = (value: MeasuredValue | undefined) => string[];

function ratioCells({ scale }: Measured, form: RatioForm): Figures {
  return (value) => {
    if (value === undefined) return ['', '', ''];
    const parts = [value.numerator, value.denominator].map((part) => formatExact(part, scale, 0));
    return value.isTooFew ? ['', '', parts[1] as string] : [ratioText(value, form), ...parts];
  };
}

/** Decimals that people see of a number at most: means and shared credit go on without end. */
const MOST_SHOWN = 2;

function numberCell({ scale }: Measured, { decimals, forPeople }: MeasureHeading): Figures {
  const most = forPeople ? Math.min(scale, Math.max(decimals, MOST_SHOWN)) : scale;
  const shown = (amount: bigint) => formatExact(divideRounded(amount, power10(scale - most)), most, decimals);
  return (value) => [value === undefined ? '' : shown(value.numerator)];
}

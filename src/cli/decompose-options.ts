import type { AxisBasis } from '../core/allocation/basis/basis-cells.ts';
import { BASIS_NAMES, type BasisSource, parseBasis } from '../core/allocation/basis/basis-source.ts';
import { ON_ZERO_BASIS, SHAPES } from '../core/allocation/weigh.ts';
import type { FiscalYear } from '../core/calendar/period.ts';
import { parsePath } from '../core/organisation/unit-tree.ts';
import type { PlanFolder } from '../plan-folder/read-plan-folder.ts';
import { readAxes } from './axis-options.ts';
import type { Context } from './context.ts';
import type { OptionReader } from './option-reader.ts';
import { readOutput } from './output.ts';
import { type Axes, parseAmount, parseLike, parseTotal } from './parse-flags.ts';
import { readFiscal, readPeriod } from './period-options.ts';
import { readReading } from './reading-options.ts';
import { chosenTarget } from './target-choice.ts';

export type DecomposeOptions = ReturnType<typeof readDecomposeOptions>;

/** Everything `decompose` can be told, read and checked. */
export function readDecomposeOptions(reader: OptionReader, folder: PlanFolder | undefined, context: Context) {
  const decimals = folder?.settings.currency.decimals ?? 2;
  const fiscal = readFiscal(reader);
  const target = chosenTarget(reader, folder);
  const axes = readAxes(reader);
  const period = readPeriod(reader, fiscal) ?? target?.period;
  const given = reader.value('total', (text) => parseTotal(text, decimals), '5000000, 500万, +8%');
  const total = given ?? (target && { kind: 'amount' as const, amount: target.value });
  const options = {
    decimals,
    fiscal,
    axes,
    period,
    total,
    target: reader.text('target') ?? target?.id,
    metric: target?.metric ?? reader.text('metric') ?? 'revenue',
    unit: parsePath(reader.text('unit') ?? '').length > 0 ? parsePath(reader.text('unit') ?? '') : (target?.path ?? []),
    history: reader.list('history'),
    basis: readBasis(reader, fiscal),
    shape: readShape(reader),
    org: reader.text('org'),
    exclude: reader.list('exclude'),
    likes: reader.values('like', parseLike, '新品=老品:60%'),
    roundTo: reader.value('roundTo', (text) => positive(parseAmount(text, decimals)), '0.01, 1000, 1万') ?? 1n,
    onZeroBasis: reader.choice('onZeroBasis', ON_ZERO_BASIS) ?? 'error',
    onNegative: reader.choice('onNegative', ['zero', 'error']) ?? 'zero',
    onBlankUnit: reader.choice('onBlankUnit', ['keep', 'error']) ?? 'keep',
    reading: readReading(reader),
    layout: reader.choice('layout', ['wide', 'tidy']),
    dryRun: reader.on('dryRun'),
    output: readOutput(reader, context.look.json),
  };
  const isNamed = folder !== undefined && reader.problems.some(({ values }) => values?.flag === '--target');
  if (!isNamed) reader.need('total', total !== undefined);
  if (!isNamed) reader.need('period', period !== undefined);
  if (needsHistory(options)) reader.need('history', options.history.length > 0);
  return options;
}

function positive(amount: bigint | undefined): bigint | undefined {
  return amount !== undefined && amount > 0n ? amount : undefined;
}

/** `--basis` for both axes, or `time=` and `org=` apart. */
function readBasis(reader: OptionReader, fiscal: FiscalYear): { time: BasisSource; org: BasisSource } {
  const lastYear = parseBasis('last-year', fiscal) as BasisSource;
  const basis = { time: lastYear, org: lastYear };
  for (const text of reader.list('basis')) {
    const [, axis, name = text] = /^(time|org)=(.+)$/.exec(text) ?? [];
    const source = parseBasis(name, fiscal);
    if (!source) reader.fail('basis', 'cli.bad-value', { value: text, expected: BASIS_NAMES.join(', ') });
    else if (axis === 'time' || axis === 'org') basis[axis] = source;
    else Object.assign(basis, { time: source, org: source });
  }
  return basis;
}

function readShape(reader: OptionReader) {
  return reader.choice('shape', SHAPES) ?? 'own';
}

interface HistoryNeed {
  readonly basis: AxisBasis;
  readonly axes: Axes;
  readonly org: string | undefined;
}

/** Whether history must be read: for a basis, or for the units when no roster names them. */
export function needsHistory({ basis, axes, org }: HistoryNeed): boolean {
  const reads = basis.time.window !== undefined || basis.org.window !== undefined;
  return reads || ((axes.levels ?? []).length > 0 && org === undefined);
}

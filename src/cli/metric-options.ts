import { join } from 'node:path';
import { parseFileBasis } from '../core/allocation/basis/basis-source.ts';
import type { TotalSpec } from '../core/allocation/decompose.ts';
import type { Method, MethodAxis } from '../core/allocation/methods/method.ts';
import { parseGrowth, type Rate } from '../core/allocation/methods/rate.ts';
import { formatExact, power10 } from '../core/amount.ts';
import { ZERO } from '../core/fraction.ts';
import type { MarketGrowth } from '../core/market/forecast-market.ts';
import { CLOSINGS, METRIC_KINDS, type Metric } from '../core/metrics/metric.ts';
import { parseRatioTarget, type RatioTarget } from '../core/metrics/ratio-target.ts';
import { parsePath } from '../core/organisation/unit-tree.ts';
import { isOfMarket, MARKET_SOURCE } from '../plan-folder/own-market.ts';
import type { PlanFolder } from '../plan-folder/read-plan-folder.ts';
import type { EffectiveFlags, OptionReader } from './option-reader.ts';
import { parseTotal } from './parse-flags.ts';
import { metricOf } from './plan-metric.ts';
import type { SourceBook } from './sources/source-book.ts';
import type { ChosenTarget } from './target-choice.ts';

/** Where planned denominators come from: the basis span, grown; a table that a person wrote; another metric's plan. */
export type DenominatorChoice =
  | { readonly kind: 'history'; readonly growth: Rate }
  | { readonly kind: 'file' | 'plan'; readonly path: string }
  | MarketChoice;

/** The denominators are the markets of the plan's period, by a file like market.csv. */
export interface MarketChoice {
  readonly kind: 'market';
  readonly path: string;
  readonly growths: readonly MarketGrowth[];
}

/** What is planned, and how much of it: a total, or of a ratio metric a ratio. */
export interface Measured {
  readonly metric: string;
  readonly definition: Metric;
  readonly total: TotalSpec | undefined;
  readonly ratio: RatioTarget | undefined;
  readonly denominators: DenominatorChoice;
  /** What the settings say of the metric, as flags for the record. */
  readonly flags: EffectiveFlags;
}

interface MeasuredFrom {
  readonly folder: PlanFolder | undefined;
  readonly book: SourceBook | undefined;
  readonly target: ChosenTarget | undefined;
  readonly decimals: number;
}

/** The metric by flags, else as the settings name it, and its total in the form that its kind has. */
export function readMeasured(reader: OptionReader, { folder, book, target, decimals }: MeasuredFrom): Measured {
  const metric = target?.metric ?? reader.text('metric') ?? 'revenue';
  const definition = readDefinition(reader, metricOf(metric, book?.metrics[metric] ?? folder?.settings.metrics[metric]));
  const isKnown = folder !== undefined || book !== undefined || reader.text('kind') !== undefined;
  const { kind, closing, atMostOne } = definition;
  const denominators = readDenominators(reader, { definition, folder, book });
  return {
    metric,
    definition,
    ...readTotal(reader, { definition, isKnown, target, decimals }),
    denominators,
    flags: {
      ...(kind !== 'flow' && { kind }),
      ...(kind === 'stock' && { closing }),
      ...(atMostOne && { 'at-most-one': 'yes' }),
      ...(denominators.kind === 'market' && { denominator: `market:${denominators.path}` }),
    },
  };
}

const DENOMINATORS = 'history, history:+10%, file:denominators.csv, plan:orders.csv, market, market:market.csv';

interface DenominatorsFrom extends Pick<MeasuredFrom, 'folder' | 'book'> {
  readonly definition: Metric;
}

/** What was said; else the market, where the metric's denominators are those of market.csv; else those of the history. */
function readDenominators(reader: OptionReader, { definition, folder, book }: DenominatorsFrom): DenominatorChoice {
  const said = reader.value('denominator', parseDenominators, DENOMINATORS);
  const isShare = definition.kind === 'ratio' && isOfMarket(book?.metrics[definition.denominator ?? '']);
  if (said !== undefined && said !== 'market')
    return said.kind === 'market' ? { ...said, growths: readMarketGrowths(reader) } : said;
  if (said === undefined && !isShare && !reader.typed('market')) return { kind: 'history', growth: ZERO };
  const path = reader.text('market') ?? (folder && join(folder.dir, MARKET_SOURCE));
  if (path === undefined) reader.need('market', false);
  return { kind: 'market', path: path ?? MARKET_SOURCE, growths: readMarketGrowths(reader) };
}

/** Every `--market-growth`. */
function readMarketGrowths(reader: OptionReader): readonly MarketGrowth[] {
  return reader.values('marketGrowth', parseUnitGrowth, '+6%, 华东=+8%');
}

function parseUnitGrowth(text: string): MarketGrowth | undefined {
  const [, unit = '', growth = ''] = /^(?:(.+)=)?([^=]+)$/su.exec(text) ?? [];
  const rate = parseGrowth(growth);
  return rate && { unit: parsePath(unit), rate };
}

function readDefinition(reader: OptionReader, set: Metric): Metric {
  return {
    ...set,
    kind: reader.choice('kind', METRIC_KINDS) ?? set.kind,
    closing: reader.choice('closing', CLOSINGS) ?? set.closing,
    atMostOne: reader.on('atMostOne') || set.atMostOne,
  };
}

interface TotalForm extends Omit<MeasuredFrom, 'folder' | 'book'> {
  readonly definition: Metric;
  /** Whether the kind was said; before the plan folder is read it may turn out to be any. */
  readonly isKnown: boolean;
}

/** How a total that is an amount is written. */
export const AMOUNTS = '5000000, 500万, +8%';
const RATIOS = '95%, 0.95, 440, +5pp, +5%';

function readTotal(
  reader: OptionReader,
  { definition, isKnown, target, decimals }: TotalForm,
): Pick<Measured, 'total' | 'ratio'> {
  if (definition.kind === 'ratio') {
    const ratio = reader.value('total', parseRatioTarget, RATIOS) ?? (target && targetRatio(target));
    return { total: undefined, ratio };
  }
  const text = reader.text('total');
  const ratio = text === undefined || parseTotal(text, decimals) ? undefined : parseRatioTarget(text);
  if (ratio && !isKnown) return { total: undefined, ratio };
  const total = reader.value('total', (written) => parseTotal(written, decimals), AMOUNTS);
  return { total: total ?? (target && { kind: 'amount', amount: target.value }), ratio: undefined };
}

/** A target of targets.csv holds the ratio as its value: 0.95. */
function targetRatio({ written: { coefficient, scale } }: ChosenTarget): RatioTarget {
  return { kind: 'ratio', numerator: coefficient, denominator: power10(scale), text: formatExact(coefficient, scale, 0) };
}

/** `market` alone is the folder's, or that of `--market`. */
function parseDenominators(text: string): DenominatorChoice | 'market' | undefined {
  if (text === 'market') return 'market';
  const [, market] = /^market:(.+)$/su.exec(text) ?? [];
  if (market !== undefined) return { kind: 'market', path: market, growths: [] };
  const file = parseFileBasis(text);
  if (file) return { kind: file.kind, path: file.file };
  const [, growth] = /^history(?::(.+))?$/s.exec(text.normalize('NFKC').trim()) ?? ['', 'none'];
  if (growth === undefined) return { kind: 'history', growth: ZERO };
  const rate = parseGrowth(growth);
  return rate && { kind: 'history', growth: rate };
}

interface RatioNeeds {
  readonly method: Readonly<Record<MethodAxis, Method>>;
  readonly denominators: DenominatorChoice;
  readonly ratio: RatioTarget | undefined;
}

/** Whether a ratio plan needs a basis: not where every ratio is the target, on denominators that are given. */
export function needsRatioHistory({ method, denominators, ratio }: RatioNeeds): boolean {
  const isSame = method.time.name === 'repeat' && method.org.name === 'repeat';
  return !isSame || denominators.kind === 'history' || ratio === undefined || ratio.kind === 'points' || ratio.kind === 'growth';
}

import { type Finding, type FindingValues, finding, type Place } from '../core/finding.ts';
import { expandFormula, type Formula, isFormula, parseFormula } from '../core/metrics/formula.ts';
import { moneyFindings } from './money-references.ts';
import { nearMatch } from './near-match.ts';
import type { Settings } from './settings-schema.ts';
import type { KeyPath } from './yaml-document.ts';

type PlaceOf = (path: KeyPath) => Place;

/**
 * What sources and metrics name that is not there, formulas that cannot be read or go round in a circle, and keys that exclude each
 * other: every problem with the line of its key.
 */
export function referenceFindings(settings: Settings, placeOf: PlaceOf): Finding[] {
  const { sources, metrics } = settings;
  const known = { sources: Object.keys(sources), metrics: Object.keys(metrics) };
  const own = Object.entries(metrics).flatMap(([name, metric]) => {
    const at = (key: string, code: string, values: FindingValues = {}) =>
      finding('error', code, { metric: name, ...values }, placeOf(['metrics', name, key]));
    const references = [...sourceFindings(metric, known.sources, at), ...formulaFindings(metric, known.metrics, at)];
    return [...references, ...pipelineFindings(name, settings, at), ...gapFindings(metric, at)];
  });
  return [
    ...own,
    ...tableFindings(sources, placeOf),
    ...moneyFindings(settings, placeOf),
    ...circles(metrics, placeOf),
    ...mixtures(metrics, placeOf),
  ];
}

type Metric = Settings['metrics'][string];
type At = (key: string, code: string, values?: FindingValues) => Finding;

function sourceFindings({ source = [] }: Metric, known: readonly string[], at: At): Finding[] {
  return source
    .filter((name) => !known.includes(name))
    .map((name) => {
      const near = nearMatch(name, known);
      const values = { source: name, sources: known.join(', ') || '-' };
      return near === undefined
        ? at('source', 'sources.no-such-source', values)
        : at('source', 'sources.near-source', { ...values, near });
    });
}

/** What says by itself where amounts are, beside which a formula has no room. */
const BESIDE_FORMULA = ['amount', 'source', 'date', 'share', 'count', 'definition'] as const;

function formulaFindings(metric: Metric, known: readonly string[], at: At): Finding[] {
  const { formula, kind } = metric;
  if (formula === undefined) return [];
  const beside: string[] = BESIDE_FORMULA.filter((key) => metric[key] !== undefined);
  if (metric.where.length > 0) beside.push('where');
  const findings = beside.map((key) => at(key, 'sources.beside-formula', { key }));
  if (kind === 'ratio') findings.push(at('formula', 'sources.formula-of-ratio'));
  const parsed = parseFormula(formula);
  if (!isFormula(parsed)) return [...findings, at('formula', 'sources.bad-formula', { formula, at: parsed.at.trim() || '-' })];
  const unknown = parsed.filter((term) => !known.includes(term.metric));
  return [
    ...findings,
    ...unknown.map((term) => at('formula', 'sources.unknown-metric', { named: term.metric, metrics: known.join(', ') })),
  ];
}

/** A pipeline is another metric that adds up, and only of amounts that add up can a part be to go. */
function pipelineFindings(name: string, { metrics }: Settings, at: At): Finding[] {
  const metric = metrics[name] as Metric;
  return (['pipeline', 'weighted_pipeline'] as const).flatMap((key) => {
    const named = metric[key];
    if (named === undefined) return [];
    const own = metrics[named];
    if (metric.kind !== 'flow') return [at(key, 'sources.pipeline-of-kind', { key, kind: metric.kind })];
    if (key === 'weighted_pipeline' && metric.pipeline === undefined) return [at(key, 'sources.weighted-alone')];
    const isFlow = own?.kind === 'flow' && (own.count === undefined || own.count === 'rows');
    if (isFlow && named !== name) return [];
    return [at(key, 'sources.no-pipeline', { key, named, metrics: Object.keys(metrics).join(', ') })];
  });
}

function gapFindings({ gap_of: gapOf, kind, numerator, denominator }: Metric, at: At): Finding[] {
  const isCover = kind === 'ratio' && numerator !== undefined && denominator === undefined;
  return gapOf === undefined || isCover ? [] : [at('gap_of', 'sources.gap-of-what')];
}

/** A table is in files or at an address, and only there has it a query. */
function tableFindings(sources: Settings['sources'], placeOf: PlaceOf): Finding[] {
  return Object.entries(sources).flatMap(([source, { files, address, query }]) => {
    const at = (key: string, code: string) => finding('error', code, { source }, placeOf(['sources', source, key]));
    return [
      ...(files.length > 0 && address !== undefined ? [at('address', 'sources.files-and-address')] : []),
      ...(query !== undefined && address === undefined ? [at('query', 'sources.query-of-files')] : []),
    ];
  });
}

function formulasOf(metrics: Settings['metrics']): Map<string, Formula> {
  const formulas = new Map<string, Formula>();
  for (const [name, { formula }] of Object.entries(metrics)) {
    const parsed = formula === undefined ? undefined : parseFormula(formula);
    if (parsed !== undefined && isFormula(parsed)) formulas.set(name, parsed);
  }
  return formulas;
}

function circles(metrics: Settings['metrics'], placeOf: PlaceOf): Finding[] {
  const formulas = formulasOf(metrics);
  const told = new Set<string>();
  return [...formulas.keys()].flatMap((name) => {
    const expanded = expandFormula(name, (metric) => formulas.get(metric));
    if (!('circle' in expanded) || told.has(expanded.circle[0] as string)) return [];
    for (const metric of expanded.circle) told.add(metric);
    const place = placeOf(['metrics', expanded.circle[0] as string, 'formula']);
    return [finding('error', 'sources.circle', { circle: expanded.circle.join(' -> ') }, place)];
  });
}

/** Formulas that add money and what is none; a factor of what is none may be its price. */
function mixtures(metrics: Settings['metrics'], placeOf: PlaceOf): Finding[] {
  const formulas = formulasOf(metrics);
  return [...formulas.keys()].flatMap((name) => {
    const expanded = expandFormula(name, (metric) => formulas.get(metric));
    if ('circle' in expanded) return [];
    const terms = expanded.terms.filter(({ metric }) => metrics[metric] !== undefined);
    const money = terms.filter(({ metric }) => isMoney(metrics[metric] as Metric));
    const other = terms.filter((term) => !money.includes(term) && (term.factor === 1n || term.factor === -1n));
    if (money.length === 0 || other.length === 0) return [];
    const values = { metric: name, money: namesOf(money), other: namesOf(other) };
    return [finding('error', 'sources.units-of-formula', values, placeOf(['metrics', name, 'formula']))];
  });
}

const namesOf = (terms: Formula) => terms.map(({ metric }) => metric).join(', ');

function isMoney({ money, count, days_since }: Metric): boolean {
  return money && count === undefined && days_since === undefined;
}

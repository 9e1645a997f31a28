import type { Method } from '../core/allocation/methods/method.ts';
import { METHOD_AXES } from '../core/allocation/methods/method.ts';
import { parsePeriod } from '../core/calendar/parse-period.ts';
import { isFiner } from '../core/calendar/period.ts';
import { type Finding, finding, refuseErrors } from '../core/finding.ts';
import type { MetricKind } from '../core/metrics/metric.ts';
import type { DecomposeOptions } from './decompose-options.ts';
import { type FlagName, longForm, PLANNING } from './flags.ts';
import { AMOUNTS } from './metric-options.ts';

const OF_EVERY_KIND: readonly FlagName[] = [
  ...(['total', 'metric', 'period', 'by', 'history', 'basis', 'method', 'org', 'exclude', 'unit', 'onBlankUnit'] as const),
  ...([
    'asOf',
    'fiscalStart',
    'fiscalName',
    'map',
    'where',
    'encoding',
    'delimiter',
    'maxErrors',
    'maxGroups',
    'kind',
    'noLocks',
  ] as const),
  ...(['events', 'noEvents', 'headerRow', 'headerRows', 'fillDown', 'table', 'sheet', 'range', 'dateFormat'] as const),
  ...(['keepTotals', 'source', 'preset'] as const),
];

const OF_RATES: readonly FlagName[] = ['closing', 'denominator', 'atMostOne', 'market', 'marketGrowth'];

/** Flags that a kind of metric has no use for, or only it has: never ignored. */
const TAKES: Readonly<Record<MetricKind, (flag: FlagName) => boolean>> = {
  flow: (flag) => !OF_RATES.includes(flag),
  distinct: (flag) => !OF_RATES.includes(flag),
  score: (flag) => !OF_RATES.includes(flag),
  ratio: (flag) => OF_EVERY_KIND.includes(flag) || (flag !== 'closing' && OF_RATES.includes(flag)),
  stock: (flag) =>
    [...OF_EVERY_KIND, 'closing', 'rejects', 'showIn', 'shape', 'weight', 'populatedOnly', 'roundTo'].includes(flag) ||
    ['onZeroBasis', 'onNegative', 'like', 'calendar'].includes(flag),
};

/** Flags that not every kind takes may be among these. */
const MAY_BE_GIVEN: readonly FlagName[] = [...PLANNING, 'rejects', 'showIn', 'market'];

const METHODS: Readonly<Record<MetricKind, Readonly<Record<'time' | 'org', (method: Method) => boolean>>>> = {
  flow: { time: isOfAmounts, org: isOfAmounts },
  distinct: { time: isRepeat, org: isRepeat },
  score: { time: isRepeat, org: isRepeat },
  ratio: { time: isOfRatios, org: isOfRatios },
  stock: {
    time: (method) => isOfAmounts(method) && !['compound', 'pattern'].includes(method.name),
    org: (method) => isOfAmounts(method) && !isRepeat(method),
  },
};

function isRepeat({ name }: Method): boolean {
  return name === 'repeat';
}

function isOfAmounts({ name, points }: Method): boolean {
  return name !== 'uplift' && points === undefined;
}

function isOfRatios({ name }: Method): boolean {
  return ['proportional', 'uplift', 'growth', 'repeat'].includes(name);
}

/** Refuses, all at once, flags, methods, bases and grains that the kind of the metric cannot have. */
export function refuseForKind(options: DecomposeOptions): void {
  const { definition, isGiven, ratio, axes } = options;
  const { kind, name: metric } = definition;
  const findings: Finding[] = MAY_BE_GIVEN.filter(isGiven).flatMap((flag) =>
    TAKES[kind](flag) ? [] : [finding('error', 'metric.flag-not-of-kind', { flag: longForm(flag), metric, kind })],
  );
  if (ratio && kind !== 'ratio') {
    const isNumber = ratio.kind === 'bare' || (ratio.kind === 'ratio' && !/%|pct/i.test(ratio.text));
    const values = { flag: '--total', value: ratio.text };
    findings.push(
      isNumber
        ? finding('error', 'cli.bad-value', { ...values, expected: AMOUNTS })
        : finding('error', 'metric.total-of-ratio', { ...values, metric, kind }),
    );
  }
  findings.push(...methodFindings(options));
  if (kind === 'ratio') findings.push(...basisFindings(options));
  const fine = (kind === 'ratio' || kind === 'stock') && axes.grains?.find((grain) => isFiner(grain, 'month'));
  if (fine) findings.push(finding('error', 'metric.grain-of-kind', { grain: fine, metric, kind }));
  refuseErrors(findings);
}

function methodFindings({ definition, method }: DecomposeOptions): Finding[] {
  const { kind, name: metric } = definition;
  const wrong = METHOD_AXES.filter((axis) => !METHODS[kind][axis](method[axis]));
  if (wrong.length === 0) return [];
  if (kind === 'distinct' || kind === 'score') return [finding('error', `metric.only-repeat-${kind}`, { metric })];
  const texts = new Set(wrong.map((axis) => method[axis].text));
  return [...texts].map((text) => finding('error', 'metric.method-not-of-kind', { method: text, metric, kind }));
}

/** A ratio reads both of its parts from the same months of history. */
function basisFindings({ basis, definition: { name: metric }, fiscal }: DecomposeOptions): Finding[] {
  const names = [...new Set([basis.time.name, basis.org.name])];
  const isHistory = (name: string) => name === 'last-year' || name === 'trailing-12' || parsePeriod(name, fiscal) !== undefined;
  if (names.length === 1 && names.every(isHistory)) return [];
  return [finding('error', 'metric.basis-of-ratio', { basis: names.join(', '), metric })];
}

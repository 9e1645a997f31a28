import { divideRounded, formatAmount, formatExact, formatRatio } from '../core/amount.ts';
import type { Period } from '../core/calendar/period.ts';
import { countOf, type Funnel, NEEDED_SCALE, type Stage, WON } from '../core/funnel/funnel.ts';
import { monthsOf } from '../core/funnel/work-periods.ts';
import type { UnitTree } from '../core/organisation/unit-tree.ts';
import { nodeAt } from '../core/tree.ts';
import type { Words } from '../locale/index.ts';
import type { Column, Sheet, SheetRow } from '../render/sheet.ts';

export interface FunnelHeading {
  readonly target: string;
  readonly metric: string;
  readonly levels: readonly string[];
  readonly units: UnitTree;
  /** Unit nodes that have rows. */
  readonly nodes: readonly number[];
  readonly stages: readonly Stage[];
  /** The periods in which work falls due; of one alone, everything is in it, whenever it falls due. */
  readonly periods: readonly Period[];
  /** Revenue of a unit node that closes in a period; undefined where the plan is not as fine as that. */
  readonly revenue: (unitNode: number, period: number) => bigint | undefined;
  /** Revenue of a unit node in all. */
  readonly whole: (unitNode: number) => bigint;
  readonly scale: number;
  readonly decimals: number;
}

interface Labels {
  readonly words: Words;
  readonly forPeople: boolean;
}

const SHOWN_NEEDED = 2;

/** A row a period and unit, a column a stage: the whole numbers that are enough. */
export function wideFunnelSheet(funnel: Funnel, heading: FunnelHeading, { words, forPeople }: Labels): Sheet {
  const stages = [WON, ...heading.stages.map(({ name }) => name)];
  const columns: Column[] = [
    ...places(heading, words),
    { name: 'amount', label: words.phrase('column.amount'), kind: 'amount' },
    ...stages.map((name): Column => ({ name, label: stageLabel(name, words), kind: 'count' })),
  ];
  const rows = eachRow(heading, ({ node, period }) => [
    ...placeCells(heading, { node, period }, { words, forPeople }),
    amountText(heading.revenue(node, period), heading),
    ...stages.map((_, stage) => countOf(neededAt(funnel, heading, { node, period, stage })).toString()),
  ]);
  return { name: 'funnel', title: titleOf(heading, words), columns, rows, totals: undefined };
}

/** A row a period, unit and stage, with what the number comes from. */
export function tidyFunnelSheet(funnel: Funnel, heading: FunnelHeading, labels: Labels): Sheet {
  const { words } = labels;
  const labelled = (name: string, kind: Column['kind']): Column => ({ name, label: words.phrase(`column.${name}`), kind });
  const columns: Column[] = [
    ...places(heading, words),
    labelled('stage', 'text'),
    labelled('serves', 'text'),
    labelled('rate', 'share'),
    labelled('effort', 'ratio'),
    labelled('order_value', 'amount'),
    labelled('lead_days', 'count'),
    labelled('lead_months', 'ratio'),
    labelled('needed', 'ratio'),
    labelled('count', 'count'),
  ];
  const rows = eachRow(heading, (place) => placeCells(heading, place, labels)).flatMap((row, index): SheetRow[] => {
    const place = placesOf(heading)[index] as Place;
    return [WON, ...heading.stages].map((_, stage) => ({
      ...row,
      cells: [
        ...row.cells,
        ...stageCells(funnel, heading, { ...place, stage }),
        ...numberCells(funnel, heading, { ...place, stage }),
      ],
    }));
  });
  return {
    name: 'funnel',
    title: titleOf(heading, words),
    columns,
    rows,
    totals: undefined,
  };
}

interface Place {
  readonly node: number;
  readonly period: number;
}

interface StagePlace extends Place {
  readonly stage: number;
}

function placesOf({ periods, nodes }: FunnelHeading): Place[] {
  return periods.flatMap((_, period) => nodes.map((node) => ({ node, period })));
}

function eachRow(heading: FunnelHeading, cellsOf: (place: Place) => string[]): SheetRow[] {
  const isTotal = (node: number) => nodeAt(heading.units, node).depth === 0 && heading.nodes.length > 1;
  return placesOf(heading).map((place) => ({
    cells: cellsOf(place),
    ...(isTotal(place.node) && { emphasis: 'total' as const }),
  }));
}

function places({ levels }: FunnelHeading, words: Words): Column[] {
  return [
    { name: 'period', label: words.phrase('column.period'), kind: 'text' },
    ...levels.map((name): Column => ({ name, kind: 'text' })),
  ];
}

function placeCells({ units, periods, levels }: FunnelHeading, { node, period }: Place, { words, forPeople }: Labels): string[] {
  const { path } = nodeAt(units, node).value;
  const first = forPeople && path.length === 0 ? words.phrase('label.total') : '';
  return [periods[period]?.label ?? '', ...levels.map((_, depth) => path[depth] ?? (depth === 0 ? first : ''))];
}

/** Of one period everything is in it, also the work that falls due before it. */
function neededAt(funnel: Funnel, { periods }: FunnelHeading, { node, period, stage }: StagePlace): bigint {
  return periods.length === 1 ? funnel.needed(node, stage) : funnel.neededIn(node, stage, periods[period] as Period);
}

/** What the stage is by, over the node as a whole: units below may have different numbers. */
function stageCells(funnel: Funnel, heading: FunnelHeading, { node, stage }: StagePlace): string[] {
  const needed = funnel.needed(node, stage);
  const leads = funnel.leadOf(node, stage);
  const days = [String(leads), monthsOf(leads)];
  if (stage === 0) {
    const value = needed === 0n ? '' : formatAmount(orderValue(heading.whole(node), needed, heading), heading.decimals);
    return [WON, '', '', '', value, ...days];
  }
  const { name, of, isEffort } = heading.stages[stage - 1] as Stage;
  const served = funnel.needed(node, of === WON ? 0 : heading.stages.findIndex((other) => other.name === of) + 1);
  const [rate, effort] = isEffort ? ['', formatRatio(needed, served, 4)] : [formatRatio(served, needed, 4), ''];
  return [name, of, rate, effort, '', ...days];
}

function orderValue(revenue: bigint, deals: bigint, { scale, decimals }: FunnelHeading): bigint {
  return divideRounded(revenue * 10n ** BigInt(NEEDED_SCALE + decimals), deals * 10n ** BigInt(scale));
}

function numberCells(funnel: Funnel, heading: FunnelHeading, place: StagePlace): string[] {
  const needed = neededAt(funnel, heading, place);
  const shown = divideRounded(needed, 10n ** BigInt(NEEDED_SCALE - SHOWN_NEEDED));
  return [formatAmount(shown, SHOWN_NEEDED), countOf(needed).toString()];
}

function stageLabel(name: string, words: Words): string {
  const label = words.phrase(`funnel.stage.${name}`);
  return label === `funnel.stage.${name}` ? name : label;
}

function amountText(amount: bigint | undefined, { scale, decimals }: FunnelHeading): string {
  return amount === undefined ? '' : formatExact(amount, scale, decimals);
}

function titleOf({ target, metric, periods }: FunnelHeading, words: Words): string {
  const label = periods.length === 1 ? periods[0]!.label : `${periods[0]?.label ?? ''}..${periods.at(-1)?.label ?? ''}`;
  return words.phrase(target === '' ? 'title.funnel-total' : 'title.funnel', { target, metric, period: label });
}

import { breakFindings, breakLines } from '../../core/analysis/breaks.ts';
import { concentration } from '../../core/analysis/concentration.ts';
import { growthLines, MONTH_GRAINS, type MonthGrain } from '../../core/analysis/growth.ts';
import { type LevelConcentration, levelConcentrations } from '../../core/analysis/level-concentration.ts';
import { cutMonths, type MonthTable, monthTable } from '../../core/analysis/month-table.ts';
import { seasonLines, strengthFindings } from '../../core/analysis/season.ts';
import { type Finding, finding, refuse } from '../../core/finding.ts';
import { describeHistory, type History } from '../../core/history.ts';
import { pathFindings } from '../../core/organisation/name-findings.ts';
import type { LongSheet } from '../../render/sheet.ts';
import type { AnalysisHeading } from '../../report/analysis/analysis-heading.ts';
import { breaksSheet } from '../../report/analysis/breaks-sheet.ts';
import { concentrationSheet } from '../../report/analysis/concentration-sheet.ts';
import { growthSheet } from '../../report/analysis/growth-sheet.ts';
import { seasonSheet } from '../../report/analysis/season-sheet.ts';
import { historySheet } from '../../report/history-sheet.ts';
import { type Context, report } from '../context.ts';
import type { Facts } from '../facts-request.ts';
import { emitAll } from '../output.ts';
import { sayRows } from '../read-facts.ts';
import { attributedFacts } from '../structure.ts';
import { type Analysis, analysisHeading } from './analysis.ts';
import { IN_ONE_TABLE, type Section } from './sections.ts';

/** Shows the sections that are made of sums by unit and month, which are read once. */
export async function showSections(asked: Analysis, context: Context): Promise<void> {
  const { options, files, reading, levels, all, metric, events, output } = asked;
  const isOfCustomers = options.sections.includes('concentration') && reading.map['customer'] !== undefined;
  const request = {
    files,
    reading,
    levels,
    all,
    grain: 'month',
    metric,
    ...(isOfCustomers && { profiles: 'amounts' as const }),
  } as const;
  const facts = await attributedFacts(request, events, context);
  sayRows(facts.totals.account, context);
  const parts = partsOf(facts, asked, context);
  const findings = [
    ...describeHistory(facts.totals).findings,
    ...parts.flatMap((part) => part.findings),
    ...pathFindings(levels, facts.totals.units),
  ];
  await report(context, findings);
  await emitAll(
    parts.map(({ sheet }) => sheet),
    { output, context, findings },
  );
}

interface Part {
  readonly sheet: LongSheet;
  readonly findings: readonly Finding[];
}

interface Site {
  readonly facts: Facts;
  readonly asked: Analysis;
  readonly heading: AnalysisHeading;
  readonly context: Context;
  /** Made when it is first needed. */
  readonly table: () => MonthTable;
}

function partsOf(facts: Facts, asked: Analysis, context: Context): Part[] {
  const heading = analysisHeading(asked, facts.totals.scale, facts.settled ?? false);
  let made: MonthTable | undefined;
  const table = () => (made ??= monthTable(facts.totals));
  const site = { facts, asked, heading, context, table };
  const shown = new Set<Part>();
  const { sections } = asked.options;
  if (sections.some((section) => IN_ONE_TABLE.includes(section))) shown.add(overview(site));
  for (const section of sections) {
    const make = PARTS[section];
    const part = make?.(site);
    if (part) shown.add(part);
  }
  return [...shown];
}

const PARTS: Readonly<Partial<Record<Section, (site: Site) => Part | undefined>>> = {
  season: ({ table, heading, context }) => {
    const lines = seasonLines(table());
    return { sheet: seasonSheet(lines, heading, context.words), findings: strengthFindings(lines) };
  },
  growth: ({ table, asked, heading, facts, context }) => {
    const grains = growthGrains(asked);
    const fiscal = asked.options.isFiscal ? asked.options.fiscal : undefined;
    const sheet = growthSheet(growthLines(table(), { grains, fiscal }), heading, context.words);
    return { sheet, findings: cutMonths(facts.totals) };
  },
  breaks: ({ table, heading, context }) => {
    const lines = breakLines(table());
    return { sheet: breaksSheet(lines, heading, context.words), findings: breakFindings(table(), lines) };
  },
  concentration: ({ facts, heading, asked, context }) => {
    const lines = concentrations(facts, asked);
    // Asked for by its name it is refused, beside other sections there is nothing of it to show.
    if (lines.length === 0 && asked.options.sections.length > 1) return undefined;
    return { sheet: concentrationSheet(lines, heading, context.words), findings: concentrationFindings(lines, facts) };
  },
};

const SECTION_OF: Readonly<Record<string, Section>> = { year: 'years', unit: 'units' };

/** Years and units stand in one table, as without sections. */
function overview({ facts: { totals }, heading, asked, context }: Site): Part {
  const { sections } = asked.options;
  const described = describeHistory(totals);
  const isAsked = (section: string) => sections.includes(SECTION_OF[section] as Section);
  const lines: History['lines'] = {
    *[Symbol.iterator]() {
      for (const line of described.lines) if (isAsked(line.section)) yield line;
    },
  };
  return { sheet: historySheet({ ...described, lines }, heading, context.words), findings: [] };
}

function growthGrains({ grains }: Analysis): readonly MonthGrain[] {
  if (grains === undefined) return ['quarter', 'month'];
  const finer = grains.find((grain) => !MONTH_GRAINS.some((known) => known === grain));
  if (finer !== undefined) throw refuse('analysis.growth-grain', { grain: finer });
  return MONTH_GRAINS.filter((grain) => grains.includes(grain));
}

function concentrations({ totals, profiles }: Facts, { reading }: Analysis): LevelConcentration[] {
  const customers = profiles && rescaled(profiles.amounts, profiles.scale, totals.scale);
  const name = reading.map['customer'] ?? '';
  return [...levelConcentrations(totals), ...(customers ? [{ level: name, ...concentration(customers) }] : [])];
}

/** Amounts at a coarser scale, which all of them fit. */
function* rescaled(amounts: BigInt64Array, from: number, to: number): Iterable<bigint> {
  const factor = 10n ** BigInt(Math.max(0, from - to));
  for (const amount of amounts) yield amount / factor;
}

function concentrationFindings(lines: readonly LevelConcentration[], { profiles }: Facts): Finding[] {
  if (lines.length === 0) throw refuse('analysis.no-units');
  const nameless = profiles?.nameless ?? 0;
  return [
    ...lines.flatMap(({ level, belowZero }) =>
      belowZero > 0 ? [finding('note', 'analysis.below-zero', { level, count: belowZero })] : [],
    ),
    ...(nameless > 0 ? [finding('warning', 'analysis.no-customer', { rows: nameless })] : []),
  ];
}

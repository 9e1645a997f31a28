import { type Finding, finding } from '../finding.ts';
import { type Stage, WON } from './funnel.ts';
import type { StatedEffort, StatedTerm } from './stated-terms.ts';

/** A stage as the settings have it: numbers and names of metrics as they are written. */
export interface StageSettings {
  readonly name: string;
  readonly of?: string | undefined;
  readonly rate?: string | undefined;
  readonly effort?: string | undefined;
  readonly days?: string | undefined;
}

/** What a person stated on the command line. */
export interface StatedStages {
  readonly rates: readonly StatedTerm[];
  readonly efforts: readonly StatedEffort[];
  readonly cycles: readonly StatedTerm[];
}

/** A stage with all that was said of its numbers. */
export interface ListedStage extends Stage {
  readonly stated: readonly StatedTerm[];
  /** As the settings have it: a number, or a metric's name. */
  readonly usual: string | undefined;
  readonly statedDays: readonly StatedTerm[];
  readonly usualDays: string | undefined;
}

/** Names of stages where only numbers were given, from the deals outwards. */
const USUAL_NAMES = ['opportunity', 'lead', 'visit', 'call'];

/**
 * The stages from the deals outwards: those of the settings, then those that only flags name, in their order. A conversion leads to the
 * conversion before it, work serves the outermost conversion, unless they say another. Days without a name are those of the first
 * stage. Findings are errors.
 */
export function stageList(settings: readonly StageSettings[], { rates, efforts, cycles }: StatedStages) {
  const list: ListedStage[] = [];
  const findings: Finding[] = [];
  for (const stage of settings) list.push(fromSettings(stage, list));
  rates.forEach((rate, index) => {
    add(list, { name: rate.stage ?? USUAL_NAMES[index] ?? `stage-${index + 1}`, term: rate, isEffort: false });
  });
  for (const effort of efforts) add(list, { name: effort.stage as string, term: effort, isEffort: true, of: effort.of });
  for (const cycle of cycles) {
    const at = cycle.stage === undefined ? 0 : list.findIndex(({ name }) => name === cycle.stage);
    const stage = list[at];
    if (stage) list[at] = { ...stage, statedDays: [...stage.statedDays, cycle] };
    else findings.push(unknown(cycle.stage ?? '', list));
  }
  list.forEach(({ of }, index) => {
    const before = list.slice(0, index);
    if (of !== WON && !before.some(({ name }) => name === of)) findings.push(unknown(of, before));
  });
  return { stages: list, findings };
}

function fromSettings({ name, of, rate, effort, days }: StageSettings, before: readonly ListedStage[]): ListedStage {
  return {
    ...{ name, of: of ?? outermost(before), isEffort: rate === undefined && effort !== undefined },
    ...{ stated: [], usual: rate ?? effort, statedDays: [], usualDays: days },
  };
}

interface Addition {
  readonly name: string;
  readonly term: StatedTerm;
  readonly isEffort: boolean;
  readonly of?: string | undefined;
}

function add(list: ListedStage[], { name, term, isEffort, of }: Addition): void {
  const at = list.findIndex((stage) => stage.name === name);
  const known = list[at];
  if (known) list[at] = { ...known, isEffort, of: of ?? known.of, stated: [...known.stated, term] };
  else
    list.push({
      name,
      of: of ?? outermost(list),
      isEffort,
      stated: [term],
      usual: undefined,
      statedDays: [],
      usualDays: undefined,
    });
}

function outermost(list: readonly ListedStage[]): string {
  return list.findLast(({ isEffort }) => !isEffort)?.name ?? WON;
}

function unknown(stage: string, list: readonly ListedStage[]): Finding {
  return finding('error', 'funnel.no-stage', { named: stage, stages: [WON, ...list.map(({ name }) => name)].join(', ') });
}

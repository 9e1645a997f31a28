import type { Decimal } from '../../core/amount.ts';
import { parsePath } from '../../core/organisation/unit-tree.ts';
import { type GivenLevel, type LevelForm, readLevel } from '../../core/targets/given-level.ts';
import type { PlanFolder } from '../../plan-folder/read-plan-folder.ts';
import type { TargetRow } from '../../plan-folder/targets-csv.ts';
import type { OptionReader } from '../option-reader.ts';
import { readPeriod } from '../period-options.ts';
import { settingsMetric } from '../plan-metric.ts';
import { readSmartOptions, type SmartOptions } from './smart-options.ts';

const LEVELS = ['value', 'floor', 'stretch'] as const;
type LevelName = (typeof LEVELS)[number];

/** A target as it was said: what is a change of the baseline is no level yet. */
export interface SaidTarget {
  readonly row: TargetRow;
  readonly given: Readonly<Partial<Record<LevelName, GivenLevel>>>;
  /** How each was written. */
  readonly texts: Readonly<Partial<Record<LevelName, string>>>;
  readonly form: LevelForm;
  readonly options: SmartOptions;
  readonly levels: readonly string[];
}

interface TargetSource {
  readonly folder: PlanFolder | undefined;
  readonly id: string | undefined;
}

/** Reads the flags of one target. */
export function readSaidTarget(reader: OptionReader, { folder, id }: TargetSource): SaidTarget {
  const options = readSmartOptions(reader, folder);
  const period = readPeriod(reader, options.fiscal);
  const metric = reader.text('metric') ?? 'revenue';
  const form = levelForm(metric, folder);
  const level = (name: LevelName | 'baseline', parse: LevelForm) =>
    reader.value(name, (text) => readLevel(text, parse), valueForms(metric, folder));
  const parse = folder ? form : { ...form, isRate: true };
  const given = Object.fromEntries(LEVELS.flatMap((name) => [[name, level(name, parse)]]).filter(([, value]) => value));
  const baseline = level('baseline', parse);
  if (baseline?.kind === 'change') reader.fail('baseline', 'smart.baseline-is-level', { value: reader.text('baseline') ?? '' });
  reader.need('period', period !== undefined);
  reader.need('value', 'value' in given);
  const row: TargetRow = {
    target: id ?? reader.text('target') ?? `${metric}-${period?.label ?? ''}`,
    title: reader.text('title') ?? '',
    metric,
    period: period?.label ?? '',
    path: parsePath(reader.text('unit') ?? ''),
    ...{ value: undefined, floor: undefined, stretch: undefined, baseline: levelOf(baseline) },
    ...{ owner: reader.text('owner') ?? '', supports: reader.text('supports') ?? '', reason: reader.text('reason') ?? '' },
    ...{ effective_from: undefined, approved_by: '', status: 'draft', line: 0 },
  };
  const texts = Object.fromEntries(LEVELS.flatMap((name) => [[name, reader.text(name)]]));
  return { row, given, texts, form, options, levels: levelsOf(folder, options) };
}

/** Those of targets.csv, which may be fewer than the settings have. */
function levelsOf(folder: PlanFolder | undefined, { levels }: SmartOptions): readonly string[] {
  return folder && folder.targets.levels.length > 0 ? folder.targets.levels : levels;
}

function levelOf(given: GivenLevel | undefined): Decimal | undefined {
  return given?.kind === 'level' ? given.value : undefined;
}

/** Whether a metric's targets are rates or scores instead of amounts; without a folder all but revenue may be. */
function levelForm(metric: string, folder: PlanFolder | undefined): LevelForm {
  const { kind } = settingsMetric(metric, folder);
  const isRate = folder ? kind === 'ratio' || kind === 'score' : metric !== 'revenue';
  return { isRate, decimals: folder?.settings.currency.decimals ?? 2 };
}

function valueForms(metric: string, folder: PlanFolder | undefined): string {
  const [amounts, rates] = ['5000000, 500万, +8%', '0.365, 36.5%, +5pp, +5%'];
  if (folder === undefined) return `${amounts}, ${rates}`;
  return levelForm(metric, folder).isRate ? rates : amounts;
}

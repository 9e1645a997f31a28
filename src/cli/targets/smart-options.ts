import { parseBand, USUAL_BAND } from '../../core/capacity/band.ts';
import type { PlanFolder } from '../../plan-folder/read-plan-folder.ts';
import { readAxes } from '../axis-options.ts';
import type { OptionReader } from '../option-reader.ts';
import { readFiscal } from '../period-options.ts';
import { readReading } from '../reading-options.ts';
import { rosterRules } from '../roster-options.ts';
import { bookOf } from '../sources/source-book.ts';
import { readStructure } from '../structure.ts';

/** What targets are judged by: history, roster, capacity and goals. */
export type SmartOptions = ReturnType<typeof readSmartOptions>;

export function readSmartOptions(reader: OptionReader, folder: PlanFolder | undefined) {
  return {
    ...readStructure(reader),
    ...rosterRules(reader),
    history: reader.list('history'),
    reading: readReading(reader, bookOf(folder)),
    fiscal: readFiscal(reader),
    levels: levelsOf(reader, folder),
    org: reader.text('org'),
    capacity: reader.text('capacity'),
    goals: reader.text('goals'),
    band: reader.value('band', parseBand, '0.9..1.15') ?? USUAL_BAND,
    decimals: folder?.settings.currency.decimals ?? 2,
  };
}

/** The levels of targets.csv, deeper where the settings know more of the same. */
function levelsOf(reader: OptionReader, folder: PlanFolder | undefined): readonly string[] {
  const [own, all] = [folder?.targets.levels ?? [], folder?.settings.levels ?? readAxes(reader).levels ?? []];
  return own.every((level, depth) => all[depth] === level) ? all : own;
}

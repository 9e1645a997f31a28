import { relative, resolve } from 'node:path';
import { CHINA } from '../core/calendar/law-holidays.ts';
import { parseGrain } from '../core/calendar/parse-period.ts';
import type { PlanFolder } from '../plan-folder/read-plan-folder.ts';
import { renameFile } from './addresses.ts';
import type { Defaults } from './option-reader.ts';

/** The folder's settings as the flags that would say the same; file names relative to where the program was started. */
export function folderDefaults({ dir, settings }: PlanFolder, cwd: string): Defaults {
  const here = (name: string) => renameFile(name, (file) => fromHere(cwd, resolve(dir, file)));
  const files = (names: readonly string[]) => (names.length > 0 ? names.map(here) : undefined);
  const levels = settings.levels.map((level) => (parseGrain(level) ? `col:${level}` : level));
  return {
    history: files(settings.history),
    actual: files(settings.actual),
    map: Object.entries(settings.columns).map(([key, column]) => `${key}=${column}`),
    where: settings.where,
    by: [settings.grains.join(','), levels.join(',')].filter((axis) => axis !== ''),
    metric: settings.metric,
    basis: settings.basis.length > 0 ? settings.basis.map((text) => renameBasisFile(text, here)) : undefined,
    method: settings.method.length > 0 ? settings.method : undefined,
    shape: settings.shape,
    roundTo: settings.round_to,
    fiscalStart: String(settings.fiscal.start),
    fiscalName: settings.fiscal.name,
    prorate: settings.prorate,
    rampClock: settings.ramp_clock,
    days: settings.days,
    calendar: settings.calendar === undefined || settings.calendar === CHINA ? settings.calendar : here(settings.calendar),
    align: settings.align,
    movingEvents: settings.moving_events === undefined ? undefined : here(settings.moving_events),
    onNegative: settings.on_negative,
    onZeroBasis: settings.on_zero_basis,
    showIn: settings.show_in,
    buffer: settings.buffer.length > 0 ? settings.buffer : undefined,
    band: settings.band,
    capacity: settings.capacity === undefined ? undefined : here(settings.capacity),
    goals: settings.goals === undefined ? undefined : here(settings.goals),
    market: settings.market === undefined ? undefined : here(settings.market),
    stance: stances(settings.stance),
    competitors: settings.competitors === undefined ? undefined : here(settings.competitors),
  };
}

function stances(stance: PlanFolder['settings']['stance']): readonly string[] | undefined {
  if (stance === undefined || typeof stance === 'string') return stance && [stance];
  return Object.entries(stance).map(([unit, one]) => `${unit}=${one}`);
}

/** The same basis with another name for its file, where it is one: `org=file:weights.csv`, `plan:other.csv`. */
export function renameBasisFile(text: string, rename: (file: string) => string): string {
  return text.replace(FILE_BASIS, (_, kind: string, file: string) => kind + rename(file));
}

// A pattern of its own: every command reads the settings, and few need the bases.
const FILE_BASIS = /^((?:(?:time|org)=)?(?:file|plan|market):)(.+)$/s;

/** As short as it can be said, for messages. */
export function fromHere(cwd: string, path: string): string {
  const short = relative(cwd, path);
  return short.startsWith('..') ? path : short;
}

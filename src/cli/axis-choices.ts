import {
  type Axis,
  BASIS_NAMES,
  type BasisSource,
  type FileBasis,
  FORECAST_BASIS,
  LATER_BASES,
  parseBasis,
  parseFileBasis,
} from '../core/allocation/basis/basis-source.ts';
import { METHOD_AXES, METHOD_NAMES, type Method, parseMethod } from '../core/allocation/methods/method.ts';
import { methodProblems } from '../core/allocation/methods/method-problems.ts';
import type { FiscalYear } from '../core/calendar/period.ts';
import type { OptionReader } from './option-reader.ts';

/** A basis that is a file, still to be read. */
export interface FileBasisChoice {
  /** As it was written: `file:weights.csv`. */
  readonly name: string;
  readonly axes: readonly Axis[];
  readonly kind: FileBasis;
  readonly path: string;
}

/** The forecast of what is planned, still to be made. */
interface ForecastChoice {
  readonly name: string;
  readonly axes: readonly Axis[];
  readonly kind: 'forecast';
}

export type BasisChoice = BasisSource | FileBasisChoice | ForecastChoice;

/** What each axis goes by. */
export interface AxisChoices {
  readonly basis: Readonly<Record<Axis, BasisChoice>>;
  readonly method: Readonly<Record<Axis, Method>>;
}

/** `--basis` and `--method`, for one axis with `time=` or `org=`, else for every axis that they can serve; later ones win. */
export function readAxisChoices(reader: OptionReader, form: { fiscal: FiscalYear; decimals: number }): AxisChoices {
  const basis = perAxis<BasisChoice>(reader, 'basis', {
    parse: (text) => parseBasis(text, form.fiscal) ?? forecastChoice(text) ?? fileChoice(text),
    usual: parseBasis('last-year', form.fiscal) as BasisSource,
    names: [...BASIS_NAMES, FORECAST_BASIS, 'file:weights.csv', 'plan:other.csv'],
  });
  const method = perAxis(reader, 'method', {
    parse: (text) => parseMethod(text, form.decimals),
    usual: parseMethod('proportional', form.decimals) as Method,
    names: METHOD_NAMES,
  });
  // A basis of the folder gives way to a method that a person names.
  const counts = reader.given('basis') || !reader.given('method');
  const basisGiven = { time: counts && basis.isNamed.time, org: counts && basis.isNamed.org };
  reader.problems.push(...methodProblems({ ...method.chosen, basisGiven, totalGiven: true }));
  return { basis: basis.chosen, method: method.chosen };
}

function forecastChoice(text: string): ForecastChoice | undefined {
  return text === FORECAST_BASIS ? { name: text, axes: METHOD_AXES, kind: 'forecast' } : undefined;
}

function fileChoice(text: string): FileBasisChoice | undefined {
  const parsed = parseFileBasis(text);
  return parsed && { name: text, axes: METHOD_AXES, kind: parsed.kind, path: parsed.file };
}

interface Kind<T> {
  readonly parse: (text: string) => T | undefined;
  /** What holds when nothing is said. */
  readonly usual: T;
  readonly names: readonly string[];
}

interface PerAxis<T> {
  readonly chosen: Readonly<Record<Axis, T>>;
  readonly isNamed: Readonly<Record<Axis, boolean>>;
}

function perAxis<T extends { readonly axes: readonly Axis[] }>(
  reader: OptionReader,
  flag: 'basis' | 'method',
  { parse, usual, names }: Kind<T>,
): PerAxis<T> {
  const chosen: Record<Axis, T> = { time: usual, org: usual };
  const isNamed: Record<Axis, boolean> = { time: false, org: false };
  for (const text of reader.list(flag)) {
    const [, only, own = text] = /^(time|org)=(.+)$/s.exec(text) ?? [];
    const value = parse(own);
    if (!value) reader.fail(flag, codeFor(own), { value: text, expected: names.join(', ') });
    else if (flag === 'basis' && only && !value.axes.includes(only as Axis))
      reader.fail(flag, 'cli.basis-without-axis', { value: own, axis: only });
    else
      for (const axis of only ? [only as Axis] : value.axes) {
        chosen[axis] = value;
        isNamed[axis] = true;
      }
  }
  return { chosen, isNamed };
}

function codeFor(name: string): string {
  return LATER_BASES.includes(name) ? 'cli.later-basis' : 'cli.bad-value';
}

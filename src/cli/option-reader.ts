import { type Finding, finding } from '../core/finding.ts';
import type { RawOptions } from './command.ts';
import { bareName, FLAGS, type Flag, type FlagName, longForm } from './flags.ts';

/** Values for flags that were not given, from the plan folder: texts or lists of texts, as flags would give them. */
export type Defaults = Readonly<Partial<Record<FlagName, string | readonly string[] | undefined>>>;

/** Flags and their values, by their long names without dashes. */
export type EffectiveFlags = Readonly<Record<string, string | readonly string[]>>;

/** What a switch that is on has for a value where all flags are texts. */
const ON = 'yes';

/** A parser of one flag's text; undefined when the text is wrong. */
export type Parse<T> = (text: string) => T | undefined;

export interface OptionSources {
  readonly raw: RawOptions;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly defaults: Defaults;
  /** The plan folder, as it is named from where the program was started. */
  readonly dir?: string | undefined;
}

/**
 * Reads flags by precedence: flag, then SALESPLAN_* in the environment, then the folder's settings. Collects every problem, so
 * that a person sees all of them at once.
 */
export class OptionReader {
  readonly problems: Finding[] = [];
  /** Values that are needed and given nowhere, kept apart: the folder may still supply them, or a question. */
  readonly missing: FlagName[] = [];

  constructor(private readonly sources: OptionSources) {}

  /** The plan folder that the run is in. */
  get dir(): string | undefined {
    return this.sources.dir;
  }

  /** The text of a flag; a list's last value. */
  text(name: FlagName): string | undefined {
    return this.list(name).at(-1);
  }

  /** All values of a flag; none when its negation was given (`--no-locks`), whatever the environment and the folder say. */
  list(name: FlagName): readonly string[] {
    const { raw, env, defaults } = this.sources;
    if (raw[name] === false) return [];
    const values = raw[name] ?? env[`SALESPLAN_${snakeCase(name)}`] ?? defaults[name] ?? [];
    return (Array.isArray(values) ? values : [values]).map(String);
  }

  /** The flag's values with the folder's before them, for flags that add up, such as `--map`. */
  both(name: FlagName): readonly string[] {
    const { defaults, raw } = this.sources;
    const own = defaults[name] ?? [];
    return raw[name] === undefined ? this.list(name) : [...(Array.isArray(own) ? own : [own]).map(String), ...this.list(name)];
  }

  /** Whether the person said it, by a flag or in the environment; not the folder. */
  given(name: FlagName): boolean {
    return this.sources.raw[name] !== undefined || this.sources.env[`SALESPLAN_${snakeCase(name)}`] !== undefined;
  }

  /** Whether the flag itself was given. */
  typed(name: FlagName): boolean {
    return this.sources.raw[name] !== undefined;
  }

  on(name: FlagName): boolean {
    const { raw, defaults } = this.sources;
    return raw[name] === true || (raw[name] === undefined && defaults[name] === ON);
  }

  /** Whether the negation of a flag was given: `--no-locks`. */
  off(name: FlagName | 'cache'): boolean {
    return this.sources.raw[name] === false;
  }

  /**
   * The flags in effect among `names`, by their long names without dashes: `{ 'round-to': '1000', by: ['month'] }`. A flag that
   * repeats has a list, a switch that is on has `yes`, and a negation stands under its own name (`no-locks`).
   */
  effective(names: readonly FlagName[]): EffectiveFlags {
    return Object.fromEntries(names.flatMap((name) => this.inEffect(name)));
  }

  private inEffect(name: FlagName): [string, string | readonly string[]][] {
    const flag: Flag = FLAGS[name];
    const key = bareName(name);
    if (this.off(name)) return [[`no-${key}`, ON]];
    if (!flag.flags.includes('<')) return this.on(name) ? [[key, ON]] : [];
    const values = flag.addsUp ? this.both(name) : this.list(name);
    if (values.length === 0) return [];
    return [[key, flag.repeats ? values : (values.at(-1) as string)]];
  }

  /** A parsed value; undefined when not given or wrong. `expected` names what was expected, a phrase of the catalogue. */
  value<T>(name: FlagName, parse: Parse<T>, expected: string): T | undefined {
    const text = this.text(name);
    return text === undefined ? undefined : this.parsed(name, text, { parse, expected });
  }

  values<T>(name: FlagName, parse: Parse<T>, expected: string): T[] {
    return this.list(name).flatMap((text) => this.parsed(name, text, { parse, expected }) ?? []);
  }

  /** One of a few words. */
  choice<T extends string>(name: FlagName, choices: readonly T[]): T | undefined {
    return this.value(name, (text) => choices.find((choice) => choice === text), choices.join(', '));
  }

  /** Notes that a value is needed. */
  need(name: FlagName, isThere: boolean): void {
    if (!isThere && !this.problems.some((problem) => problem.values?.flag === longForm(name))) this.missing.push(name);
  }

  fail(name: FlagName, code: string, values: Readonly<Record<string, string | number>> = {}): void {
    this.problems.push(finding('error', code, { flag: longForm(name), ...values }));
  }

  private parsed<T>(name: FlagName, text: string, form: { parse: Parse<T>; expected: string }): T | undefined {
    const value = form.parse(text);
    if (value === undefined) this.fail(name, 'cli.bad-value', { value: text, expected: form.expected });
    return value;
  }
}

function snakeCase(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `_${letter}`).toUpperCase();
}

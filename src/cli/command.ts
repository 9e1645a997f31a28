import type { Context, ExitCode } from './context.ts';
import type { FlagName } from './flags.ts';

/** What commander hands over: texts, lists of texts, and switches. */
export type RawOptions = Readonly<Record<string, unknown>>;

/** A command as it stands in the list: cheap to know, loaded when it is used. */
export interface CommandEntry {
  readonly name: string;
  readonly group: 'plan' | 'track' | 'setup';
  readonly load: () => Promise<{ readonly command: Command }>;
}

/** What a command takes, and what it does. Its summary is `command.<name>` in the catalogue. */
export interface Command {
  /** As commander writes it: `[dir]`, `<action> [id]`. */
  readonly argument?: string;
  readonly flags: readonly FlagName[];
  readonly examples: readonly string[];
  readonly run: (input: CommandInput, context: Context) => Promise<ExitCode>;
}

export interface CommandInput {
  readonly raw: RawOptions;
  readonly args: readonly string[];
}

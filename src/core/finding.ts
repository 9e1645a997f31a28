/** How much a finding weighs: an `error` stops the run, a `warning` must be read, a `note` is for the record. */
export type Severity = 'error' | 'warning' | 'note';

/** Where a finding is: a file, its physical line (1-based), the column's name, the row as written and the cell in it. */
export interface Place {
  readonly file?: string;
  readonly line?: number;
  readonly column?: string;
  readonly row?: string;
  readonly cell?: string;
}

/**
 * Something a person should know, as a value without words: `code` names the message in the locale catalogues,
 * `values` fill its placeholders (amounts already as plain decimals).
 */
export interface Finding {
  readonly code: string;
  readonly severity: Severity;
  readonly place?: Place;
  readonly values?: Readonly<Record<string, string | number>>;
}

export type FindingValues = NonNullable<Finding['values']>;

/** Makes a finding; leaves out what is not given, so that findings compare by value. */
export function finding(severity: Severity, code: string, values?: FindingValues, place?: Place): Finding {
  return { code, severity, ...(values && { values }), ...(place && { place }) };
}

/** Findings of which every two differ in something: the last of equal ones, where the first stands. */
export function distinctFindings(findings: readonly Finding[]): Finding[] {
  return [...new Map(findings.map((found) => [sameKey(found), found])).values()];
}

/** Those of some findings that are not among others. */
export function findingsBeside(findings: readonly Finding[], others: readonly Finding[]): Finding[] {
  const known = new Set(others.map(sameKey));
  return findings.filter((found) => !known.has(sameKey(found)));
}

/** The same for findings that say the same, in whatever order their parts were named. */
function sameKey({ code, severity, place = {}, values = {} }: Finding): string {
  return JSON.stringify([
    code,
    severity,
    ...[place, values].map((part) => Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1))),
  ]);
}

/**
 * The run cannot go on and the person can mend it. `wrong-use` covers flags, unreadable and invalid input and I/O failures
 * (exit 2); `impossible` is a plan that no allocation can satisfy (exit 4). Carries every finding, never just the first.
 */
export class Refusal extends Error {
  constructor(
    readonly findings: readonly Finding[],
    readonly kind: 'wrong-use' | 'impossible' = 'wrong-use',
  ) {
    super(findings.map((f) => f.code).join(', '));
    this.name = 'Refusal';
  }
}

/** A `wrong-use` refusal with one error finding. */
export function refuse(code: string, values?: FindingValues, place?: Place): Refusal {
  return new Refusal([finding('error', code, values, place)]);
}

/** Throws every error among `findings` at once; does nothing when there is none. */
export function refuseErrors(findings: readonly Finding[], kind: Refusal['kind'] = 'wrong-use'): void {
  if (findings.some((f) => f.severity === 'error')) throw new Refusal(findings, kind);
}

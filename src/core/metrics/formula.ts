/** A metric times a whole number, as a part of a sum. */
export interface FormulaTerm {
  readonly factor: bigint;
  readonly metric: string;
}

export type Formula = readonly FormulaTerm[];

/** What is wrong with a formula: the text from where it could not be read. */
export interface FormulaProblem {
  readonly at: string;
}

const TOKEN = /\s*(?:([\p{L}_][\p{L}\p{N}_]*)|"([^"]+)"|(\d{1,9})(?![\p{L}_])|([-+*()]))/uy;
const ALIASES: Readonly<Record<string, string>> = {
  '−': '-',
  '－': '-',
  '＋': '+',
  '×': '*',
  '（': '(',
  '）': ')',
  '“': '"',
  '”': '"',
};

interface Token {
  readonly kind: 'name' | 'number' | 'sign';
  readonly text: string;
  readonly at: number;
}

/**
 * Reads sums and differences of metrics with whole factors and parentheses: `revenue - cost`, `2 * (a + b) - c`. A name with
 * other signs than letters, digits and `_` stands in double quotes. Terms come in the order of first mention, one for each metric,
 * without those that cancel out; a number that is no factor and a product of two metrics are problems.
 */
export function parseFormula(text: string): Formula | FormulaProblem {
  const plain = text.replace(/[−－＋×（）“”]/gu, (sign) => ALIASES[sign] as string);
  const tokens = tokensOf(plain);
  if (!Array.isArray(tokens)) return tokens;
  const reader = new FormulaReader(tokens);
  const sum = reader.sum();
  const rest = reader.next();
  if (sum === undefined || rest !== undefined || sum.has(NUMBER)) return { at: plain.slice(rest?.at ?? reader.failedAt(plain)) };
  return [...sum].flatMap(([metric, factor]) => (factor === 0n ? [] : [{ factor, metric }]));
}

export function isFormula(parsed: Formula | FormulaProblem): parsed is Formula {
  return Array.isArray(parsed);
}

function tokensOf(text: string): Token[] | FormulaProblem {
  const tokens: Token[] = [];
  const pattern = new RegExp(TOKEN.source, TOKEN.flags);
  const end = text.trimEnd().length;
  while (pattern.lastIndex < end) {
    const at = pattern.lastIndex;
    const match = pattern.exec(text);
    if (!match) return { at: text.slice(at).trim() };
    const [, bare, quoted, number, sign] = match;
    const name = bare ?? quoted;
    if (name !== undefined) tokens.push({ kind: 'name', text: name, at });
    else tokens.push(number === undefined ? { kind: 'sign', text: sign as string, at } : { kind: 'number', text: number, at });
  }
  return tokens;
}

/** Stands for 1 among the metrics of a sum that is a number. */
const NUMBER = '';

/** Factors by metric; a plain number is a factor of `NUMBER`. */
type Sum = Map<string, bigint>;

class FormulaReader {
  private place = 0;
  /** Where two metrics are multiplied. */
  private wrongAt: number | undefined;

  constructor(private readonly tokens: readonly Token[]) {}

  next(): Token | undefined {
    return this.tokens[this.place];
  }

  failedAt(text: string): number {
    return this.wrongAt ?? this.next()?.at ?? text.length;
  }

  sum(): Sum | undefined {
    let total: Sum | undefined = new Map();
    let sign = 1n;
    this.take('+');
    do {
      const product = this.product();
      total = total && product && added(total, product, sign);
      if (total === undefined) return undefined;
      sign = this.isNext('-') ? -1n : 1n;
    } while (this.take('+') || this.take('-'));
    return total;
  }

  private product(): Sum | undefined {
    let product = this.factor();
    while (product && this.isNext('*')) {
      const sign = this.next()?.at;
      this.place++;
      const other = this.factor();
      const both = other && times(product, other);
      if (other && both === undefined) this.wrongAt ??= sign;
      product = both;
    }
    return product;
  }

  private factor(): Sum | undefined {
    const token = this.next();
    if (token === undefined) return undefined;
    if (this.take('-')) {
      const negated = this.factor();
      return negated && times(new Map([[NUMBER, -1n]]), negated);
    }
    if (token.kind !== 'sign') {
      this.place++;
      return token.kind === 'name' ? new Map([[token.text, 1n]]) : new Map([[NUMBER, BigInt(token.text)]]);
    }
    if (!this.take('(')) return undefined;
    const inner = this.sum();
    return this.take(')') ? inner : undefined;
  }

  private isNext(sign: string): boolean {
    const token = this.next();
    return token?.kind === 'sign' && token.text === sign;
  }

  private take(sign: string): boolean {
    const isThere = this.isNext(sign);
    if (isThere) this.place++;
    return isThere;
  }
}

function added(total: Sum, more: Sum, sign: bigint): Sum {
  const sum = new Map(total);
  for (const [metric, factor] of more) sum.set(metric, (sum.get(metric) ?? 0n) + sign * factor);
  return sum;
}

/** One of the two must be a number. */
function times(a: Sum, b: Sum): Sum | undefined {
  const [number, other] = isNumber(a) ? [a, b] : [b, a];
  if (!isNumber(number)) return undefined;
  const factor = number.get(NUMBER) as bigint;
  return new Map([...other].map(([metric, own]) => [metric, own * factor]));
}

function isNumber(sum: Sum): boolean {
  return sum.size === 1 && sum.has(NUMBER);
}

/** A formula with the formulas of its metrics put in, or the names that go round in a circle, the first one at both ends. */
export function expandFormula(
  metric: string,
  formulaOf: (metric: string) => Formula | undefined,
): { readonly terms: Formula } | { readonly circle: readonly string[] } {
  const sum: Sum = new Map();
  const expand = (name: string, factor: bigint, above: readonly string[]): readonly string[] | undefined => {
    if (above.includes(name)) return [...above.slice(above.indexOf(name)), name];
    const formula = formulaOf(name);
    if (formula === undefined) {
      sum.set(name, (sum.get(name) ?? 0n) + factor);
      return undefined;
    }
    for (const term of formula) {
      const circle = expand(term.metric, factor * term.factor, [...above, name]);
      if (circle) return circle;
    }
    return undefined;
  };
  const circle = expand(metric, 1n, []);
  if (circle) return { circle };
  return { terms: [...sum].flatMap(([name, factor]) => (factor === 0n ? [] : [{ factor, metric: name }])) };
}

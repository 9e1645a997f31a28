import { divideRounded, formatAmount, formatExact, formatRatio, power10 } from '../core/amount.ts';
import type { MeasuredExplanation, MeasuredNumber, MeasuredStep } from '../core/metrics/measured-explanation.ts';
import { isShare } from '../core/metrics/ratio.ts';
import { formatPath } from '../core/organisation/unit-tree.ts';
import type { Words } from '../locale/index.ts';
import type { Column, Sheet, SheetRow } from '../render/sheet.ts';

export interface MeasuredForm {
  readonly heading: { readonly target: string; readonly metric: string; readonly atMostOne: boolean };
  readonly words: Words;
  /** People read numbers as they say them, and how each came about; programs exact decimals. */
  readonly forPeople: boolean;
}

/** Where a ratio or a stock's level came from, one row a step; the row of totals is the number itself. */
export function measuredSheet(explained: MeasuredExplanation, form: MeasuredForm): Sheet {
  const { heading, words, forPeople } = form;
  const unit = formatPath(explained.unit) || words.phrase('label.total');
  const text = numberText(explained.scale, form);
  const columns: Column[] = forPeople
    ? (['step', 'number', 'how'] as const).map((name) => ({
        name,
        label: words.phrase(`column.${name}`),
        kind: name === 'number' ? 'amount' : 'text',
      }))
    : [
        { name: 'step', kind: 'code' },
        { name: 'unit', kind: 'text' },
        { name: 'period', kind: 'text' },
        { name: 'number', kind: 'ratio' },
        { name: 'note', kind: 'text' },
      ];
  const rowOf = (step: MeasuredStep): SheetRow => ({
    cells: forPeople ? inWords(step, text, words) : asData(step, explained, text),
  });
  const result = text(explained.result);
  const where = `${unit} ${explained.period}`;
  const totals = forPeople
    ? [words.phrase('explain.result'), result, where]
    : ['result', formatPath(explained.unit), explained.period, result, ''];
  return {
    name: 'explain',
    title: words.phrase('title.explain', { target: heading.target, metric: heading.metric, unit, period: explained.period }),
    columns,
    rows: explained.steps.map(rowOf),
    totals: { cells: totals },
  };
}

type NumberText = (number: MeasuredNumber) => string;

function inWords({ code, number, values }: MeasuredStep, text: NumberText, words: Words): string[] {
  const said = Object.fromEntries(
    Object.entries(values).map(([key, value]) => [key, typeof value === 'string' ? value : text(value)]),
  );
  return [words.phrase(`measured.${code}`, said), number ? text(number) : '', words.phrase(`measured.${code}.how`, said)];
}

function asData({ code, number, values }: MeasuredStep, explained: MeasuredExplanation, text: NumberText): string[] {
  const notes = Object.entries(values).map(([key, value]) => `${key}=${typeof value === 'string' ? value : text(value)}`);
  return [code, formatPath(explained.unit), explained.period, number ? text(number) : '', notes.join(' ')];
}

const MORE_DECIMALS = 4;
const DATA_DECIMALS = 12;

/** Amounts at the plan's scale, more decimals only of a fraction; shares and points in percent, factors with six decimals. */
function numberText(scale: number, { heading, forPeople }: MeasuredForm): NumberText {
  const percent = ({ numerator, denominator }: MeasuredNumber, unit: string) => {
    const hundred = formatRatio(100n * numerator, denominator, 3);
    return `${hundred}${unit}`;
  };
  return (number) => {
    const { form, numerator, denominator } = number;
    if (form === 'amount') return amountText(number, scale);
    if (denominator === 0n) return '';
    if (!forPeople) return formatExact(divideRounded(numerator * power10(DATA_DECIMALS), denominator), DATA_DECIMALS, 0);
    if (form === 'points') return percent(number, 'pp');
    if (form === 'factor') return formatRatio(numerator, denominator, 6);
    return isShare(number, heading) ? percent(number, '%') : formatRatio(numerator, denominator, Math.max(scale, 2));
  };
}

function amountText({ numerator, denominator }: MeasuredNumber, scale: number): string {
  if (numerator % denominator === 0n) return formatAmount(numerator / denominator, scale);
  const decimals = scale + MORE_DECIMALS;
  return formatExact(divideRounded(numerator * power10(MORE_DECIMALS), denominator), decimals, scale);
}

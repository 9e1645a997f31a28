import type { Explanation } from '../core/explain/explanation.ts';
import { formatPath } from '../core/organisation/unit-tree.ts';
import type { Words } from '../locale/index.ts';
import type { Column, Sheet, SheetRow } from '../render/sheet.ts';
import { explainRows, type StepRow } from './explain-rows.ts';
import { amountText, type ShownIn, stepWords } from './explain-words.ts';

export interface ExplainHeading {
  readonly target: string;
  readonly metric: string;
  /** People read a step, its number and how it came about; programs the parts of each in columns of their own. */
  readonly forPeople: boolean;
}

/** Where a number came from, from the history down to the last rounding unit. The row of totals is the number itself. */
export function explainSheet(explained: Explanation, heading: ExplainHeading, words: Words): Sheet {
  const { target, metric, forPeople } = heading;
  const unit = formatPath(explained.unit) || words.phrase('label.total');
  const shown = { scale: explained.scale, words };
  const title = words.phrase('title.explain', { target, metric, unit, period: explained.period });
  const form = forPeople ? peopleForm(explained, shown) : dataForm(explained);
  return { name: 'explain', title, ...form };
}

type Form = Pick<Sheet, 'columns' | 'rows' | 'totals'>;

function peopleForm(explained: Explanation, shown: ShownIn): Form {
  const { phrase } = shown.words;
  const columns: Column[] = [
    { name: 'step', label: phrase('column.step'), kind: 'text' },
    { name: 'number', label: phrase('column.number'), kind: 'amount' },
    { name: 'how', label: phrase('column.how'), kind: 'text' },
  ];
  const totals = { cells: resultRow(explained, shown).cells };
  return { columns, rows: [...earlierRows(explained, shown), ...peopleRows(explained, shown)], totals };
}

/** The numbers that this one was made of: as if everybody were there, and that of the month. */
function earlierRows({ base, month }: Explanation, shown: ShownIn): SheetRow[] {
  const first = base ? [...peopleRows(withoutParts(base), shown), baseRow(base, shown)] : [];
  const second = month ? [...earlierRows(month, shown), ...peopleRows(withoutParts(month), shown), resultRow(month, shown)] : [];
  return [...first, ...second];
}

function baseRow(base: Explanation, shown: ShownIn): SheetRow {
  const [, ...rest] = resultRow(base, shown).cells;
  return { cells: [shown.words.phrase('explain.base'), ...rest], emphasis: 'subtotal' };
}

/** The other weeks or days of the month do not matter to one of them. */
function withoutParts(explained: Explanation): Explanation {
  return { ...explained, steps: explained.steps.filter(({ kind }) => kind !== 'parts') };
}

function peopleRows(explained: Explanation, shown: ShownIn): SheetRow[] {
  return explained.steps.flatMap((step) => stepWords(step, shown)).map((cells) => ({ cells }));
}

function resultRow({ unit, period, value, currency }: Explanation, shown: ShownIn): SheetRow {
  const money = currency === undefined ? '' : ` ${currency}`;
  const how = `${formatPath(unit) || shown.words.phrase('label.total')} ${period}${money}`;
  return { cells: [shown.words.phrase('explain.result'), amountText(value, shown.scale, currency), how], emphasis: 'subtotal' };
}

function earlierSteps({ base, month }: Explanation): StepRow[] {
  return [
    ...(base ? explainRows(base).map((row) => (row.step === 'result' ? { ...row, step: 'base' } : row)) : []),
    ...(month ? [...earlierSteps(month), ...explainRows(month)] : []),
  ];
}

const TEXTS = ['step', 'unit', 'period'] as const;
const NUMBERS = ['amount', 'part', 'whole'] as const;

function dataForm(explained: Explanation): Form {
  const columns: Column[] = [
    ...TEXTS.map((name): Column => ({ name, kind: name === 'step' ? 'code' : 'text' })),
    ...NUMBERS.map((name): Column => ({ name, kind: 'amount' })),
    { name: 'share', kind: 'ratio' },
    { name: 'rows', kind: 'count' },
    ...['days', 'place', 'note'].map((name): Column => ({ name, kind: 'text' })),
  ];
  const cellsOf = (row: StepRow) => columns.map(({ name }) => row[name as keyof StepRow] ?? '');
  const rows = [...earlierSteps(explained), ...explainRows(explained)];
  const last = rows.pop() as StepRow;
  return { columns, rows: rows.map((row) => ({ cells: cellsOf(row) })), totals: { cells: cellsOf(last) } };
}

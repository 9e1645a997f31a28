import { parsePeriod } from '../../core/calendar/parse-period.ts';
import type { Period } from '../../core/calendar/period.ts';
import { CREDITS } from '../../core/metrics/customers.ts';
import { readLookBack } from '../customer-history.ts';
import type { FlagName } from '../flags.ts';
import type { OptionReader } from '../option-reader.ts';
import { isForPeople, type Output } from '../output.ts';
import { parseRate } from '../parse-flags.ts';
import { readFiscal, readPeriod } from '../period-options.ts';
import { ALL, isOfCustomers, parseSections, SECTIONS, type Section, tableCount } from './sections.ts';

export type AnalysisOptions = NonNullable<ReturnType<typeof readAnalysis>>;

/** Flags that only some sections have a use for. */
const ONLY_OF: readonly (readonly [flag: FlagName, sections: readonly Section[]])[] = [
  ['lookBack', ['customers']],
  ['credit', ['customers']],
  ['margin', ['lifetime']],
  ['discount', ['lifetime']],
];

/** What `--sections` or `--compare` asks for; undefined without either. Flags that the sections have no use for are noted. */
export function readAnalysis(reader: OptionReader, output: Output) {
  if (!reader.given('sections') && !reader.given('compare')) {
    for (const name of ['margin', 'discount'] as const)
      if (reader.typed(name)) reader.fail(name, 'analysis.only-of', { sections: 'lifetime' });
    return undefined;
  }
  const fiscal = readFiscal(reader);
  const sections = reader.value('sections', parseSections, [...SECTIONS, ALL].join(', ')) ?? [];
  const compare = reader.value('compare', (text) => parsePeriod(text, fiscal), '2025, 2025-Q1, 2025-03, FY2025');
  const period: Period | undefined = reader.typed('period') ? readPeriod(reader, fiscal) : undefined;
  refuseMixes(reader, sections, output);
  refuseUseless(reader, sections);
  return {
    ...{ sections, compare, period, fiscal },
    isFiscal: fiscal.startMonth !== 1,
    lookBack: readLookBack(reader) ?? 24,
    credit: reader.choice('credit', CREDITS) ?? ('share' as const),
    margin: reader.value('margin', parseShare, '35%'),
    discount: reader.value('discount', parseShare, '10%'),
    /** Whether a person, not the folder, named the axes. */
    isByGiven: reader.given('by'),
  };
}

/** A rate of 0 % to 100 %, without a sign. */
function parseShare(text: string): ReturnType<typeof parseRate> {
  const rate = /^[+-]/.test(text.normalize('NFKC').trim()) ? undefined : parseRate(text);
  return rate && rate.numerator <= rate.denominator ? rate : undefined;
}

/** Tables of different columns go together for people only, and customers are counted in runs of their own. */
function refuseMixes(reader: OptionReader, sections: readonly Section[], output: Output): void {
  const customer = sections.find(isOfCustomers);
  const named = sections.join(', ');
  if (customer !== undefined && sections.length > 1) reader.fail('sections', 'analysis.alone', { section: customer });
  else if (tableCount(sections) < 2) return;
  else if (!isForPeople(output)) reader.fail('sections', 'analysis.one-table', { sections: named, format: output.format });
  else if (output.fields || output.sort !== undefined) {
    reader.fail(output.fields ? 'fields' : 'sort', 'analysis.fields-of-several', { sections: named });
  }
}

function refuseUseless(reader: OptionReader, sections: readonly Section[]): void {
  if (reader.given('compare') && reader.given('sections')) reader.fail('sections', 'cli.not-together', { other: '--compare' });
  for (const [flag, users] of ONLY_OF) {
    if (reader.typed(flag) && !sections.some((section) => users.includes(section))) {
      reader.fail(flag, 'analysis.only-of', { sections: users.join(', ') });
    }
  }
  const usesPeriod = reader.given('compare') || sections.includes('customers');
  if (reader.typed('period') && !usesPeriod) reader.fail('period', 'analysis.only-of', { sections: 'customers, --compare' });
}

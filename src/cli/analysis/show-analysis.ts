import { refuse } from '../../core/finding.ts';
import type { Context } from '../context.ts';
import type { Analysis } from './analysis.ts';
import type { AnalysisOptions } from './analysis-options.ts';
import { type CustomerSection, isOfCustomers } from './sections.ts';

type Show = (asked: Analysis, context: Context) => Promise<void>;

const OF_CUSTOMERS: Readonly<Record<CustomerSection, () => Promise<Show>>> = {
  customers: async () => (await import('./show-customer-run.ts')).showCustomerRun,
  classes: async () => (await import('./show-classes.ts')).showClasses,
  lifetime: async () => (await import('./show-lifetime.ts')).showLifetime,
};

/** Reads what the sections need and shows them. Refuses metrics whose amounts do not add up. */
export async function showAnalysis(asked: Analysis, context: Context): Promise<void> {
  const { metric, kind, options } = asked;
  if (kind !== 'flow') throw refuse('analysis.sums-only', { metric, kind });
  await (await shower(options))(asked, context);
}

async function shower({ compare, sections }: AnalysisOptions): Promise<Show> {
  if (compare) return (await import('./show-compare.ts')).showCompare;
  const customer = sections.find(isOfCustomers);
  return customer ? OF_CUSTOMERS[customer]() : (await import('./show-sections.ts')).showSections;
}

/** Parts of the analysis of a history, in the order in which they print. */
export const SECTIONS = [
  ...(['years', 'units', 'season', 'growth', 'concentration', 'breaks'] as const),
  ...(['customers', 'classes', 'lifetime'] as const),
] as const;
export type Section = (typeof SECTIONS)[number];

/** Every section that needs no customers. */
export const ALL = 'all';

/** Sections that are read from customers: each is a run of its own. */
export const OF_CUSTOMERS = ['customers', 'classes', 'lifetime'] as const satisfies readonly Section[];
export type CustomerSection = (typeof OF_CUSTOMERS)[number];

/** Sections that stand in one table. */
export const IN_ONE_TABLE: readonly Section[] = ['years', 'units'];

export function isOfCustomers(section: Section): section is CustomerSection {
  return OF_CUSTOMERS.some((name) => name === section);
}

/** `growth,season`, each once, in the order of the sections; undefined where a name is none. */
export function parseSections(text: string): readonly Section[] | undefined {
  const names = text.split(/[,，、]/).map((name) => name.trim());
  if (names.some((name) => name !== ALL && !SECTIONS.includes(name as Section))) return undefined;
  return SECTIONS.filter((section) => names.includes(section) || (names.includes(ALL) && !isOfCustomers(section)));
}

/** How many tables the sections make. */
export function tableCount(sections: readonly Section[]): number {
  const inOne = sections.filter((section) => IN_ONE_TABLE.includes(section)).length;
  return sections.length - inOne + Math.min(1, inOne);
}

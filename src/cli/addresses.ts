import { type Finding, finding } from '../core/finding.ts';
import { displayAddress, isAddress, recordAddress } from '../facts/remote/address.ts';
import type { ReadPlan } from './read-plan.ts';

/** A file's new name; an address of a server stays as it is. */
export function renameFile(name: string, rename: (file: string) => string): string {
  return isAddress(name) ? name : rename(name);
}

/** Words of a command as they may be shown and kept: an address without its user, and nothing of one that may hold a password. */
export function shownWords(words: readonly string[]): string[] {
  return words.map((word) => {
    const [, flag = '', value = ''] = /^(--[a-z-]+=)?(.*)$/su.exec(word) ?? [];
    return flag + recordAddress(value);
  });
}

/** The addresses that a plan's history came from, by its record, as they are shown. */
export function addressesOf({ made }: Pick<ReadPlan, 'made'>): string[] {
  return Object.values(made?.options ?? {})
    .flat()
    .filter((text) => isAddress(text))
    .map(displayAddress);
}

/** A note for each address of a plan that is made again: nothing tells whether its rows are still the same. */
export function addressFindings(read: Pick<ReadPlan, 'made'>): Finding[] {
  return addressesOf(read).map((file) => finding('note', 'remote.unhashed', {}, { file }));
}

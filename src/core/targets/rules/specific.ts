import { someNames } from '../../names.ts';
import { formatPath, isWithin } from '../../organisation/unit-tree.ts';
import type { SmartEvidence } from '../evidence.ts';
import { ALWAYS, fail, type Judgement, pass, type SmartRule, unknown, warn } from '../smart-rule.ts';
import type { Target } from '../target.ts';
import { vagueWords } from '../vague-words.ts';

/** S: what, where, who, in words that can be checked. */
export const SPECIFIC: readonly SmartRule[] = [
  { letter: 'S', name: 'metric', applies: ALWAYS, judge: knownMetric },
  { letter: 'S', name: 'scope', applies: ALWAYS, judge: knownScope },
  { letter: 'S', name: 'owner', applies: ALWAYS, judge: namedOwner },
  { letter: 'S', name: 'wording', applies: ALWAYS, judge: clearWording },
];

function knownMetric({ metric }: Target, { definitionOf }: SmartEvidence): Judgement[] {
  const { isKnown, known } = definitionOf(metric);
  if (!isKnown) return [fail('smart.metric-unknown', { metric: metric.name, known: someNames(known) })];
  return [pass('smart.metric', { metric: metric.name, kind: metric.kind })];
}

function knownScope({ unit }: Target, { units }: SmartEvidence): Judgement[] {
  if (unit.length === 0) return [pass('smart.scope-whole')];
  const name = formatPath(unit);
  if (units === undefined) return [unknown({ code: 'smart.scope-unjudged', values: { unit: name } })];
  const inside = units.filter((path) => isWithin(path, unit)).length;
  if (inside > 0) return [pass('smart.scope', { unit: name, count: inside })];
  const siblings = new Set(units.map((path) => formatPath(path.slice(0, unit.length))));
  return [fail('smart.scope-unknown', { unit: name, known: someNames([...siblings].sort()) })];
}

function namedOwner({ owner, unit }: Target, { ownerOf }: SmartEvidence): Judgement[] {
  if (owner !== '') return [pass('smart.owner', { owner })];
  const rostered = ownerOf(unit);
  if (rostered === '') return [fail('smart.no-owner')];
  return [pass('smart.owner-of-roster', { owner: rostered, unit: formatPath(unit) || '-' })];
}

function clearWording({ title }: Target): Judgement[] {
  if (title.trim() === '') return [fail('smart.no-title')];
  const words = vagueWords(title);
  return [words.length > 0 ? warn('smart.vague', { title, words: words.join(', ') }) : pass('smart.title', { title })];
}

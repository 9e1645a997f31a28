import type { SmartRule } from '../smart-rule.ts';
import { ACHIEVABLE } from './achievable.ts';
import { MEASURABLE } from './measurable.ts';
import { RELEVANT } from './relevant.ts';
import { SPECIFIC } from './specific.ts';
import { TIME_BOUND } from './time-bound.ts';

/** Every rule by its letter, in the order in which they are told. */
export const SMART_RULES: readonly SmartRule[] = [...SPECIFIC, ...MEASURABLE, ...ACHIEVABLE, ...RELEVANT, ...TIME_BOUND];

/** Every method there is, best first; apart from the methods, so that a command knows their names without loading them. */
export const METHOD_NAMES = ['mean', 'ets', 'theta', 'seasonal-naive', 'drift'] as const;
export type MethodName = (typeof METHOD_NAMES)[number];

declare const SALESPLAN_VERSION: string;

/** The version of the package; the bundler puts it in. */
export const VERSION = typeof SALESPLAN_VERSION === 'string' ? SALESPLAN_VERSION : 'source';

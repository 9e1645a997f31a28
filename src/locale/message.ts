/**
 * A message: what is wrong (or what happened) and, where there is one, the remedy. `{name}` is filled from the finding's
 * values. The remedy is printed on a line of its own behind "Try".
 */
export type Message = readonly [what: string, remedy?: string];

/** Messages by finding code: `facts.bad-date`. */
export type Messages = Readonly<Record<string, Message>>;

/** Short words and phrases by key: `label.total`, `flag.history`. */
export type Phrases = Readonly<Record<string, string>>;

/** All the words of a language. */
export interface Catalogue {
  readonly messages: Messages;
  readonly phrases: Phrases;
}

/** Fills `{name}`; an unknown name is left as it stands, so that a test can see it. */
export function fill(template: string, values: Readonly<Record<string, string | number>>): string {
  return template.replace(/\{(\w+)\}/g, (whole, name: string) => (Object.hasOwn(values, name) ? String(values[name]) : whole));
}

type Ending = () => Promise<unknown>;

const endings = new Set<Ending>();

/**
 * Has `ending` done when a person or the system stops the process: what goes on elsewhere, such as a query on a server, does
 * not end with us. Gives the function to call when there is nothing left to end.
 */
export function whenInterrupted(ending: Ending): () => void {
  endings.add(ending);
  return () => void endings.delete(ending);
}

/** Ends what goes on elsewhere; undefined when nothing does. */
export function endElsewhere(): Promise<unknown> | undefined {
  if (endings.size === 0) return undefined;
  return Promise.allSettled([...endings].map((ending) => ending()));
}

const MOST = 3;

/** The names that a misspelt one may have meant, nearest first: few edits apart, or one inside the other. */
export function nearNames(wrong: string, names: readonly string[]): string[] {
  const text = folded(wrong);
  const allowed = Math.round([...text].length * 0.4);
  return names
    .map((name) => ({ name, distance: nameDistance(text, folded(name)) }))
    .filter(({ distance }) => distance <= allowed)
    .sort((a, b) => a.distance - b.distance)
    .slice(0, MOST)
    .map(({ name }) => name);
}

function folded(name: string): string {
  return name
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s_-]/gu, '');
}

function nameDistance(a: string, b: string): number {
  if (a === '' || b === '') return Infinity;
  return a.includes(b) || b.includes(a) ? Math.min(1, editDistance(a, b)) : editDistance(a, b);
}

/** Insertions, deletions and replacements that turn one text into the other. */
function editDistance(a: string, b: string): number {
  const right = [...b];
  let row = right.map((_, index) => index + 1);
  [...a].forEach((letter, index) => {
    let diagonal = index;
    let left = index + 1;
    row = right.map((other, column) => {
      const above = row[column]!;
      left = Math.min(above + 1, left + 1, diagonal + (letter === other ? 0 : 1));
      diagonal = above;
      return left;
    });
  });
  return row.at(-1) ?? a.length;
}

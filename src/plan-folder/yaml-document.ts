import { isMap, isScalar, isSeq, LineCounter, type Node, parseDocument, type YAMLError } from 'yaml';
import { type Finding, finding, type Place } from '../core/finding.ts';

export type KeyPath = readonly PropertyKey[];

/** A YAML or JSON text as a plain value, and where in the text each key stands. */
export interface YamlDocument {
  readonly value: unknown;
  /** Syntax errors and duplicate keys. */
  readonly findings: readonly Finding[];
  /** Whether `value` can be relied on: duplicate keys at most are wrong. */
  readonly readable: boolean;
  /** The line of a key, or of its nearest parent that is there; the key as the column. */
  readonly placeOf: (path: KeyPath) => Place;
}

/** Reads YAML 1.2, of which JSON is a part; never throws. */
export function readYaml(text: string, file: string): YamlDocument {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const lineAt = (offset: number) => lines.linePos(offset).line || 1;
  const placeOf = (path: KeyPath): Place => ({
    file,
    line: lineAt(offsetOf(document.contents, path)),
    ...(path.length > 0 && { column: path.map(String).join('.') }),
  });
  const findings = document.errors.map((error) => syntaxFinding(error, { text, file, line: lineAt(error.pos[0]) }));
  const readable = document.errors.every((error) => error.code === 'DUPLICATE_KEY');
  try {
    return { value: readable ? document.toJS() : undefined, findings, readable, placeOf };
  } catch (error) {
    const problem = finding('error', 'folder.yaml-syntax', { problem: String((error as Error).message) }, { file, line: 1 });
    return { value: undefined, findings: [...findings, problem], readable: false, placeOf };
  }
}

function syntaxFinding(error: YAMLError, at: { text: string; file: string; line: number }): Finding {
  const place = { file: at.file, line: at.line, row: at.text.split('\n')[at.line - 1] ?? '' };
  if (error.code === 'TAB_AS_INDENT') return finding('error', 'folder.yaml-tab', {}, place);
  if (error.code !== 'DUPLICATE_KEY') return finding('error', 'folder.yaml-syntax', { problem: error.message }, place);
  const key = /^[^\s:,}]+/.exec(at.text.slice(error.pos[0]))?.[0] ?? '';
  return finding('error', 'folder.duplicate-key', { key }, { ...place, column: key });
}

function offsetOf(root: Node | null, path: KeyPath): number {
  let node: unknown = root;
  let offset = root?.range?.[0] ?? 0;
  for (const step of path) {
    const [key, value] = childOf(node, step);
    const found = (key as Node | undefined)?.range?.[0];
    if (found === undefined) return offset;
    [node, offset] = [value, found];
  }
  return offset;
}

function childOf(node: unknown, step: PropertyKey): [unknown, unknown] {
  if (isSeq(node)) return [node.items[Number(step)], node.items[Number(step)]];
  if (!isMap(node)) return [undefined, undefined];
  const pair = node.items.find(({ key }) => String(isScalar(key) ? key.value : key) === String(step));
  return [pair?.key, pair?.value];
}

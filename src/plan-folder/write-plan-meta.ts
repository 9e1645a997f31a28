import { compareNames } from '../core/names.ts';
import type { PlanMeta } from './plan-meta.ts';

/**
 * JSON with two spaces, keys in the schema's order, targets by id, and a line end. Apart from the reader: writing needs no
 * schema, and loading one would cost a run more than the file.
 */
export function writePlanMeta(meta: PlanMeta): string {
  const { schema, version, revision, layer, as_of, today, inputs, command, targets } = meta;
  const byId = Object.fromEntries(Object.entries(targets).sort(([a], [b]) => compareNames(a, b)));
  const ordered = {
    ...{ schema, version, revision, layer, as_of, today },
    inputs: inputs.map(({ file, sha256, bytes, rows, role }) => ({ file, sha256, bytes, rows, role })),
    ...{ command, targets: byId },
  };
  return `${JSON.stringify(ordered, undefined, 2)}\n`;
}

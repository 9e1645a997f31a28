/** The child of the crash tests: writes the files named in WRITE (JSON: `{dir, files}` or `{output, content}`); the parent bundles it. */
import process from 'node:process';
import { Refusal } from '../../src/core/finding.ts';
import { writeFiles } from '../../src/plan-folder/atomic-write.ts';
import { writeOutput } from '../../src/plan-folder/write-output.ts';

const task = JSON.parse(process.env['WRITE'] ?? '{}');
(globalThis as { counting?: boolean }).counting = true;
try {
  if (task.output === undefined) writeFiles(task.dir, task.files);
  else writeOutput(task.output, task.content);
} catch (error) {
  if (!(error instanceof Refusal)) throw error;
  process.stderr.write(JSON.stringify(error.findings));
  process.exitCode = 2;
}

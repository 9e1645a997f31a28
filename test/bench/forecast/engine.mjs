// The forecasting of the sources, bundled as the build bundles it, with its worker beside it.
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';

const EXPORTS = `
export { fitUnits } from './src/cli/forecasting/fit-units.ts';
export { judgePanel } from './src/core/forecasting/forecast-panel.ts';
export { USUAL_PATHS, usualOrigins } from './src/core/forecasting/panel.ts';
export { DEFAULT_METHOD, FORECAST_METHODS } from './src/core/forecasting/methods/index.ts';
`;

export async function bundledEngine(root, folder) {
  const shared = { absWorkingDir: root, bundle: true, format: 'esm', platform: 'node', target: 'node20', logLevel: 'warning' };
  await build({ ...shared, stdin: { contents: EXPORTS, resolveDir: root }, outfile: join(folder, 'engine.mjs') });
  await build({ ...shared, entryPoints: ['src/cli/forecasting/fit-worker.ts'], outfile: join(folder, 'forecast-worker.js') });
  return import(pathToFileURL(join(folder, 'engine.mjs')).href);
}

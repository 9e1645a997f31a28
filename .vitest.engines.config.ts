import base from './.vitest.config.ts';

/** `npm run test:engines`: the suites that need database servers, which here fail where one is not installed. */
export default {
  ...base,
  test: { ...base.test, include: ['test/contract/**/*.test.ts', 'test/engines/**/*.test.ts'], env: { ENGINES: 'required' } },
};

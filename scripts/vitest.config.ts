import { defineConfig } from 'vitest/config';

export default defineConfig({
  root: `${import.meta.dirname}/..`,
  resolve: {
    // type-graphql loads graphql as CommonJS; without this the tests would load a second copy of it.
    alias: [{ find: /^graphql$/, replacement: `${import.meta.dirname}/../node_modules/graphql/index.js` }],
  },
  test: {
    include: ['tests/**/*.test.ts'],
    globalSetup: ['tests/kit/global-setup.ts'],
    testTimeout: 30_000,
    hookTimeout: 120_000,
    maxWorkers: 2,
  },
});

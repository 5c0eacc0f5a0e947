import { defineConfig } from 'vitest/config'

/** Tests that make real lab hosts: slow, and few at once. */
const real = [
  'tests/**/*.test.ts',
  'lib/incus/**/*.test.ts',
  'lib/labs/*.test.ts',
  'lib/labs/creation/**/*.test.ts',
  'lib/labs/live/live-models.test.ts',
]

export default defineConfig({
  test: {
    root: `${import.meta.dirname}/..`,
    projects: [
      {
        test: {
          name: 'unit',
          include: ['{lib,app,content}/**/*.test.ts', 'tests/coverage/*.test.ts'],
          exclude: [...real.filter((one) => !one.startsWith('tests/')), '**/node_modules/**'],
        },
      },
      {
        test: {
          name: 'real',
          include: real,
          exclude: ['tests/e2e/**', 'tests/coverage/**'],
          testTimeout: 120_000,
          hookTimeout: 120_000,
          maxWorkers: 2,
          sequence: { groupOrder: 1 },
        },
      },
    ],
  },
})

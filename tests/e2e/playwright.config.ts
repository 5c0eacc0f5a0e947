import path from 'node:path'
import { defineConfig } from 'playwright/test'

const port = process.env.VIRTLAB_PORT ?? '3000'

/** Against a site that runs: its address in BASE_URL, or the one of VIRTLAB_PORT. */
export default defineConfig({
  testDir: import.meta.dirname,
  outputDir: path.resolve(import.meta.dirname, '../results/e2e'),
  // One student, one lab host: the tests share it.
  workers: 1,
  timeout: 180_000,
  expect: { timeout: 30_000 },
  use: {
    baseURL: process.env.BASE_URL ?? `http://localhost:${port}`,
    viewport: { width: 1440, height: 900 },
    // Without one, an element that is not there is waited for until the test ends.
    actionTimeout: 90_000,
    trace: 'retain-on-failure',
    launchOptions: {
      executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
        '--no-first-run',
        // xterm then draws text as DOM, which tests can read.
        '--disable-3d-apis',
      ],
    },
  },
})

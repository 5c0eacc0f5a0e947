/** `npm run coverage` writes docs/coverage.md: for each row of the course, what teaches it and the tests that show it. `-- --check` only compares. */
import fs from 'node:fs'
import path from 'node:path'
import { renderCoverage } from '#tests/coverage/render.ts'

const file = path.resolve(import.meta.dirname, '../docs/coverage.md')
const text = await renderCoverage()
if (!process.argv.includes('--check')) fs.writeFileSync(file, text)
else if (fs.readFileSync(file, 'utf8') !== text) {
  console.error('docs/coverage.md is not what the lessons and the tests say: npm run coverage')
  process.exitCode = 1
}

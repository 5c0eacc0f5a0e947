import { readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, it } from 'vitest'
import { findCoveringTests, unknownRows } from './find-tests.ts'
import { missingRows, renderCoverage } from './render.ts'
import { siteRows } from './rows.ts'

const tests = findCoveringTests()

it('every row of what the site does has a test', () => {
  const covered = new Set(tests.flatMap((test) => test.rows))
  expect(Object.keys(siteRows).filter((row) => !covered.has(row))).toEqual([])
})

it('tests name no row that there is not', () => expect(unknownRows(tests)).toEqual([]))

it('every row of a chapter is taught, exercised and checked by a lesson', async () => {
  expect(await missingRows()).toEqual([])
})

it('docs/coverage.md is what the lessons and the tests say', async () => {
  const file = path.resolve(import.meta.dirname, '../../docs/coverage.md')
  expect(readFileSync(file, 'utf8'), 'npm run coverage').toBe(await renderCoverage())
})

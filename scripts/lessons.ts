/** `npm run lessons check | new NN-slug | docs | help`: for authors of lessons; docs/authoring.md. */
import { readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { lessonsRoot } from '#lib/lessons/lesson-files.ts'
import { missingRows } from '#tests/coverage/render.ts'
import { chapterOf } from '#tests/coverage/rows.ts'
import { checkCourse } from './lessons/check.ts'
import { newLesson } from './lessons/new.ts'
import { checkpointReference, frontMatterReference, withReference } from './lessons/reference.ts'

const guide = path.resolve(import.meta.dirname, '../docs/authoring.md')
const [command = 'help', name = ''] = process.argv.slice(2)

switch (command) {
  case 'check': {
    const root = path.relative(process.cwd(), lessonsRoot())
    const problems = await checkCourse()
    // By file, one after the other: an author mends one file at a time.
    for (const { file, message } of problems.filter((one) => one.file.startsWith(name)))
      console.log(`${root}/${file}: ${message}`)
    const count = problems.filter((one) => one.file.startsWith(name)).length
    console.log(count === 0 ? 'The lessons are whole.' : `${count} to mend.`)
    const missing = (await missingRows()).filter(
      ({ row }) => name === '' || chapterOf(row) === Number(name.slice(0, 2)),
    )
    if (missing.length > 0) console.log('Rows of the course (tests/coverage/rows.ts) that no lesson covers yet:')
    for (const { row, missing: what } of missing) console.log(`  ${row}: ${what}`)
    process.exitCode = count === 0 ? 0 : 1
    break
  }
  case 'new': {
    try {
      const folder = await newLesson(name)
      console.log(
        `${path.relative(process.cwd(), folder)} is a small lesson that works. Change it; npm run lessons check ${name}`,
      )
    } catch (error) {
      console.error(error instanceof Error ? error.message : error)
      process.exitCode = 1
    }
    break
  }
  case 'docs':
    writeFileSync(guide, withReference(readFileSync(guide, 'utf8')))
    break
  default:
    console.log(`npm run lessons check [NN-slug]   what is wrong with the lessons, or with one
npm run lessons new NN-slug       a new lesson to start from
npm run lessons docs              the reference in docs/authoring.md, as the schema is now
docs/authoring.md tells the rest.

## Front matter of lesson.<language>.mdx

${frontMatterReference()}

## Checkpoints: what checkpoints.ts can expect

${checkpointReference()}`)
}

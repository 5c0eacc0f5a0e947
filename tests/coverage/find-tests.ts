import fs from 'node:fs'
import path from 'node:path'
import { rows } from './rows.ts'

const root = path.resolve(import.meta.dirname, '../..')

export interface CoveringTest {
  file: string
  title: string
  rows: string[]
}

/** Every test that names a row: `[4.4-cache] …` in its title, or `row: '4.4-cache'` in a proof. */
export function findCoveringTests(): CoveringTest[] {
  return ['tests', 'lib', 'app'].flatMap(testFiles).flatMap((file) => {
    const text = fs.readFileSync(path.join(root, file), 'utf8')
    return [...proofsIn(text), ...titlesIn(text)].map((test) => ({ file, ...test }))
  })
}

function testFiles(folder: string): string[] {
  return fs
    .readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.(test|spec)\.ts$/.test(file))
    .map((file) => path.join(folder, file))
    .toSorted()
}

type Found = Omit<CoveringTest, 'file'>

function proofsIn(text: string): Found[] {
  const proofs = text.matchAll(/\brow: '([^']+)',\s*title:\s*(['"`])((?:\\.|(?!\2).)*)\2/g)
  return [...proofs].map(([, row = '', , title = '']) => ({ rows: [row], title: unescaped(title) }))
}

function titlesIn(text: string): Found[] {
  const titles = text.matchAll(/(['"`])((?:\[\d(?:\.\d)?-[a-z0-9-]+\] ?)+(?:\\.|(?!\1)[^\n])*)\1/g)
  return [...titles].map(([, , title = '']) => ({
    rows: [...title.matchAll(/\[(\d(?:\.\d)?-[a-z0-9-]+)\]/g)].map(([, row = '']) => row),
    title: unescaped(title.replace(/^(\[[^\]]+\] ?)+/, '')),
  }))
}

function unescaped(title: string): string {
  return title.replaceAll(/\\(.)/g, '$1')
}

export function unknownRows(tests: CoveringTest[]): string[] {
  return tests.flatMap((test) => test.rows.filter((row) => !Object.hasOwn(rows, row)))
}

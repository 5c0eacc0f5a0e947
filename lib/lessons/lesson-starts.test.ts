import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { layersOf, lessonOfStart, startOf, stepsOf } from './lesson-starts.ts'

const root = mkdtempSync(path.join(os.tmpdir(), 'starts-'))
const write = (text: string) => writeFileSync(path.join(root, '06-pools', 'start.sh'), text)

beforeAll(() => {
  mkdirSync(path.join(root, '06-pools'))
  mkdirSync(path.join(root, '01-bare'))
})
afterAll(() => rmSync(root, { recursive: true }))

test('a lesson without start.sh starts from the plain lab host', () => {
  expect(startOf('01-bare', root)).toBe('plain')
  expect(layersOf('plain', root)).toEqual([])
  expect(lessonOfStart('plain')).toBeNull()
})

test('a start state is the layers up to its step', () => {
  write('make vm\n# step: volumes\nmake pool\n# step: clone\nmake volume\n')
  expect(startOf('06-pools', root)).toBe('06-pools')
  expect(stepsOf('06-pools', root)).toEqual(['volumes', 'clone'])
  const scripts = (key: string) => layersOf(key, root).map(({ script }) => script.trim())
  expect(scripts('06-pools')).toEqual(['make vm'])
  expect(scripts('06-pools#clone')).toEqual(['make vm', 'make pool', 'make volume'])
  expect(lessonOfStart('06-pools#clone')).toBe('06-pools')
})

test('a changed script changes its own layer and those above it, not those below', () => {
  const hashes = () => layersOf('06-pools#clone', root).map(({ hash }) => hash)
  write('make vm\n# step: volumes\nmake pool\n# step: clone\nmake volume\n')
  const before = hashes()
  write('make vm\n# step: volumes\nmake other pool\n# step: clone\nmake volume\n')
  const after = hashes()
  expect(after[0]).toBe(before[0])
  expect(after[1]).not.toBe(before[1])
  expect(after[2]).not.toBe(before[2])
})

test.each(['06-pools#nowhere', '07-none', '01-bare', '../06-pools', ''])('there is no start state %s', (key) => {
  expect(() => layersOf(key, root)).toThrow(expect.objectContaining({ code: 'lesson.no-start', status: 404 }))
})

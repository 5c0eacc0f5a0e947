import { expect, test } from 'vitest'
import { loggablePath } from './loggable-path.ts'

test('no query and no invitation gets into the log', () => {
  expect(loggablePath('/zh/join/abc-DEF_1?x=1')).toBe('/zh/join/***')
  expect(loggablePath('/en/join?code=ABCD')).toBe('/en/join')
  expect(loggablePath('/ws/terminal?ticket=t')).toBe('/ws/terminal')
  expect(loggablePath(undefined)).toBe('')
})

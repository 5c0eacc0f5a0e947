import { expect, it } from 'vitest'
import { safeReturnPath } from './safe-return-path.ts'

it.each([
  ['/lessons/03-create-wizard', '/lessons/03-create-wizard'],
  ['/zh/lessons/03-create-wizard', '/lessons/03-create-wizard'],
  ['/en', '/'],
  ['/en?view=course', '/?view=course'],
  ['/join?code=ABCD-2345', '/join?code=ABCD-2345'],
  ['/join?code=//evil.example', '/'],
  ['/zh//evil.example', '/'],
  [undefined, '/'],
  ['//evil.example', '/'],
  ['/\\evil.example', '/'],
  ['https://evil.example', '/'],
  ['/a\nb', '/'],
])('%s → %s', (next, expected) => expect(safeReturnPath(next)).toBe(expected))

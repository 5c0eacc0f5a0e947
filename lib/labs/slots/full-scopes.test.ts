import { expect, it } from 'vitest'
import { fullScopes, isOneEnough, type Scope, whoMakesRoom } from './full-scopes.ts'

const scope = (kind: Scope['kind'], limit: number, labs: string): Scope => ({ kind, limit, labs: new Set(labs) })
const running = (labs: string) => new Set(labs)
const full = (labId: string, scopes: Scope[], labs: string) =>
  fullScopes(labId, scopes, running(labs)).map(({ kind, limit }) => `${kind} ${limit}`)

it('has room below the limit, and for a lab that runs itself; none at it', () => {
  const scopes = [scope('class', 2, 'abc')]
  expect(full('c', scopes, 'a')).toEqual([])
  expect(full('c', scopes, 'ac')).toEqual([])
  expect(full('c', scopes, 'ab')).toEqual(['class 2'])
})

it('asks every class of the student, and the site, and no other class', () => {
  const scopes = [scope('site', 3, 'abcdef'), scope('class', 1, 'ab'), scope('class', 2, 'bcd')]
  expect(full('b', scopes, 'cd')).toEqual(['class 2'])
  expect(full('b', scopes, 'acd')).toEqual(['class 1', 'class 2', 'site 3'])
  expect(full('e', scopes, 'ac')).toEqual([])
})

it('lets that one make room which counts wherever there is none', () => {
  const scopes = [scope('site', 3, 'abcdef'), scope('class', 1, 'ab')]
  expect(whoMakesRoom(fullScopes('b', scopes, running('acd')))).toEqual(['a'])
  expect(whoMakesRoom(fullScopes('e', scopes, running('acd')))).toEqual(['a', 'c', 'd'])
  expect(whoMakesRoom([])).toEqual([])
})

it('knows that one is not enough after the limit was lowered', () => {
  const lowered = fullScopes('d', [scope('class', 1, 'abcd')], running('abc'))
  expect(whoMakesRoom(lowered)).toEqual(['a', 'b', 'c'])
  expect(isOneEnough(lowered)).toBe(false)
  expect(isOneEnough(fullScopes('d', [scope('class', 3, 'abcd')], running('abc')))).toBe(true)
})

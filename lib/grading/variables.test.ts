import { describe, expect, it } from 'vitest'
import { integer, oneOf, subnet } from './variables.ts'

const many = <T>(pick: () => T) => new Set(Array.from({ length: 400 }, pick))

describe('values of a student’s own', () => {
  it('are one of the words, each of them at times', () => {
    expect(many(oneOf('logs', 'backup', 'media').pick)).toEqual(new Set(['logs', 'backup', 'media']))
  })
  it('are whole numbers, both ends included', () => {
    expect(many(integer(2, 4).pick)).toEqual(new Set([2, 3, 4]))
  })
  it('are private subnets that the lab host does not have', () => {
    for (const one of many(subnet().pick))
      expect(one).toMatch(/^10\.(?:[2-9]\d|1\d\d|2[01]\d)\.(?:[1-9]\d?|1\d\d|2[0-4]\d)$/)
  })
})

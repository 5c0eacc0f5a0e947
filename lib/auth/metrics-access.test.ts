import { expect, test } from 'vitest'
import { mayReadMetrics } from './metrics-access.ts'

const token = 'a-token-of-the-site-0123'
const from = (peer: string, authorization?: string) =>
  new Headers({ 'x-forwarded-for': peer, ...(authorization ? { authorization } : {}) })

test('from this machine, or with the token; a wrong token is refused from anywhere', () => {
  expect(mayReadMetrics(from('127.0.0.1'), { token })).toBe(true)
  expect(mayReadMetrics(from('::1'), { token })).toBe(true)
  expect(mayReadMetrics(from('10.0.0.7'), { token })).toBe(false)
  expect(mayReadMetrics(from('10.0.0.7', `Bearer ${token}`), { token })).toBe(true)
  expect(mayReadMetrics(from('127.0.0.1', 'Bearer wrong'), { token })).toBe(false)
  expect(mayReadMetrics(from('10.0.0.7', 'Bearer undefined'), { token: undefined })).toBe(false)
  // Whoever comes through a proxy of the site's seems to be on this machine.
  expect(mayReadMetrics(from('127.0.0.1'), { token, proxied: true })).toBe(false)
  expect(mayReadMetrics(from('127.0.0.1', `Bearer ${token}`), { token, proxied: true })).toBe(true)
})

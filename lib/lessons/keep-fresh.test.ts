import { afterEach, expect, test, vi } from 'vitest'
import { keepFresh } from './keep-fresh.ts'

afterEach(() => {
  vi.unstubAllEnvs()
  vi.useRealTimers()
})

test('while developing everything is read each time', async () => {
  const read = vi.fn(async () => 1)
  await keepFresh('dev', read)
  await keepFresh('dev', read)
  expect(read).toHaveBeenCalledTimes(2)
})

test('a server answers with what it has, and with the change from the next time on', async () => {
  vi.stubEnv('NODE_ENV', 'production')
  vi.useFakeTimers()
  let text = 'old'
  const read = vi.fn(async () => text)
  expect(await keepFresh('text', read)).toBe('old')
  text = 'new'
  expect(await keepFresh('text', read)).toBe('old')
  expect(read).toHaveBeenCalledTimes(1)
  vi.advanceTimersByTime(1_001)
  expect(await keepFresh('text', read)).toBe('old')
  await vi.waitFor(async () => expect(await keepFresh('text', read)).toBe('new'))
  expect(read).toHaveBeenCalledTimes(2)
})

test('a failure is not kept, and does not take away what there was', async () => {
  vi.stubEnv('NODE_ENV', 'production')
  vi.useFakeTimers()
  const fails = async (): Promise<string> => Promise.reject(new Error('no file'))
  await expect(keepFresh('broken', fails)).rejects.toThrow('no file')
  expect(await keepFresh('broken', async () => 'mended')).toBe('mended')
  vi.advanceTimersByTime(1_001)
  expect(await keepFresh('broken', fails)).toBe('mended')
  await vi.waitFor(async () => expect(await keepFresh('broken', fails)).toBe('mended'))
})

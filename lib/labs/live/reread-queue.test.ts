import { expect, it } from 'vitest'
import { RereadQueue } from './reread-queue.ts'

function gate() {
  const { promise, resolve } = Promise.withResolvers<void>()
  return { promise, open: resolve }
}

it('reads once for one request, and once more for any number that come meanwhile, with the earliest time', async () => {
  const queue = new RereadQueue(() => {})
  const first = gate()
  const reads: number[] = []
  const read = async (at: number) => {
    reads.push(at)
    if (at === 1) await first.promise
  }
  const requests = [1, 5, 3, 4].map((at) => queue.request('a', at, read))
  first.open()
  await Promise.all(requests)
  expect(reads).toEqual([1, 3])
})

it('never runs two reads of one key at once, but those of different keys', async () => {
  const queue = new RereadQueue(() => {})
  const both = gate()
  let running = 0
  let most = 0
  const read = async () => {
    most = Math.max(most, ++running)
    if (running === 2) both.open()
    await both.promise
    running--
  }
  for (const key of ['a', 'a', 'b', 'a']) void queue.request(key, 0, read)
  await queue.idle()
  expect(most).toBe(2)
})

it('goes on after a read that failed, and says which', async () => {
  const failed: string[] = []
  const queue = new RereadQueue((key) => failed.push(key))
  await queue.request('a', 0, () => Promise.reject(new Error('gone')))
  let read = false
  await queue.request('a', 0, async () => {
    read = true
  })
  expect({ failed, read }).toEqual({ failed: ['a'], read: true })
})

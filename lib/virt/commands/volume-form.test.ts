import { expect, it } from 'vitest'
import { toBytes, virshSize } from './volume-form.ts'

it.each([
  [10 * 1024 ** 3, '10G'],
  [1536 * 1024 ** 2, '1536M'],
  [512 * 1024, '512K'],
  [2 * 1024 ** 4, '2T'],
  [27_000_833, '27000833B'],
  [0, '0B'],
])('%d bytes are %s for virsh', (bytes, size) => expect(virshSize(bytes)).toBe(size))

it.each([
  [1.5, 'GiB', '1536M'],
  [0.1, 'GiB', '103M'],
  [1.3, 'MiB', '1332K'],
  [20, 'MiB', '20M'],
] as const)('%d %s are whole steps, rounded up: %s', (value, unit, size) => {
  expect(virshSize(toBytes(value, unit))).toBe(size)
})

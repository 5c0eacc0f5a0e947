import { expect, it } from 'vitest'
import { linePath, niceMax } from './plot.ts'

const area = { width: 100, height: 10, from: 0, to: 10_000, max: 100 }

it('draws from the left edge to the right, up from the bottom', () => {
  expect(
    linePath(
      [
        { at: 0, value: 0 },
        { at: 5_000, value: 50 },
        { at: 10_000, value: 200 },
      ],
      area,
    ),
  ).toBe('M0.0 10.0L50.0 5.0L100.0 0.0')
})

it('leaves a gap where nothing is known', () => {
  const values = [1, null, 1].map((value, i) => ({ at: i * 1000, value }))
  expect(linePath(values, area).match(/M/g)).toHaveLength(2)
  expect(
    linePath(
      [0, 20_000].map((at) => ({ at, value: 1 })),
      { ...area, to: 20_000 },
    ).match(/M/g),
  ).toHaveLength(2)
})

it('leaves out what is older than the left edge', () => {
  expect(linePath([{ at: -1, value: 1 }], area)).toBe('')
})

it('scales to powers of two', () => {
  expect(niceMax([3, null, 700], 4)).toBe(1024)
  expect(niceMax([], 1024)).toBe(1024)
})

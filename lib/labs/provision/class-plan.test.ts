import { expect, it } from 'vitest'
import { type ClassShare, planClass } from './class-plan.ts'

const site: ClassShare = { memoryMiB: 2048, cpus: 2, diskGiB: 8, whose: 'site', quota: null }
const machine = { cpus: 2, availableMemoryMiB: 22_000, availableDiskMiB: 50_000 }

it('counts what is there, what comes, and what it takes', () => {
  const plan = planClass({ ready: 3, start: 2, make: 25 }, machine, site)
  expect(plan).toMatchObject({ ready: 3, start: 2, make: 25, warnings: [], cpus: 2 })
  expect(plan.memory.restMiB).toBe(27 * 80)
  expect(plan.disk.freshMiB).toBe(25 * 8)
  expect(plan.atOnce).toBeGreaterThanOrEqual(30)
})

it('warns of what the machine has not', () => {
  const many = planClass({ ready: 0, start: 0, make: 200 }, machine, site)
  expect(many.warnings).toEqual(['memory-at-work', 'disk', 'cpus'])
  const small = planClass({ ready: 0, start: 0, make: 30 }, { ...machine, availableMemoryMiB: 2_000 }, site)
  expect(small.warnings).toEqual(['memory'])
  expect(small.atOnce).toBeLessThan(30)
})

it('takes no time when all are ready', () =>
  expect(planClass({ ready: 4, start: 0, make: 0 }, machine, site).seconds).toBe(0))

it("counts what the class's labs may use: no more than its limit, and at most all of it", () => {
  const small = { ...site, memoryMiB: 300, diskGiB: 4, whose: 'class' } as const
  const plan = planClass({ ready: 0, start: 0, make: 30 }, machine, small)
  expect(plan.memory).toMatchObject({ workMiB: 30 * 300, mostMiB: 30 * 300 })
  expect(plan.disk).toMatchObject({ workMiB: 30 * 400, mostMiB: 30 * 4096 })
  expect(plan.atOnce).toBe(Math.floor((22_000 - 1024) / 300))
  expect(plan.warnings).toEqual([])
  const large = { ...site, memoryMiB: 4096, whose: 'class' } as const
  expect(planClass({ ready: 0, start: 0, make: 30 }, machine, large).warnings).toEqual(['memory-most'])
  expect(planClass({ ready: 0, start: 0, make: 30 }, machine, { ...large, whose: 'site' }).warnings).toEqual([])
})

it('counts only so many as may run at once, and says so', () => {
  const quota = { limit: 10, scope: 'class' } as const
  const plan = planClass({ ready: 4, start: 6, make: 20 }, machine, { ...site, quota })
  expect(plan.memory).toMatchObject({ restMiB: 6 * 80, workMiB: 10 * 450, mostMiB: 10 * 2048 })
  expect(plan.disk.workMiB).toBe(30 * 400)
  expect(plan.warnings).toEqual(['quota'])
  const full = planClass({ ready: 10, start: 0, make: 20 }, machine, { ...site, quota })
  expect([full.seconds, full.memory.restMiB]).toEqual([0, 0])
  expect(planClass({ ready: 0, start: 0, make: 10 }, machine, { ...site, quota }).warnings).toEqual([])
})

import { expect, it } from 'vitest'
import { claimOf, runGuiOperation } from './gui-operations.ts'

const change = (summary: string, name = 'demo') => ({ kind: 'vm' as const, name, summary })
const shutdown = (labId: string) => ({
  labId,
  subjects: [{ kind: 'vm' as const, name: 'demo' }],
  settleMs: 60_000,
  lateEffects: ['vm-shut-down'],
})

it('all that changes while it runs is its effect; of its subjects only', async () => {
  await runGuiOperation(shutdown('a'), async () => {
    expect(claimOf('a', change('vm-edited'), Date.now())).not.toBeNull()
    expect(claimOf('a', change('vm-edited', 'other'), Date.now())).toBeNull()
    expect(claimOf('b', change('vm-edited'), Date.now())).toBeNull()
  })
})

it('a guest that shuts down later does so for the page; what is done to it meanwhile, or then, is not the page’s', async () => {
  await runGuiOperation(shutdown('c'), async () => {})
  expect(claimOf('c', change('vm-suspended'), Date.now())).toBeNull()
  expect(claimOf('c', change('vm-forced-off'), Date.now())).toBeNull()
  expect(claimOf('c', change('vm-shut-down'), Date.now())).not.toBeNull()
  expect(claimOf('c', change('vm-started'), Date.now())).toBeNull()
  expect(claimOf('c', change('vm-shut-down'), Date.now())).toBeNull()
})

it('a balloon takes several steps for the page', async () => {
  await runGuiOperation({ ...shutdown('e'), lateEffects: ['vm-memory'] }, async () => {})
  expect(claimOf('e', change('vm-memory'), Date.now())).not.toBeNull()
  expect(claimOf('e', change('vm-memory'), Date.now())).not.toBeNull()
  expect(claimOf('e', change('vm-vcpus'), Date.now())).toBeNull()
})

it('nothing is waited for longer than was said', async () => {
  await runGuiOperation(shutdown('d'), async () => {})
  expect(claimOf('d', change('vm-shut-down'), Date.now() + 60_001)).toBeNull()
})

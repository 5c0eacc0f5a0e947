import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import type { Evidence } from '#lib/grading/evidence.ts'
import type { CheckpointDefinition } from '#lib/grading/expectation.ts'

const { site, lessons } = await vi.hoisted(async () => ({
  site: (await import('#lib/labs/test-site.ts')).makeTestSite(),
  lessons: (await import('#tests/support/test-lessons.ts')).makeTestLessons({
    // As the author has made it now: it asks for less memory, and for autostart.
    '01-a': {
      checkpoints: `export default [is.checkpoint('made', {
      points: 10,
      expect: [is.vm('web').exists().hasMemoryMiB({ min: 128 }).autostarts()],
      hints: { zh: ['?'], en: ['?'] },
    })]`,
    },
    '02-b': {
      checkpoints: `export default is.withVariables({ name: is.oneOf('x', 'y') }, (v) => [is.checkpoint('made', {
      points: 10,
      expect: [is.vm(v.name).exists()],
      hints: { zh: [], en: [] },
    })])`,
    },
  }),
}))

const { db } = await import('#lib/db/client.ts')
const { checkpoint, vm } = await import('#lib/grading/define.ts')
const { evaluate } = await import('#lib/grading/evaluate.ts')
const { readEvidence } = await import('#lib/grading/results.ts')
const { regrade } = await import('#lib/grading/regrade.ts')

let studentId: string
beforeAll(async () => {
  studentId = await site.addStudent()
})
afterAll(async () => {
  await site.remove()
  lessons.remove()
})

const at = Date.UTC(2026, 10, 23)

function evidenceOf(domain: { name: string; memoryMaxKiB: number; autostart: boolean }): Evidence {
  return {
    ...{ at, unreachable: null, names: { vm: [domain.name], pool: [], network: [] } },
    domains: [{ config: null, ...domain } as Evidence['domains'][number]],
    ...{ networks: [], pools: [], volumes: [], snapshots: [], leases: [], host: null },
  }
}

async function store(
  id: string,
  o: {
    definition: CheckpointDefinition
    evidence: Evidence
    status: string
    earned: number
    attempt?: number
    given?: string[]
  },
) {
  const { definition, evidence, given, attempt = 1, ...rest } = o
  const passedAt = rest.status === 'passed' ? new Date(at) : null
  const data = { ...rest, passedAt, via: 'gui', evidence: JSON.stringify({ definition, evidence, given }) }
  await db().checkpointResult.create({ data: { studentId, checkpoint: id, attempt, ...data } })
}

const hints = { zh: [], en: [] }
const before = (expect: Parameters<typeof checkpoint>[1]['expect']) => checkpoint('made', { points: 10, expect, hints })

describe('results judged again by the definitions of today', () => {
  beforeAll(async () => {
    const strict = before([vm('web').exists().hasMemoryMiB({ min: 512 })])
    const evidence = evidenceOf({ name: 'web', memoryMaxKiB: 256 * 1024, autostart: true })
    await store('01-a/made', { definition: strict, evidence, status: 'partial', earned: 5 })
    const lax = before([vm('web').exists()])
    const without = evidenceOf({ name: 'web', memoryMaxKiB: 256 * 1024, autostart: false })
    // It was there from the beginning, which earns nothing.
    const given = ['vm.web.exists']
    await store('01-a/made', { definition: lax, evidence: without, given, status: 'passed', earned: 10, attempt: 2 })
    const other = evidenceOf({ name: 'db', memoryMaxKiB: 256 * 1024, autostart: true })
    await store('01-a/made', {
      definition: before([vm('db').exists()]),
      evidence: other,
      status: 'passed',
      earned: 10,
      attempt: 3,
    })
    const old = evidenceOf({ name: 'web', memoryMaxKiB: 256 * 1024, autostart: false })
    for (const domain of old.domains) Reflect.deleteProperty(domain, 'config')
    await store('01-a/made', { definition: lax, evidence: old, status: 'passed', earned: 10, attempt: 4 })
    const named = evidenceOf({ name: 'x', memoryMaxKiB: 1, autostart: false })
    await store('02-b/made', {
      definition: before([vm('x').exists()]),
      evidence: named,
      status: 'passed',
      earned: 10,
    })
    await db().attempt.create({ data: { studentId, lesson: '02-b', attempt: 1, variables: '{"name":"x"}' } })
    const checkpointId = { studentId, checkpoint: '01-a/made', attempt: 1 }
    // Asked for before it was judged, and after: the second one costs nothing of it.
    await db().hint.create({ data: { ...checkpointId, number: 1, at: new Date(at - 1000) } })
    await db().hint.create({ data: { ...checkpointId, number: 2, at: new Date(at + 1000) } })
  })

  const short = (rows: Awaited<ReturnType<typeof regrade>>) =>
    rows.map(({ checkpoint: id, attempt, before: { earned }, after, reason }) => [
      `${id}#${attempt}`,
      earned,
      after ? [after.status, after.earned, after.unmet] : reason,
    ])

  it('says what would change, and changes nothing', async () => {
    const rows = () => db().checkpointResult.findMany({ orderBy: [{ checkpoint: 'asc' }, { attempt: 'asc' }] })
    const stored = await rows()
    expect(short(await regrade())).toEqual([
      ['01-a/made#1', 5, ['passed', 9, null]],
      ['01-a/made#2', 10, ['partial', 5, 'vm.web.autostarts']],
      // Of another VM than the evidence tells of.
      ['01-a/made#3', 10, 'not-in-evidence'],
      // Kept before there were definitions in it.
      ['01-a/made#4', 10, 'not-in-evidence'],
      ['02-b/made#1', 10, ['passed', 10, null]],
    ])
    expect(await rows()).toEqual(stored)
  })

  it('is for one lesson or one checkpoint', async () => {
    expect(short(await regrade({ only: '02-b' }))).toHaveLength(1)
    expect(short(await regrade({ only: '01-a/made' }))).toHaveLength(4)
    expect(short(await regrade({ only: '01-a/mad' }))).toHaveLength(0)
  })

  it('stores it on demand, with what it was judged by before', async () => {
    await regrade({ apply: true })
    const key = { studentId, checkpoint: '01-a/made' }
    const row = await db().checkpointResult.findFirstOrThrow({ where: { ...key, attempt: 1 } })
    expect(row).toMatchObject({ status: 'passed', earned: 9, passedAt: new Date(at) })
    const { earlier } = JSON.parse(row.evidence)
    expect(earlier).toMatchObject([{ status: 'partial', earned: 5, definition: { points: 10 } }])
    expect(earlier[0].definition.expectations.map(({ id }: { id: string }) => id)).toEqual([
      'vm.web.exists',
      'vm.web.hasMemoryMiB',
    ])
    const kept = await readEvidence(studentId, '01-a/made', 1)
    expect(kept && evaluate(kept.definition, kept.evidence).status).toBe('passed')
    const lowered = await db().checkpointResult.findFirstOrThrow({ where: { ...key, attempt: 2 } })
    expect(lowered).toMatchObject({ status: 'partial', earned: 5, passedAt: null })
    const untouched = await db().checkpointResult.findFirstOrThrow({ where: { ...key, attempt: 3 } })
    expect(untouched).toMatchObject({ status: 'passed', earned: 10 })
  })

  it('finds nothing more to change then', async () => {
    const again = (await regrade()).filter(({ after, before: { earned } }) => after && after.earned !== earned)
    expect(again).toEqual([])
  })
})

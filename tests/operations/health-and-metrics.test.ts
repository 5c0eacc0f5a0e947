import { rmSync } from 'node:fs'
import { afterAll, expect, test, vi } from 'vitest'

const site = await vi.hoisted(async () => {
  process.env.VIRTLAB_INCUS_SOCKET = '/nonexistent/incus.socket'
  return (await import('#lib/labs/test-site.ts')).makeTestSite()
})

const { metrics } = await import('#lib/base/metrics.ts')
const { db } = await import('#lib/db/client.ts')
const { readHealth } = await import('#lib/labs/health.ts')
const { readMetrics } = await import('#lib/labs/lab-metrics.ts')

afterAll(async () => {
  await db().$disconnect()
  rmSync(site.stateDir, { recursive: true, force: true })
})

/** https://prometheus.io/docs/instrumenting/exposition_formats/#text-format-details, and nothing beside it. */
function parse(text: string): Map<string, { type: string; samples: Map<string, number> }> {
  const families = new Map<string, { type: string; samples: Map<string, number> }>()
  const name = '[a-zA-Z_:][a-zA-Z0-9_:]*'
  const label = String.raw`[a-zA-Z_][a-zA-Z0-9_]*="(?:[^"\\\n]|\\["\\n])*"`
  // Prometheus reads numbers as Go's ParseFloat does, for which `Nan` is one.
  const sample = new RegExp(
    String.raw`^(${name})(\{${label}(?:,${label})*\})? ([-+]?[0-9.]+(?:e[-+]?[0-9]+)?|[Nn]a[Nn]|[-+]Inf)$`,
  )
  expect(text.endsWith('\n')).toBe(true)
  for (const line of text.split('\n').filter(Boolean)) {
    const [, type, kind = ''] = new RegExp(`^# TYPE (${name}) (counter|gauge|histogram|summary)$`).exec(line) ?? []
    if (type !== undefined) {
      expect(families.has(type), `${type} is declared once`).toBe(false)
      families.set(type, { type: kind, samples: new Map() })
    }
    if (line.startsWith('#')) {
      expect(line).toMatch(new RegExp(`^# (HELP ${name} \\S|TYPE )`))
      continue
    }
    const [, series = '', labels = '', value] = sample.exec(line) ?? []
    expect(series, line).not.toBe('')
    const family = families.get(series) ?? families.get(series.replace(/_(bucket|sum|count)$/, ''))
    if (!family) throw new Error(`${series} has no TYPE before it`)
    expect(family.samples.has(series + labels), `${line} is there once`).toBe(false)
    family.samples.set(series + labels, Number(value?.replace('Inf', 'Infinity')))
  }
  return families
}

test('what Prometheus reads is its format to the letter, whatever the labels hold', async () => {
  const { labStarts, labFailures } = metrics()
  for (const seconds of [0.2, 4, 500]) labStarts.observe({ outcome: 'ready' }, seconds)
  labFailures.inc({ code: 'a "quoted"\\ code\nof two lines' })
  const { text, contentType } = await readMetrics()
  expect(contentType).toMatch(/^text\/plain; version=0\.0\.4; charset=utf-8$/)
  const families = parse(text)
  expect(families.get('virtlab_labs')?.samples.get('virtlab_labs{phase="running"}')).toBe(0)
  const { samples } = families.get('virtlab_lab_start_seconds') ?? { samples: new Map<string, number>() }
  const buckets = [...samples].flatMap(([series, value]) => (series.includes('_bucket') ? [value] : []))
  expect(buckets).toEqual(buckets.toSorted((a, b) => a - b))
  expect(buckets.at(-1)).toBe(3)
  expect(samples.get('virtlab_lab_start_seconds_count{outcome="ready"}')).toBe(3)
  for (const [name, { type }] of families)
    if (name.startsWith('virtlab_')) expect(name.endsWith('_total'), name).toBe(type === 'counter')
})

test('without Incus, pages are served and the health says what is missing, soon', async () => {
  const since = performance.now()
  expect(await readHealth()).toEqual({
    serves: true,
    healthy: false,
    parts: {
      ...{ database: 'ok', stateDisk: 'ok' },
      ...{ incus: 'unreachable', image: 'unreachable', labDisk: 'unreachable' },
    },
  })
  expect(performance.now() - since).toBeLessThan(5_000)
})

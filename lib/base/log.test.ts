import { execFileSync } from 'node:child_process'
import { expect, test } from 'vitest'

/** What lib logs, in a process with a stdout of its own. */
function logged(script: string): Record<string, unknown>[] {
  const source = `import { log } from '#lib/base/log.ts'
import { noteInLog, withLogContext } from '#lib/base/log-context.ts'
${script}`
  const env = { ...process.env, VIRTLAB_LOG_LEVEL: 'info' }
  const out = execFileSync(process.execPath, ['--input-type=module', '-e', source], { env, encoding: 'utf8' })
  return out
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Record<string, unknown>)
}

test('lines of a request carry its id, its user and its lab, also after what it waits for', () => {
  const lines = logged(`await Promise.all(['ann', 'ben'].map((user) => withLogContext({}, async () => {
  noteInLog({ user })
  await new Promise((resolve) => setTimeout(resolve, 5))
  noteInLog({ lab: 'lab-of-' + user })
  log.info('one')
  log.warn({ lab: 'other' }, 'two')
})))
log.info('outside')`)
  const ofAnn = lines.filter(({ user }) => user === 'ann')
  expect(ofAnn).toMatchObject([
    { lab: 'lab-of-ann', msg: 'one' },
    { lab: 'other', msg: 'two' },
  ])
  expect(ofAnn[0]?.request).toBe(ofAnn[1]?.request)
  expect(lines.find(({ user }) => user === 'ben')?.request).not.toBe(ofAnn[0]?.request)
  expect(lines.at(-1)).toEqual({ level: 30, time: expect.any(Number), msg: 'outside' })
})

test('passwords, tickets and tokens are not in it, wherever they stand', () => {
  const secrets = `log.info({ password: 's3cret', body: { ticket: 's3cret' }, request: { headers: { cookie: 's3cret' } } }, 'x')`
  expect(JSON.stringify(logged(secrets))).not.toContain('s3cret')
})

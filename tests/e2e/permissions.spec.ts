import { randomBytes } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { type APIRequestContext, expect, test } from 'playwright/test'
import { can, type Subject } from '#lib/access/can.ts'
import { type Classroom, makeClassroom, people, type Person, standing } from './permissions/classroom.ts'
import { actions, type Door, type Needs, pages, routes } from './permissions/doors.ts'

/** The actions of the build that is served: their ids by `<file>#<name>`. */
function builtActions(): Map<string, { id: string; page: string }> {
  const build = process.env.NEXT_BUILD ?? '.next'
  const { node } = JSON.parse(readFileSync(`${build}/server/server-reference-manifest.json`, 'utf8')) as {
    node: Record<string, { filename: string; exportedName: string; workers: Record<string, unknown> }>
  }
  return new Map(
    Object.entries(node).map(([id, { filename, exportedName, workers }]) => [
      `${filename}#${exportedName}`,
      { id, page: Object.keys(workers)[0] ?? '' },
    ]),
  )
}

/** The pages and routes of the build, by their folders. */
function builtPaths(prefix: string, last: string): string[] {
  const build = process.env.NEXT_BUILD ?? '.next'
  const paths = Object.keys(JSON.parse(readFileSync(`${build}/server/app-paths-manifest.json`, 'utf8')))
  return paths
    .filter((path) => path.startsWith(`${prefix}/`) && path.endsWith(`/${last}`))
    .map((path) => path.slice(prefix.length + 1, -last.length - 1))
}

const built = builtActions()
let room: Classroom
/** For the tests' names. */
const placeholder = { classId: 'ID', accounts: { student: { labId: 'ID', userId: 'ID' } } } as unknown as Classroom
const contexts = new Map<Person | 'nobody', APIRequestContext>()

test.beforeAll(async ({ playwright, baseURL }) => {
  room = await makeClassroom(`perm-${randomBytes(3).toString('hex')}`)
  for (const person of people) {
    const extraHTTPHeaders = { cookie: room.accounts[person].cookie }
    contexts.set(person, await playwright.request.newContext({ baseURL, extraHTTPHeaders }))
  }
  contexts.set('nobody', await playwright.request.newContext({ baseURL }))
})

test.afterAll(async () => {
  for (const context of contexts.values()) await context.dispose()
})

/** Whether the table of lib/access lets the person in; using another's lab takes more than a role. */
function isAllowed(person: Person | 'nobody', needs: Needs): boolean {
  if (needs.of === 'anybody') return true
  if (person === 'nobody') return false
  if (!('verb' in needs)) return true
  const { role, classRole } = standing(person)
  const staff = classRole === 'assistant' || classRole === 'instructor' ? classRole : null
  const subjects: Record<'lab' | 'help' | 'class' | 'classes' | 'site', Subject> = {
    lab: { kind: 'lab', studentId: room.accounts.student.userId, classRole: staff, takenOver: false },
    help: { kind: 'lab', studentId: room.accounts.student.userId, classRole: staff, takenOver: true },
    class: { kind: 'class', classRole },
    classes: { kind: 'classes', classRole: person === 'otherInstructor' ? 'instructor' : staff },
    site: { kind: 'site' },
  }
  const { userId } = room.accounts[person]
  return can({ userId, role, name: person, locale: 'zh' }, needs.verb, subjects[needs.of])
}

/** Of a page that has the action: Next runs it before it looks at the page. */
function addressOf(page: string): string {
  return page
    .replace(/^app\/\[locale\]/, '/zh')
    .replaceAll(/\/\([^)]*\)/g, '')
    .replace(/\/page$/, '')
    .replace(/\/\[\[?\.\.\.\w+\]?\]/, '')
    .replace('[slug]', '03-create-wizard')
    .replace('[classId]', room.classId)
    .replace('[studentId]', room.accounts.student.userId)
    .replace('[token]', 'none')
}

const refusals = /access\.forbidden|help\.not-taken-over|auth[.-]signed-out|(lab|class)\.not-found/

test('every server action, page and route is in the table', () => {
  expect([...built.keys()].toSorted()).toEqual(Object.keys(actions).toSorted())
  expect(builtPaths('/[locale]', 'page').toSorted()).toEqual(Object.keys(pages).toSorted())
  expect(builtPaths('/api', 'route').toSorted()).toEqual(Object.keys(routes).toSorted())
})

/** As React sends the arguments of an action; those of a form are its state before, null, and its fields, which come first. */
function encode({ with: args, form }: Door): { data?: string; multipart?: FormData; headers: Record<string, string> } {
  if (!form)
    return { data: JSON.stringify(args?.(room) ?? []), headers: { 'content-type': 'text/plain;charset=UTF-8' } }
  const multipart = new FormData()
  for (const [key, value] of Object.entries(form(room))) multipart.append(`_1_${key}`, value)
  multipart.append('0', '[null,"$K1"]')
  return { multipart, headers: {} }
}

// An action that only reads says nothing for whatever it cannot read.
const empty = /^1:(null|\{\}|\[\])$/m

for (const [name, door] of Object.entries(actions)) {
  const { needs } = door
  if (needs.of === 'anybody') continue
  test(`${name}: refused to who may not ${'verb' in needs ? `${needs.verb} the ${needs.of}` : 'ask'}`, async ({
    baseURL,
  }) => {
    const action = built.get(name)
    const { headers, ...sent } = encode(door)
    for (const [person, context] of contexts) {
      if (isAllowed(person, needs)) continue
      const answer = await context.post(addressOf(action?.page ?? ''), {
        headers: { ...headers, 'next-action': action?.id ?? '', origin: String(baseURL), accept: 'text/x-component' },
        ...sent,
      })
      const text = await answer.text()
      // One that nobody signed out is ever shown may fail for them.
      const refused = refusals.test(text) || empty.test(text) || (person === 'nobody' && answer.status() === 500)
      expect.soft(refused, `${person}: ${answer.status()} ${text.slice(0, 300)}`).toBe(true)
    }
  })
}

for (const [name, { needs, at }] of Object.entries(pages)) {
  if (!at) continue
  test(`page ${name}: not there for who may not see it`, async () => {
    for (const [person, context] of contexts) {
      const answer = await context.get(`/zh${at(room)}`, { maxRedirects: 0 })
      const expected = person === 'nobody' ? 307 : isAllowed(person, needs) ? 200 : 404
      expect.soft(answer.status(), person).toBe(expected)
    }
  })
}

for (const [name, calls] of Object.entries(routes)) {
  for (const { method, send, needs } of calls) {
    if (needs.of === 'anybody') continue
    test(`${method} /api/${name} ${JSON.stringify(send?.(placeholder) ?? {})}: refused`, async ({ baseURL }) => {
      const sent = send?.(room) ?? {}
      for (const [person, context] of contexts) {
        if (isAllowed(person, needs)) continue
        const answer = await context.fetch(`/api/${name}`, {
          method,
          headers: { origin: String(baseURL) },
          ...(method === 'GET' ? { params: sent as Record<string, string> } : { data: sent }),
        })
        expect.soft(await answer.text(), `${person}: ${answer.status()}`).toMatch(refusals)
      }
    })
  }
}

test('what a class tells ends at once when the right to it does', async ({ baseURL }) => {
  const own = await makeClassroom(`gone-${randomBytes(3).toString('hex')}`)
  const { instructor, assistant } = own.accounts
  const origin = String(baseURL)
  const open = async (route: string, cookie: string) => {
    const answer = await fetch(`${origin}/api/${route}?class=${own.classId}`, { headers: { cookie } })
    expect(answer.status, route).toBe(200)
    return answer
  }
  const told = await Promise.all(['wall', 'grades/live', 'provisioning'].map((route) => open(route, assistant.cookie)))
  const stays = await open('wall', instructor.cookie)
  const action = built.get('app/_classes/member-actions.ts#removeMembersAction')
  const answer = await fetch(origin + addressOf(action?.page ?? ''), {
    method: 'POST',
    headers: {
      ...{ cookie: instructor.cookie, origin, accept: 'text/x-component' },
      ...{ 'next-action': action?.id ?? '', 'content-type': 'text/plain;charset=UTF-8' },
    },
    body: JSON.stringify([{ classId: own.classId, userIds: [assistant.userId] }]),
  })
  expect(await answer.text()).toContain(assistant.userId)
  for (const stream of told) await stream.text()
  // Who has lost nothing is told on.
  const reader = stays.body?.getReader()
  expect((await reader?.read())?.done).toBe(false)
  await reader?.cancel()
})

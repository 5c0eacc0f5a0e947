import { afterAll, expect, it, vi } from 'vitest'

const site = await vi.hoisted(async () => {
  process.env.VIRTLAB_OIDC_ISSUER = 'https://sso.test'
  process.env.VIRTLAB_OIDC_CLIENT_ID = 'virtlab'
  process.env.VIRTLAB_OIDC_ROLE_CLAIM = 'groups'
  process.env.VIRTLAB_OIDC_INSTRUCTOR_VALUE = 'staff'
  return (await import('#lib/labs/test-site.ts')).makeTestSite()
})

const { db } = await import('#lib/db/client.ts')
const { createAccount } = await import('#lib/auth/accounts.ts')
const { findOrMakeAccount } = await import('#lib/auth/oidc/account.ts')

afterAll(() => site.remove())

const iss = 'https://sso.test'
const make = async (claims: Record<string, unknown>) => {
  const id = await findOrMakeAccount({ iss, ...claims }, 'en')
  return db().user.findUniqueOrThrow({ where: { id } })
}

it('somebody is issuer and sub: found again by both, whatever else they say then', async () => {
  const ann = await make({ sub: '1', name: 'Ann', preferred_username: 'Ann', email: 'Ann@School.test' })
  expect(ann).toMatchObject({ name: 'Ann', username: 'ann', email: 'ann@school.test', role: 'student', locale: 'en' })
  expect(await make({ sub: '1', name: 'Other', preferred_username: 'other', groups: ['staff'] })).toEqual(ann)
  expect((await make({ sub: '1', iss: 'https://other.test', name: 'Ann' })).id).not.toBe(ann.id)
})

it('an account that has the same e-mail address or user name is not taken over', async () => {
  const { userId } = await createAccount({ username: 'victim', role: 'admin', password: 'long enough 1' })
  const claims = { preferred_username: 'victim', email: 'victim@virtlab.local', email_verified: true }
  const thief = await make({ sub: '2', ...claims })
  expect(thief.id).not.toBe(userId)
  expect(thief.role).toBe('student')
  expect(thief.username).toMatch(/^victim-[0-9a-f]{6}$/)
  expect(thief.email).not.toBe('victim@virtlab.local')
})

it.each([
  ['one of several', { groups: ['all', 'staff'] }, 'instructor'],
  ['the only one', { groups: 'staff' }, 'instructor'],
  ['another', { groups: ['students'] }, 'student'],
  ['part of one', { groups: 'non-staff' }, 'student'],
  ['an administrator, says he', { role: 'admin', groups: 'admin' }, 'student'],
])('the role that the claim gives a new account: %s', async (name, claims, role) => {
  expect((await make({ sub: `role ${name}`, ...claims })).role).toBe(role)
})

it('somebody who says nothing of themselves has an account, too', async () => {
  expect(await make({ sub: 'only-this', email: 'not an address', name: '' })).toMatchObject({ name: 'only-this' })
})

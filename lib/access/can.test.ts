import { describe, expect, it } from 'vitest'
import type { ClassRole, Role } from './actor.ts'
import { assertCan } from './assert-can.ts'
import { can, type Subject, type Verb } from './can.ts'

const actor = (role: Role) => ({ userId: 'me', role, name: 'me', locale: 'zh' as const })
const lab = (studentId: string, classRole: ClassRole | null, takenOver = false): Subject => ({
  kind: 'lab',
  studentId,
  classRole,
  takenOver,
})
const inClass = (classRole: ClassRole | null): Subject => ({ kind: 'class', classRole })
const classes = (classRole: ClassRole | null): Subject => ({ kind: 'classes', classRole })
const all: Verb[] = ['view', 'use', 'manage']

/** account's role → subject → the verbs that are allowed */
const table: [Role, string, Subject, Verb[]][] = [
  ...(['student', 'instructor', 'admin'] as const).map((role): [Role, string, Subject, Verb[]] => [
    role,
    'own lab',
    lab('me', null),
    all,
  ]),
  ['student', "a stranger's lab", lab('other', null), []],
  ['student', "a classmate's lab", lab('other', 'student'), []],
  ['student', 'a lab of a class they assist in', lab('other', 'assistant'), ['view']],
  ['student', 'a lab of a class they assist in, taken over', lab('other', 'assistant', true), ['view', 'use']],
  ['student', 'a lab of a class they teach', lab('other', 'instructor'), ['view', 'manage']],
  ['student', 'a lab of a class they teach, taken over', lab('other', 'instructor', true), all],
  ['student', "a classmate's lab, taken over", lab('other', 'student', true), []],
  ['instructor', "a stranger's lab", lab('other', null), []],
  ['instructor', 'a lab of a class they attend', lab('other', 'student'), []],
  ['instructor', 'a lab of a class they assist in', lab('other', 'assistant'), ['view']],
  ['instructor', 'a lab of a class they teach', lab('other', 'instructor'), ['view', 'manage']],
  ['instructor', 'a lab of a class they teach, taken over', lab('other', 'instructor', true), all],
  ['instructor', "a stranger's lab, taken over", lab('other', null, true), []],
  ['admin', "a stranger's lab", lab('other', null), ['view', 'manage']],
  ['admin', "a stranger's lab, taken over", lab('other', null, true), all],

  ['student', "somebody's class", inClass(null), []],
  ['student', 'a class they attend', inClass('student'), []],
  ['student', 'a class they assist in', inClass('assistant'), ['view', 'use']],
  ['student', 'a class they teach', inClass('instructor'), all],
  ['instructor', "somebody's class", inClass(null), []],
  ['instructor', 'a class they attend', inClass('student'), []],
  ['instructor', 'a class they assist in', inClass('assistant'), ['view', 'use']],
  ['instructor', 'a class they teach', inClass('instructor'), all],
  ['admin', "somebody's class", inClass(null), all],

  ['student', 'the list of classes', classes(null), []],
  ['student', 'the list of classes, attending one', classes('student'), []],
  ['student', 'the list of classes, assisting in one', classes('assistant'), ['view']],
  ['instructor', 'the list of classes', classes(null), ['view', 'manage']],
  ['admin', 'the list of classes', classes(null), all],

  ['student', 'the site', { kind: 'site' }, []],
  ['instructor', 'the site', { kind: 'site' }, []],
  ['admin', 'the site', { kind: 'site' }, all],

  ['student', 'the course', { kind: 'course' }, ['view']],
  ['instructor', 'the course', { kind: 'course' }, ['view', 'use']],
  ['admin', 'the course', { kind: 'course' }, all],
]

describe('can', () => {
  it.each(table)('%s, %s', (role, _name, subject, allowed) => {
    expect(all.filter((verb) => can(actor(role), verb, subject))).toEqual(allowed)
  })
  it('allows nothing to a role that it does not know', () => {
    expect(can(actor('owner' as Role), 'view', lab('other', 'owner' as ClassRole))).toBe(false)
  })
  it('throws access.forbidden', () => {
    expect(() => assertCan(actor('student'), 'view', lab('other', null))).toThrow(
      expect.objectContaining({ code: 'access.forbidden' }),
    )
  })
})

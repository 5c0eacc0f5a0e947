import { execFile } from 'node:child_process'
import path from 'node:path'
import { promisify } from 'node:util'

const root = path.resolve(import.meta.dirname, '../../..')

export const people = [
  'student',
  'classmate',
  'stranger',
  'assistant',
  'instructor',
  'otherInstructor',
  'admin',
] as const

export type Person = (typeof people)[number]

export interface Classroom {
  /** Attended by student and classmate, with assistant and instructor. */
  classId: string
  /** Of stranger and otherInstructor. */
  otherClassId: string
  /** Of student's lab, in the first class. */
  exportId: string
  accounts: Record<Person, { username: string; cookie: string; userId: string; labId: string | null }>
}

/** Two classes with somebody of each role: tests/support/make-classroom.ts. */
export async function makeClassroom(name: string): Promise<Classroom> {
  const { stdout } = await promisify(execFile)(process.execPath, ['tests/support/make-classroom.ts', name], {
    cwd: root,
    env: { ...process.env, VIRTLAB_LOG_LEVEL: 'silent' },
  })
  return JSON.parse(stdout) as Classroom
}

type Role = 'student' | 'instructor' | 'admin'
const roles: Record<Person, Role> = {
  student: 'student',
  classmate: 'student',
  stranger: 'student',
  assistant: 'student',
  instructor: 'instructor',
  otherInstructor: 'instructor',
  admin: 'admin',
}

/** The person, as lib/access asks: the account's role, and the role in the first class. */
export function standing(person: Person) {
  const inClass = {
    classmate: 'student',
    student: 'student',
    assistant: 'assistant',
    instructor: 'instructor',
  } as const
  const classRole = person in inClass ? inClass[person as keyof typeof inClass] : null
  return { role: roles[person], classRole }
}

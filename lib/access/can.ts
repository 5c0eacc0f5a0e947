import type { Actor, ClassRole, Role } from './actor.ts'

/** Of a lab: `view` is to see it · `use` its terminal, screens and widgets · `manage` to start, stop, reset and delete it. */
export type Verb = 'view' | 'use' | 'manage'

/**
 * `classRole`: the actor's role in the class; for a lab, in a class that its student attends. Null: none.
 * `takenOver`: the actor has taken the lab over, which its student sees and can end; without it nobody uses another's lab.
 */
export type Subject =
  | { kind: 'lab'; studentId: string; classRole: ClassRole | null; takenOver?: boolean }
  /** `view`: members, wall, grades · `use`: to help, to write to students · `manage`: roster, lessons, labs, grades */
  | { kind: 'class'; classRole: ClassRole | null }
  /** `view`: to have a list of classes at all, which somebody without a class has empty · `manage`: to make one */
  | { kind: 'classes'; classRole: ClassRole | null }
  /** Everybody's accounts, and the site's own settings. */
  | { kind: 'site' }
  /** `view`: the lessons · `use`: what staff see of them before students do */
  | { kind: 'course' }

const all = ['view', 'use', 'manage'] as const satisfies Verb[]
type Table = Record<Subject['kind'], readonly Verb[]>

/** By the account. Nobody reaches a class or a lab by being an instructor somewhere. */
const byAccount: Record<Role, Table> = {
  student: { lab: [], class: [], classes: [], site: [], course: ['view'] },
  instructor: { lab: [], class: [], classes: ['view', 'manage'], site: [], course: ['view', 'use'] },
  admin: { lab: all, class: all, classes: all, site: all, course: all },
}

/** By the role in the class, on top of it. */
const byClass: Record<ClassRole, Partial<Table>> = {
  student: {},
  assistant: { lab: ['view', 'use'], class: ['view', 'use'], classes: ['view'] },
  instructor: { lab: all, class: all, classes: ['view'] },
}

/** Whether the actor may. Pure: pages, actions, routes and WebSockets all ask here. */
export function can(actor: Actor, verb: Verb, subject: Subject): boolean {
  const { kind } = subject
  if (kind === 'lab' && subject.studentId === actor.userId) return true
  if (kind === 'lab' && verb === 'use' && !subject.takenOver) return false
  const classRole = 'classRole' in subject ? subject.classRole : null
  const allowed = [...(byAccount[actor.role]?.[kind] ?? []), ...((classRole && byClass[classRole]?.[kind]) || [])]
  return allowed.includes(verb)
}

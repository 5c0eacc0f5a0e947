import { VirtLabError } from '../base/error.ts'
import type { Actor } from './actor.ts'
import { can, type Subject, type Verb } from './can.ts'

/** Throws `access.forbidden` (403) if the actor may not. */
export function assertCan(actor: Actor, verb: Verb, subject: Subject): void {
  if (can(actor, verb, subject)) return
  throw new VirtLabError({
    code: 'access.forbidden',
    message: `${actor.role} ${actor.userId} may not ${verb} ${subject.kind}`,
    status: 403,
  })
}

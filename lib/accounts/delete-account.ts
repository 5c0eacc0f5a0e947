import type { Actor } from '#lib/access/actor.ts'
import { assertCan } from '#lib/access/assert-can.ts'
import { accountError } from '#lib/auth/account-error.ts'
import { log } from '#lib/base/log.ts'
import { db } from '#lib/db/client.ts'
import { sweepExports } from '#lib/labs/exports/exporter.ts'
import { deleteLab } from '#lib/labs/lab-service.ts'
import { setDisabled } from './manage-accounts.ts'

/**
 * Deletes the account, with its labs and everything of it that the database keeps. `confirmation` is its name, typed. Until
 * all labs are gone the account is only disabled: if one cannot be deleted, it is as before. Codes: access.forbidden,
 * auth.not-found, auth.last-admin, auth.name-differs (field `confirmation`), and deleteLab's.
 */
export async function deleteAccount(actor: Actor, userId: string, confirmation: string): Promise<void> {
  assertCan(actor, 'manage', { kind: 'site' })
  const user = await db().user.findUnique({ where: { id: userId } })
  if (user && confirmation.trim() !== user.name.trim())
    throw accountError('name-differs', 'another name was typed', { status: 400, field: 'confirmation' })
  await setDisabled(actor, userId, true)
  try {
    const labs = await db().lab.findMany({ where: { studentId: userId }, select: { id: true } })
    for (const { id } of labs) await deleteLab({ labId: id })
  } catch (error) {
    if (!user?.disabledAt) await setDisabled(actor, userId, false)
    throw error
  }
  await db().user.delete({ where: { id: userId } })
  await sweepExports()
  log.info({ by: actor.userId, user: userId }, 'account deleted')
}

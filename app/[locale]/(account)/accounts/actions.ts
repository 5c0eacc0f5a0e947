'use server'

import { z } from 'zod'
import { problemAt, readNames } from '#app/_account/form-problems.ts'
import { actionFailure } from '#app/_classes/action-failure.ts'
import { deleteAccount } from '#lib/accounts/delete-account.ts'
import { addAccount, changeRole, resetPassword, setDisabled } from '#lib/accounts/manage-accounts.ts'
import type { Actor } from '#lib/access/actor.ts'
import { requireUser } from '#lib/auth/require-user.ts'
import type { WireError } from '#lib/gateway/protocol.ts'

export interface NewPassword {
  name: string
  username: string
  password: string
}
export type AddAnswer = { made: NewPassword } | { errors: WireError[] }
export type ManageAnswer = { password: string } | { done: true } | { error: WireError }

const roleSchema = z.enum(['student', 'instructor', 'admin'])
const idSchema = z.string().min(1).max(64)

export async function addAccountAction(_before: unknown, form: FormData): Promise<AddAnswer> {
  const { name, username, problems } = readNames(form)
  const role = roleSchema.safeParse(form.get('role'))
  if (!role.success) problems.push(problemAt('role', 'auth-role'))
  try {
    const actor = await requireUser()
    if (!role.success || problems.length > 0) return { errors: problems }
    const { password } = await addAccount(actor, { name, username, role: role.data })
    return { made: { name, username, password } }
  } catch (error) {
    return { errors: [actionFailure(error, 'an account was not made')] }
  }
}

export async function resetPasswordAction(userId: string): Promise<ManageAnswer> {
  return answer(async (actor) => ({ password: await resetPassword(actor, idSchema.parse(userId)) }))
}

export async function changeRoleAction(userId: string, role: string): Promise<ManageAnswer> {
  return answer((actor) => changeRole(actor, idSchema.parse(userId), roleSchema.parse(role)))
}

export async function setDisabledAction(userId: string, disabled: boolean): Promise<ManageAnswer> {
  return answer((actor) => setDisabled(actor, idSchema.parse(userId), z.boolean().parse(disabled)))
}

export async function deleteAccountAction(userId: string, confirmation: string): Promise<ManageAnswer> {
  return answer((actor) => deleteAccount(actor, idSchema.parse(userId), z.string().max(200).parse(confirmation)))
}

async function answer(act: (actor: Actor) => Promise<{ password: string } | void>): Promise<ManageAnswer> {
  try {
    return (await act(await requireUser())) ?? { done: true }
  } catch (error) {
    return { error: actionFailure(error, 'an account was not changed') }
  }
}

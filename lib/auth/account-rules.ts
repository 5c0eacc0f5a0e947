import { z } from 'zod'

/** Letters of any script, digits, dot, dash, underscore. No @: what has one is taken for an e-mail address at the sign-in. */
export const usernamePattern = /^[\p{L}\p{N}._-]+$/u
export const usernameLength = { min: 2, max: 40 }
export const passwordLength = { min: 10, max: 200 }

/** As it is stored: lower case, as the sign-in compares it. */
export const usernameSchema = z
  .string()
  .trim()
  .toLowerCase()
  .min(usernameLength.min)
  .max(usernameLength.max)
  .regex(usernamePattern)

export const personNameSchema = z.string().trim().min(1).max(80)

export type PasswordProblem = 'short' | 'long' | 'username'

/** What is wrong with a password that somebody chose; null if nothing is. */
export function passwordProblem(password: string, username: string | null): PasswordProblem | null {
  if (password.length < passwordLength.min) return 'short'
  if (password.length > passwordLength.max) return 'long'
  if (username && password.toLowerCase() === username.toLowerCase()) return 'username'
  return null
}
